import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { expect, logIn, test } from '../support/test.ts';

test('an owner looks at the host, checks the pages and sees that the cache works', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  await owner.getByRole('link', { name: 'First steps' }).click();
  await expect(owner).toHaveURL(/screen=first-run/);

  await owner.getByRole('button', { name: 'Look', exact: true }).click();
  await expect(owner.getByText('Nothing stands in the way.')).toBeVisible({ timeout: 20_000 });
  await expect(owner.getByText('Good: The site can fetch its own pages')).toBeVisible();

  await owner.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(owner.getByText('Nothing stands in the way.')).toHaveCount(2, { timeout: 40_000 });

  await owner.getByRole('button', { name: 'Fetch the front page' }).click();
  await expect(owner.getByText(/The front page came from the cache|it is stored now/)).toBeVisible();
  await expectAccessible(owner);
  await owner.screenshot({ path: `${SCREENSHOTS}/first-run.png`, fullPage: true });

  await owner.goBack();
  await expect(owner.getByRole('heading', { name: /^On\./ })).toBeVisible();
});
