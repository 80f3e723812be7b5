import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { forgive } from '../support/settings-screen.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=pages`;

const row = (page: Page, path: string) =>
  page.getByRole('row').filter({ has: page.getByText(path, { exact: true }) });
const status = (page: Page, path: string) => row(page, path).locator('.dynamic-cache-status strong');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search addresses and titles' });

async function choose(page: Page, path: string, action: string): Promise<void> {
  await row(page, path).getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('an owner finds a page, sees why it is cached, purges it and warms it again', async ({ visitor }) => {
  const owner = await visitor();
  const reader = await visitor();
  for (const path of ['/category/news/', '/', '/about/', '/contact/'])
    await untilHit(reader, `${SITE}${path}`);
  await reader.goto(`${SITE}/?s=coffee`);
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await expect(status(owner, '/contact/')).toHaveText('Cached');
  await owner.setViewportSize({ width: 1280, height: 1100 });
  await owner.screenshot({ path: `${SCREENSHOTS}/pages.png` });
  await expectAccessible(owner);

  await search(owner).fill('contact');
  await expect(row(owner, '/about/')).toHaveCount(0);
  await expect(row(owner, '/contact/')).toBeVisible();

  await choose(owner, '/contact/', 'Explain');
  const story = owner.getByRole('dialog');
  await expect(story.getByText(/^Visitors get a stored page/).first()).toBeVisible();
  await expect(story.getByText('The edge', { exact: true })).toBeVisible();
  await expect(story.getByText(/, in the block core\//).first()).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/pages-explain.png` });
  await expectAccessible(owner, ['[role="dialog"]']);
  await owner.keyboard.press('Escape');

  await choose(owner, '/contact/', 'Purge');
  await owner.getByRole('dialog').getByRole('button', { name: 'Purge', exact: true }).click();
  await expect(owner.getByText('1 page is out of use.').first()).toBeVisible();
  await expect(status(owner, '/contact/')).toHaveText('Purged');

  await choose(owner, '/contact/', 'Warm');
  await expect(owner.getByText('1 page is stored now.').first()).toBeVisible();
  await expect(status(owner, '/contact/')).toHaveText('Cached');
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('hit; reason=fresh');

  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  await expect(owner.getByText(/1 page refreshed, [1-9][0-9]* untouched\./).first()).toBeVisible();
});

test('an owner purges several pages at once with the keyboard, and is asked once', async ({ visitor }) => {
  const owner = await visitor();
  const reader = await visitor();
  for (const path of ['/', '/about/']) await untilHit(reader, `${SITE}${path}`);
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  for (const path of ['/', '/about/']) {
    await row(owner, path).getByRole('checkbox').focus();
    await owner.keyboard.press('Space');
  }
  const bulk = owner.locator('.dataviews-bulk-actions-footer__container');
  await bulk.getByRole('button', { name: 'Purge' }).press('Enter');
  const dialog = owner.getByRole('dialog');
  await expect(dialog.getByText(/^2 pages go out of use/)).toBeVisible();
  expect(said(await reader.goto(`${SITE}/about/`)), 'nothing happens before').toBe('hit; reason=fresh');
  await dialog.getByRole('button', { name: 'Purge', exact: true }).press('Enter');
  await expect(owner.getByText('2 pages are out of use.').first()).toBeVisible();
  expect(said(await reader.goto(`${SITE}/about/`))).toBe('miss; reason=purged');
});

test('an owner filters by why, and keeps the columns that he chose', async ({ visitor }) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await owner.getByRole('button', { name: 'Status', exact: true }).first().click();
  await owner.getByRole('option', { name: /^Cached \([0-9,]+\)/ }).click();
  await owner.keyboard.press('Escape');
  await expect(row(owner, '/about/')).toBeVisible();
  await expect(owner.getByText('Not cached', { exact: true })).toHaveCount(0);

  const saved = owner.waitForResponse(
    (response) => response.url().includes('users/me') && response.request().method() !== 'GET',
  );
  await owner.getByRole('button', { name: 'Tags', exact: true }).click();
  await owner.getByRole('menuitem', { name: 'Hide column' }).click();
  expect((await saved).ok()).toBe(true);
  await owner.reload();
  await expect(owner.getByRole('columnheader', { name: 'Hits' })).toBeVisible();
  await expect(owner.getByRole('columnheader', { name: 'Tags' })).toHaveCount(0);
  const reset = JSON.stringify({
    path: '/wp/v2/users/me',
    method: 'POST',
    data: { meta: { dynamic_cache_pages_view: null } },
  });
  await owner.evaluate(`wp.apiFetch(${reset})`);
});

test('the list fits a telephone, and says when the site does not answer', async ({ visitor, complaints }) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  await logIn(owner, SITE);
  await owner.setViewportSize({ width: 360, height: 800 });
  await owner.goto(SCREEN);
  await expect(row(owner, '/about/')).toBeVisible();
  const width = await owner.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'no sideways scrolling of the page at 360 px').toBeLessThanOrEqual(360);
  await expect(row(owner, '/about/').getByText('Cached').first()).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/pages-narrow.png` });

  await owner.route(/dynamic-cache\/v1\/pages|dynamic-cache%2Fv1%2Fpages/, (route) => route.abort());
  await search(owner).fill('about');
  await expect(owner.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(row(owner, '/about/'), 'what was read before stays').toBeVisible();
  await owner.unrouteAll();
  await owner.getByRole('button', { name: 'Try again' }).click();
  await expect(owner.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  forgive(complaints, /ERR_FAILED/);
});
