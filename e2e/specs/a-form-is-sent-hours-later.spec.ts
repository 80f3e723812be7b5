/** A form on a cached page that was stored many hours ago: its nonce is over, and it is taken all the same. */
import type { Page } from '@playwright/test';
import { SITE } from '../support/addresses.ts';
import { putPlugin, setHoursLater, takePlugin } from '../support/plugins.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

const HOUR_MS = 3_600_000;
const FORM = `${SITE}/late-form/`;

const code = (page: Page) => page.locator('input[name="check"]');

/**
 * Opens the stored page as late as that, by the clocks of the browser and of the site's nonces. What purges it in between
 * (the plugin of this journey is new code) makes it begin anew.
 *
 * @returns the nonce that the stored page has
 */
async function openLate(reader: Page, hours: number, earlier: Page): Promise<string> {
  // Playwright's own clock takes `performance` away, which a script of core asks.
  await reader.addInitScript((ms) => {
    const now = Date.now;
    Date.now = () => now() + ms;
  }, hours * HOUR_MS);
  let html = '';
  await expect(async () => {
    setHoursLater(0);
    await untilHit(earlier, FORM);
    setHoursLater(hours);
    const answer = await reader.goto(FORM);
    expect(said(answer), 'the page of that time').toBe('hit; reason=fresh');
    html = (await answer?.text()) ?? '';
  }).toPass({ timeout: 30_000 });
  const nonce = /name="check" value="([0-9a-f]{10})"/.exec(html)?.[1] ?? '';
  expect(nonce).not.toBe('');
  return nonce;
}

/** A page with the form, published past the screens. */
async function publishForm(owner: Page): Promise<void> {
  const call = JSON.stringify({
    path: '/wp/v2/pages',
    method: 'POST',
    data: { title: 'Late form', slug: 'late-form', status: 'publish', content: '[late-form]' },
  });
  await owner.evaluate(`wp.apiFetch(${call})`);
}

async function deleteForm(owner: Page): Promise<void> {
  await owner.evaluate(`wp.apiFetch({ path: '/wp/v2/pages?slug=late-form' }).then((pages) =>
    Promise.all(pages.map(({ id }) => wp.apiFetch({ path: '/wp/v2/pages/' + id + '?force=true', method: 'DELETE' }))))`);
}

test.beforeEach(async ({ visitor }) => {
  putPlugin('late-form');
  setHoursLater(0);
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  await deleteForm(owner);
  await publishForm(owner);
});

test.afterEach(async ({ visitor }) => {
  setHoursLater(0);
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(`${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
  await deleteForm(owner);
  takePlugin('late-form');
});

for (const hours of [13, 25]) {
  test(`CP-79: a form on a page that was stored ${hours} hours ago is sent and arrives`, async ({
    visitor,
  }) => {
    const reader = await visitor();
    const old = await openLate(reader, hours, await visitor());
    await expect(code(reader)).not.toHaveValue(old);

    await reader.getByLabel('Your message').fill(`After ${hours} hours`);
    await reader.getByRole('button', { name: 'Send' }).click();
    await expect(reader.getByText(`It has arrived: After ${hours} hours`)).toBeVisible();
  });
}

test('CP-79: without the renewal the same form is too old, and a visitor who is quicker than it has to wait for it', async ({
  visitor,
  request,
}) => {
  const reader = await visitor();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await reader.route(/dynamic-cache\/v1\/nonces/, async (route) => {
    await held;
    await route.continue();
  });
  const old = await openLate(reader, 25, await visitor());
  await expect(code(reader)).toHaveValue(old);
  const refused = await request.post(`${SITE}/?late-form=sent`, {
    form: { check: old, message: 'Too late' },
  });
  expect(await refused.text()).toContain('This form is too old.');

  await reader.getByLabel('Your message').fill('In a hurry');
  await reader.getByRole('button', { name: 'Send' }).click();
  await expect(code(reader), 'nothing is sent with the old nonce').toHaveValue(old);
  letThrough();
  await expect(reader.getByText('It has arrived: In a hurry')).toBeVisible();
});
