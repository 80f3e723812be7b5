import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

test('an owner sees the state, purges everything, turns the cache off and on again', async ({ visitor }) => {
  const owner = await visitor();
  const reader = await visitor();
  await untilHit(reader, `${SITE}/contact/`);
  await logIn(owner, SITE);
  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  await expect(owner.getByRole('heading', { name: /^On\. Pages are stored/ })).toBeVisible();
  await expect(owner.getByText(/The edge at .* serves this site/)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/dashboard.png`, fullPage: true });

  await owner.getByRole('button', { name: 'Purge everything' }).click();
  await expect(owner.getByText('Every stored page is out of use.').first()).toBeVisible();
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('miss; reason=purged');

  await owner.getByRole('button', { name: 'Turn off' }).click();
  await expect(owner.getByRole('heading', { name: /^Off\./ })).toBeVisible();
  await expect(owner.getByText(/hands every visit on to WordPress/)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/dashboard-off.png`, fullPage: true });
  expect(said(await reader.goto(`${SITE}/contact/`))).toBe('');

  await owner.getByRole('button', { name: 'Turn on' }).click();
  await expect(owner.getByRole('heading', { name: /^On\. Pages are stored/ })).toBeVisible();
  await untilHit(reader, `${SITE}/contact/`);
});
