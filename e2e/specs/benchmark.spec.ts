/** An owner measures the host, reads what the gates saw, applies what is recommended, and takes it back. */
import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { button, open } from '../support/benchmark-screen.ts';
import { announced, app, stored } from '../support/settings-screen.ts';
import { expect, logIn, test } from '../support/test.ts';

/** A run renders pages some dozen times. */
const A_RUN = { timeout: 240_000 };

/** Past the screen, as the command line would. */
async function drive(page: Page, action: Record<string, unknown>): Promise<string> {
  const call = JSON.stringify({ path: '/dynamic-cache/v1/benchmark', method: 'POST', data: action });
  return page.evaluate(`wp.apiFetch(${call}).then(JSON.stringify, (refusal) => refusal.error)`);
}

async function measureOnePage(page: Page): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Pages' }).fill('1');
  await page.getByRole('spinbutton', { name: 'Load per processor' }).fill('1000');
  // What passes the Worker takes as long again, and has its own tests beside the plugin's.
  for (const name of ['Edge', 'Edge with R2'])
    await app(page).getByRole('checkbox', { name, exact: true }).uncheck();
  await button(page, 'Measure now').click();
  await expect(app(page).getByText(/^\d+ of \d+ steps/)).toBeVisible();
}

test('an owner measures the host, applies what is recommended, and undoes it', async ({ visitor }) => {
  test.setTimeout(400_000);
  const owner = await visitor();
  await logIn(owner, SITE);
  await open(owner);
  await measureOnePage(owner);
  await expect(app(owner).getByRole('progressbar')).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/benchmark-running.png` });
  await expectAccessible(owner);

  await expect(app(owner).getByText(/^Recommended: /)).toBeVisible(A_RUN);
  await expect(button(owner, 'Measure now')).toBeVisible(A_RUN);
  for (const gate of ['Same content', 'Nobody else’s page', 'Fresh after a change', 'Addresses kept apart']) {
    const section = app(owner).locator('section', { has: owner.getByRole('heading', { name: gate }) });
    await expect(section.getByText('Disk: passed')).toBeVisible();
  }
  await expect(app(owner).getByText('Allowed after a change: origin: 0 s')).toBeVisible();
  await app(owner).getByText('Disk: passed').first().click();
  await expect(app(owner).locator('.dynamic-cache-evidence li').first()).toContainText('Expected');
  await expect(
    app(owner)
      .getByRole('table', { name: 'What each part gave to the score' })
      .getByRole('row', { name: /Disk/ }),
  ).toBeVisible();
  await app(owner).getByText('What is not measured here, and why').click();
  await expect(
    app(owner)
      .getByText(/Redis is not set up, or does not answer/)
      .first(),
  ).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/benchmark.png`, fullPage: true });
  await expectAccessible(owner);

  const before = await stored(owner);
  await button(owner, 'Apply').click();
  await expect(announced(owner, 'The recommendation is in use.')).toBeVisible();
  await expect(app(owner).getByText(/^In use since /)).toBeVisible();
  expect(await stored(owner)).toContain('"strategy":"origin-disk"');
  await button(owner, 'Undo').click();
  await expect(announced(owner, 'The former settings are back.')).toBeVisible();
  await expect(button(owner, 'Apply')).toBeVisible();
  expect(JSON.parse(await stored(owner)).settings).toEqual(JSON.parse(before).settings);

  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  const gates = app(owner).getByRole('list', { name: 'The four gates' });
  await expect(gates.getByText('Nobody else’s page: passed')).toBeVisible();
  await expectAccessible(owner);
  await app(owner).getByRole('link', { name: 'See what was seen' }).click();
  await expect(app(owner).getByRole('heading', { name: /: Finished$/ })).toBeVisible();
});

test('a run is cancelled and goes on; the schedule is kept', async ({ visitor }) => {
  test.setTimeout(180_000);
  const owner = await visitor();
  await logIn(owner, SITE);
  await open(owner);
  await measureOnePage(owner);
  await button(owner, 'Cancel').click();
  await expect(button(owner, 'Measure now')).toBeVisible({ timeout: 30_000 });
  const cancelled = app(owner).getByRole('row').filter({ hasText: 'Cancelled' }).first();
  await cancelled.getByRole('button', { name: /^Continue the run/ }).click();
  await expect(app(owner).getByText(/^\d+ of \d+ steps/)).toBeVisible();
  await button(owner, 'Cancel').click();
  await expect(button(owner, 'Measure now')).toBeVisible({ timeout: 30_000 });

  await app(owner).getByRole('combobox', { name: 'Measure by itself' }).selectOption('weekly');
  await expect(announced(owner, 'The schedule is saved.')).toBeVisible();
  await owner.reload();
  await expect(app(owner).getByRole('combobox', { name: 'Measure by itself' })).toHaveValue('weekly');
  await drive(owner, { do: 'schedule', every: 'off' });
});
