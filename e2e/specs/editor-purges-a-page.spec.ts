import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

const PAGE = `${SITE}/contact/`;

test('an editor sees what visitors get in the block editor, purges, warms and has it explained', async ({
  visitor,
}) => {
  const editor = await visitor();
  const reader = await visitor();
  await stayOnSite(editor);
  await logIn(editor, SITE);
  await openInBlockEditor(editor);
  // The first time that anybody opens it, WordPress makes a record of the theme's styles, which every page shows.
  await untilHit(reader, PAGE);
  await openInBlockEditor(editor);
  const panel = await openPanel(editor);
  await expect(panel.getByText(/^Visitors get a stored page, .* old\.$/)).toBeVisible();
  await expect(panel.getByText(/^Stored on .*, with \d+ tags\.$/)).toBeVisible();

  await panel.getByRole('button', { name: 'Purge this page' }).click();
  await expect(panel.getByText(/^Something that the page shows was changed or purged/)).toBeVisible();
  expect(said(await reader.goto(PAGE))).toBe('miss; reason=purged');

  await panel.getByRole('button', { name: 'Purge this page' }).click();
  await expect(panel.getByText(/^Something that the page shows was changed or purged/)).toBeVisible();
  await panel.getByRole('button', { name: 'Warm this page' }).click();
  await expect(panel.getByText(/^Visitors get a stored page/)).toBeVisible();
  await expect(editor.getByText('This page is stored now.').first()).toBeVisible();
  expect(said(await reader.goto(PAGE))).toBe('hit; reason=fresh');
  await expectAccessible(editor, ['.dynamic-cache-panel']);
  await editor.screenshot({ path: `${SCREENSHOTS}/editor-panel.png` });

  await panel.getByRole('button', { name: 'Explain' }).click();
  const modal = editor.getByRole('dialog', { name: /What visitors get for this page/ });
  await expect(modal.locator('[aria-current="step"]')).toHaveText(/Visitors get a stored page/);
  await expect(modal.getByText(/^Of post \d+ “Contact”: /).first()).toBeVisible();
  await editor.screenshot({ path: `${SCREENSHOTS}/editor-explain.png`, animations: 'disabled' });
  await editor.keyboard.press('Escape');
  await expect(modal).toBeHidden();
});

test('in the admin bar of the site the same is one click away, and visitors get nothing of it', async ({
  visitor,
}) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, PAGE);
  expect(await reader.content()).not.toContain('dynamic-cache-said');
  await logIn(owner, SITE);
  expect(said(await owner.goto(PAGE))).toBe('bypass; reason=cookie');
  const entry = owner.locator('#wp-admin-bar-dynamic-cache');
  await entry.hover();
  await expect(entry.getByText(/^Visitors get a stored page/)).toBeVisible();
  await expect(entry.getByText('You see the live page, because you are logged in.')).toBeVisible();
  await expectAccessible(owner, ['#wp-admin-bar-dynamic-cache .ab-item']);
  await owner.screenshot({ path: `${SCREENSHOTS}/admin-bar.png` });

  await entry.getByRole('menuitem', { name: 'Purge this page' }).click();
  await expect(owner.getByRole('status').filter({ hasText: 'Purged.' })).toBeVisible();
  expect(said(await reader.goto(PAGE))).toBe('miss; reason=purged');

  await entry.getByRole('menuitem', { name: 'Purge this page' }).focus();
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('status').filter({ hasText: 'Purged.' })).toBeVisible();
  await entry.getByRole('menuitem', { name: 'Warm this page' }).focus();
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('status').filter({ hasText: 'Stored.' })).toBeVisible();
  expect(said(await reader.goto(PAGE))).toBe('hit; reason=fresh');

  owner.once('dialog', (question) => question.dismiss());
  await entry.hover();
  await entry.getByRole('menuitem', { name: 'Purge everything' }).click();
  expect(said(await reader.goto(PAGE)), 'who says no has purged nothing').toBe('hit; reason=fresh');
  owner.once('dialog', (question) => question.accept());
  await entry.hover();
  await entry.getByRole('menuitem', { name: 'Purge everything' }).click();
  await expect(owner.getByRole('status').filter({ hasText: 'out of use' })).toBeVisible();
  expect(said(await reader.goto(PAGE))).toBe('miss; reason=purged');
});

/** The editor shows pictures of people from another host, which is not there when the tests run. */
async function stayOnSite(page: Page): Promise<void> {
  await page.route(
    (url) => url.protocol.startsWith('http') && url.host !== new URL(SITE).host,
    (route) => route.fulfill({ status: 204 }),
  );
}

/** Through the list of pages, as a person would. */
async function openInBlockEditor(editor: Page): Promise<void> {
  await editor.goto(`${SITE}/wp-admin/edit.php?post_type=page&s=Contact`);
  await editor.locator('a.row-title', { hasText: 'Contact' }).click();
  const welcome = editor.getByRole('dialog').getByRole('button', { name: 'Close' });
  await editor
    .getByRole('region', { name: 'Editor settings' })
    .or(welcome)
    .first()
    .waitFor({ state: 'visible' });
  if (await welcome.isVisible()) await welcome.click();
}

/** The panel in the sidebar, opened. */
async function openPanel(editor: Page) {
  const settings = editor.getByRole('region', { name: 'Editor settings' });
  await settings.getByRole('tab', { name: 'Page' }).click();
  const heading = settings.getByRole('button', { name: 'Dynamic Cache' });
  if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click();
  return settings.locator('.dynamic-cache-panel');
}
