/** Who works without a mouse is where he was after each piece of work, and Enter does what it says beside it. */
import { SITE } from '../support/addresses.ts';
import { app, openSettings, saveBar, stored } from '../support/settings-screen.ts';
import { expect, logIn, test, untilHit } from '../support/test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=pages`;

test('Enter in the search of the settings searches, and saves nothing', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  const before = await stored(owner);
  await owner.getByLabel('Lifetime of “not found”').fill('47');
  await owner.getByRole('searchbox', { name: 'Search settings' }).fill('not found');
  await owner.keyboard.press('Enter');
  await expect(app(owner).getByText('1 setting found.')).toBeVisible();
  await expect(saveBar(owner)).toContainText('1 unsaved change.');
  // What would be saved by now, is.
  await owner.waitForTimeout(1_000);
  expect(await stored(owner)).toBe(before);
  await saveBar(owner).getByRole('button', { name: 'Discard' }).click();
});

test('the focus stays in the list of pages when a page is purged, and when the order changes', async ({
  visitor,
}) => {
  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  await untilHit(reader, `${SITE}/contact/`);
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await owner.getByRole('searchbox').fill('/contact/');
  const row = owner
    .getByRole('row')
    .filter({ has: owner.getByText('/contact/', { exact: true }) })
    .first();
  const actions = row.getByRole('button', { name: 'Actions' });
  await expect(row).toContainText('Cached');
  await actions.focus();
  await owner.keyboard.press('Enter');
  const purge = owner.getByRole('menuitem', { name: 'Purge' });
  await expect(purge).toBeVisible();
  for (let keys = 0; keys < 5 && !(await purge.evaluate((item) => item === document.activeElement)); keys++)
    await owner.keyboard.press('ArrowDown');
  await owner.keyboard.press('Enter');
  await owner.getByRole('dialog').getByRole('button', { name: 'Purge' }).press('Enter');
  await expect(row).toContainText('Purged');
  await expect(actions).toBeFocused();
});
