import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`;

test('an owner sees the state, purges everything, turns the cache off and on again', async ({ visitor }) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, `${SITE}/contact/`);
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await expect(owner.getByRole('heading', { name: /^On\./ })).toBeVisible();
  await expect(owner.getByText(/The edge at .* serves this site/)).toBeVisible();

  await owner.getByRole('button', { name: 'Purge everything' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Purge everything' }).click();
  await expect(owner.getByText('Every stored page is out of use.').first()).toBeVisible();
  await expect(owner.getByText(/Pages were purged by hand \(You\)/).first()).toBeVisible();
  await expect(owner.getByText(/Edge fresh after/).first()).toBeVisible();
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('miss; reason=purged');

  await owner.getByRole('button', { name: 'Turn off' }).click();
  await expect(owner.getByRole('heading', { name: /^Off\./ })).toBeVisible();
  await expect(owner.getByText(/hands every visit on to WordPress/)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/dashboard-off.png`, fullPage: true });
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('');

  await owner.getByRole('button', { name: 'Turn on' }).click();
  await expect(owner.getByRole('heading', { name: /^On\./ })).toBeVisible();
  await untilHit(reader, `${SITE}/contact/`);
});

test('an owner pauses the cache: visitors get live pages, and stored ones are good again afterwards', async ({
  visitor,
}) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, `${SITE}/contact/`);
  await logIn(owner, SITE);
  await owner.goto(SCREEN);

  await owner.getByRole('button', { name: 'Pause for 15 minutes' }).click();
  await expect(owner.getByRole('heading', { name: /^Paused for 1[45]:/ })).toBeVisible();
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('bypass; reason=paused');
  await owner.screenshot({ path: `${SCREENSHOTS}/dashboard-paused.png`, fullPage: true });

  await owner.getByRole('button', { name: 'Resume now' }).click();
  await expect(owner.getByRole('heading', { name: /^On\./ })).toBeVisible();
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('hit; reason=fresh');
});

test('an owner reads figures that count real visits, as a chart and as a table', async ({ visitor }) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await expect(owner.getByText(/[1-9][0-9]* of [1-9][0-9]* page views/)).toBeVisible();
  await expect(owner.getByText('Not stored yet')).toBeVisible();
  await expect(owner.locator('.recharts-surface').first()).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/dashboard.png`, fullPage: true });

  await owner.getByRole('button', { name: 'Show as table' }).click();
  await expect(owner.getByRole('columnheader', { name: 'From the cache' })).toBeVisible();
  await expectAccessible(owner);

  await owner.setViewportSize({ width: 360, height: 800 });
  await expect(owner.getByRole('heading', { name: /^On\./ })).toBeVisible();
  const width = await owner.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'no sideways scrolling at 360 px').toBeLessThanOrEqual(360);
  await owner.screenshot({ path: `${SCREENSHOTS}/dashboard-narrow.png`, fullPage: true });
});
