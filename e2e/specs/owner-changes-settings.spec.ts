/** The settings screen: nothing saves by surprise, nothing is announced that did not happen, nobody is overwritten unawares. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import {
  announced,
  app,
  DEFAULTS,
  forgive,
  openSettings,
  part,
  saveBar,
  saveElsewhere,
  stored,
} from '../support/settings-screen.ts';
import { expect, logIn, test } from '../support/test.ts';

test.beforeEach(async ({ visitor }) => {
  const page = await visitor();
  await logIn(page, SITE);
  await openSettings(page, 'pages');
  await saveElsewhere(page, DEFAULTS);
});

test('an owner changes a lifetime, is told what is wrong, looks what a pattern matches, discards and saves', async ({
  visitor,
}) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  const lifetime = owner.getByRole('textbox', { name: 'Lifetime of a page' });
  await expect(lifetime).toHaveValue('7');
  await expect(saveBar(owner)).toBeHidden();

  await lifetime.fill('90');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(app(owner).getByText('This must be 30 days or less.').first()).toBeVisible();
  await expect(lifetime).toBeFocused();
  await expect(lifetime).toHaveAttribute('aria-invalid', 'true');
  await expect(lifetime).toHaveAccessibleDescription(/This must be 30 days or less\./);

  await part(owner, 'What is not cached').click();
  await owner.getByRole('textbox', { name: 'Paths' }).fill('/contact*\n/é');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(
    app(owner).getByText('2 settings have to be corrected before anything is saved:'),
  ).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/settings-errors.png` });
  await expectAccessible(owner);
  expect(await stored(owner)).toContain('"page":604800');
  await owner.getByRole('button', { name: 'Paths', exact: true }).click();
  await expect(owner.getByRole('textbox', { name: 'Paths' })).toBeFocused();

  await saveBar(owner).getByRole('button', { name: 'Discard' }).click();
  await expect(saveBar(owner)).toBeHidden();
  await announced(owner, 'Changes discarded.').getByRole('button', { name: 'Bring them back' }).click();
  await expect(saveBar(owner)).toContainText('2 unsaved changes.');

  const paths = owner.getByRole('textbox', { name: 'Paths' });
  await paths.fill('/contact*\n/nowhere/at/all');
  const row = owner.locator('fieldset', { has: paths });
  await row.getByRole('button', { name: 'What does this match? Paths' }).click();
  const matches = row.getByRole('listitem');
  await expect(matches.filter({ hasText: '/contact*' })).toContainText('/contact/');
  await expect(matches.filter({ hasText: '/nowhere/at/all' })).toContainText('Nothing');

  await part(owner, 'Pages').click();
  await lifetime.fill('2');
  await expect(saveBar(owner)).toContainText('all stored pages are rendered anew');
  await owner.screenshot({ path: `${SCREENSHOTS}/settings.png` });
  await saveBar(owner).getByRole('button', { name: 'Save' }).click();
  await expect(announced(owner, 'Settings saved.')).toBeVisible();
  await expect(saveBar(owner)).toBeHidden();
  await owner.reload();
  await expect(lifetime).toHaveValue('2');
  await owner.getByRole('button', { name: 'Default (7 days) Lifetime of a page' }).click();
  await expect(lifetime).toHaveValue('7');
});

test('the second of two administrators sees what the first one changed, and whose counts is his choice', async ({
  visitor,
  complaints,
}) => {
  const [first, second] = [await visitor(), await visitor()];
  for (const page of [first, second]) {
    await logIn(page, SITE);
    await openSettings(page, 'pages');
  }
  const lifetime = (page: Page) => page.getByRole('textbox', { name: 'Lifetime of a page' });
  await lifetime(second).fill('3');
  await second.getByLabel('Lifetime of “not found”').fill('10');
  await lifetime(first).fill('5');
  await saveBar(first).getByRole('button', { name: 'Save' }).click();
  await expect(announced(first, 'Settings saved.')).toBeVisible();

  await saveBar(second).getByRole('button', { name: 'Save' }).click();
  const heading = second.getByRole('heading', {
    name: 'Somebody else saved settings since you opened this page',
  });
  await expect(heading).toBeFocused();
  await expect(second.getByRole('row', { name: /Lifetime of a page/ })).toHaveText(
    /7 days\s*5 days\s*3 days/,
  );
  await expect(announced(second, 'Settings saved.')).toBeHidden();
  await second.screenshot({ path: `${SCREENSHOTS}/settings-conflict.png` });
  await expectAccessible(second);
  expect(await stored(second)).toContain('"page":432000');

  await second.getByRole('button', { name: 'Take theirs, keep my other changes unsaved' }).click();
  await expect(lifetime(second)).toHaveValue('5');
  await expect(saveBar(second)).toContainText('1 unsaved change.');
  await saveBar(second).getByRole('button', { name: 'Save' }).click();
  await expect(announced(second, 'Settings saved.')).toBeVisible();
  expect(await stored(second)).toMatch(/"page":432000,"not_found":10/);

  await lifetime(first).fill('4');
  await saveBar(first).getByRole('button', { name: 'Save' }).click();
  await expect(app(first).getByText('They changed other settings than you.')).toBeVisible();
  await first.getByRole('button', { name: 'Save mine as well' }).click();
  await expect(heading).toBeHidden();
  await expect(saveBar(first)).toBeHidden();
  expect(await stored(first)).toMatch(/"page":345600,"not_found":10/);
  forgive(complaints, /status of 412/);
});

test('a save without a network announces nothing, keeps the edits, and finds out afterwards', async ({
  visitor,
  complaints,
}) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  const notFound = owner.getByLabel('Lifetime of “not found”');
  await notFound.fill('20');
  await owner.context().setOffline(true);
  await saveBar(owner).getByRole('button', { name: 'Save' }).click();
  await expect(app(owner).getByText(/nobody knows yet whether the changes have arrived/)).toBeVisible();
  await expect(notFound).toHaveValue('20');
  await expect(announced(owner, 'saved')).toBeHidden();

  await owner.context().setOffline(false);
  await expect(app(owner).getByText(/The connection was lost and nothing was saved/)).toBeVisible();
  await expect(saveBar(owner)).toContainText('1 unsaved change.');
  expect(await stored(owner)).toContain('"not_found":0');

  // The request arrives, its answer does not.
  await owner.route(/\/settings(\?|$)/, async (route) => {
    if (route.request().headers()['x-http-method-override'] !== 'PATCH') return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await saveBar(owner).getByRole('button', { name: 'Save' }).click();
  await expect(announced(owner, 'your settings have arrived and are saved')).toBeVisible();
  await expect(saveBar(owner)).toBeHidden();
  expect(await stored(owner)).toContain('"not_found":20');
  forgive(complaints, /ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/);
});

test('settings go out as a file, and what comes in waits in the form', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  await saveElsewhere(owner, { hosts: ['www.example.org'], exclude: { paths: ['/shop/*'] } });
  await owner.reload();
  const going = owner.waitForEvent('download');
  await owner.getByRole('button', { name: 'Export' }).click();
  const text = await readFile(await (await going).path(), 'utf8');
  expect(text).toContain('"www.example.org"');

  const bring = (file: string) =>
    owner.locator('input[type="file"]').setInputFiles({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(file),
    });
  await bring('not json');
  await expect(app(owner).getByText('it cannot be read as JSON').first()).toBeVisible();
  await bring(text.replace('"page": 604800', '"page": 5').replace('"hosts"', '"hots"'));
  const complaints = owner.locator('.dynamic-cache-transfer__result').getByRole('listitem');
  await expect(complaints.filter({ hasText: 'ttl.page' })).toContainText('This must be 1 minute or more.');
  await expect(complaints.filter({ hasText: 'settings.hots' })).toContainText('This name is not known.');
  await expect(saveBar(owner)).toBeHidden();

  await saveElsewhere(owner, DEFAULTS);
  await owner.reload();
  await bring(text);
  await expect(
    app(owner).getByText('The file changes 2 settings. Look at them and save, or discard them.').first(),
  ).toBeVisible();
  await expect(saveBar(owner)).toContainText('2 unsaved changes.');
  expect(await stored(owner)).not.toContain('www.example.org');
  await saveBar(owner).getByRole('button', { name: 'Save' }).click();
  await expect(announced(owner, 'Settings saved.')).toBeVisible();
  expect(await stored(owner)).toContain('www.example.org');
});

test('a connection is tried with values that are not saved', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'edge');
  await owner.getByRole('button', { name: 'Test the edge' }).click();
  await expect(
    app(owner)
      .getByText(/^Good: /)
      .first(),
  ).toBeVisible({ timeout: 15_000 });
  await owner.getByLabel('Address of the Worker').fill('http://127.0.0.1:1');
  await owner.getByRole('button', { name: 'Test the edge' }).click();
  await expect(
    app(owner)
      .getByText(/^Problem: /)
      .first(),
  ).toBeVisible({ timeout: 15_000 });
  await expectAccessible(owner);
  expect(await stored(owner)).not.toContain('127.0.0.1:1"');
});

test('everything can be done from the keyboard, and nobody leaves with unsaved changes unasked', async ({
  visitor,
}) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  await owner.getByRole('searchbox', { name: 'Search settings' }).focus();
  await owner.keyboard.type('not found');
  await expect(app(owner).getByText('1 setting found.')).toBeVisible();
  const notFound = owner.getByLabel('Lifetime of “not found”');
  const isFocused = () => notFound.evaluate((field) => field === document.activeElement);
  for (let tabs = 0; tabs < 15 && !(await isFocused()); tabs++) await owner.keyboard.press('Tab');
  await expect(notFound).toBeFocused();
  await owner.keyboard.press('Control+a');
  await owner.keyboard.type('30');
  await owner.keyboard.press('Enter');
  await expect(announced(owner, 'Settings saved.')).toBeVisible();

  await owner.keyboard.press('Control+a');
  await owner.keyboard.type('40');
  await owner.keyboard.press('Tab');
  const undo = owner.getByRole('button', { name: 'Undo (30 seconds) Lifetime of “not found”' });
  await expect(undo).toBeFocused();

  const questions: string[] = [];
  owner.once('dialog', (dialog) => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  await owner
    .getByRole('navigation', { name: 'Screens of Dynamic Cache' })
    .getByRole('link', { name: 'Dashboard' })
    .click();
  expect(questions).toEqual(['Leave this screen? Your changes are not saved.']);
  await expect(notFound).toHaveValue('40');
  await undo.click();
  await expect(notFound).toHaveValue('30');
  await expect(notFound).toBeFocused();
});

test('every part is without violations, and fits into 360 pixels', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  for (const section of ['pages', 'not-cached', 'variants', 'edge']) {
    await openSettings(owner, section);
    await expectAccessible(owner);
  }
  await owner.setViewportSize({ width: 360, height: 740 });
  await openSettings(owner, 'variants');
  await owner.getByLabel('Pages by language').check();
  await owner.getByLabel('Cookie', { exact: true }).fill('lang');
  await expect(app(owner).getByText('Write at least one line.')).toBeHidden();
  await owner.getByRole('textbox', { name: 'Other names of this site' }).focus();
  await expect(app(owner).getByText('Write at least one line.').first()).toBeVisible();
  await expect(owner.getByLabel('Values')).toHaveAttribute('aria-invalid', 'true');
  await expect(owner.getByLabel('Cookie', { exact: true })).toHaveAttribute('aria-invalid', 'false');
  await expect(saveBar(owner)).toBeVisible();
  expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await owner.screenshot({ path: `${SCREENSHOTS}/settings-narrow.png`, fullPage: true });
  await expectAccessible(owner);
});
