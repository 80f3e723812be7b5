/** The list of pages while it is read, when there is nothing in it, when it cannot be read, and from right to left. */
import type { Locator, Page, Route } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { putPlugin, takePlugin } from '../support/plugins.ts';
import { app, forgive } from '../support/settings-screen.ts';
import { expect, logIn, test, untilHit } from '../support/test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=pages`;
const PAGES = /dynamic-cache(\/|%2F)v1(\/|%2F)pages/;
const row = (page: Page, path: string) =>
  page.getByRole('row').filter({ has: page.getByText(path, { exact: true }) });

/** What the site answers before the first visit: the same answer without its pages. */
async function answerNothing(route: Route): Promise<void> {
  const answer: unknown = await (await route.fetch()).json();
  if (typeof answer !== 'object' || answer === null || !('summary' in answer))
    throw new Error('no list of pages');
  const summary = { ...Object(answer.summary), statuses: [] };
  await route.fulfill({ json: { ...answer, pages: [], total: 0, summary } });
}

test('while the list is read it says so, and an empty one says how to fill it', async ({ visitor }) => {
  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  const owner = await visitor();
  await logIn(owner, SITE);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await owner.route(PAGES, async (route) => {
    await held;
    await answerNothing(route);
  });
  await owner.goto(SCREEN);
  await expect(
    app(owner)
      .getByRole('status')
      .filter({ hasText: /Loading/ })
      .first(),
  ).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/pages-loading.png` });
  await expectAccessible(owner);
  go();
  await expect(app(owner).getByText(/No page has been rendered for the cache yet\./)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/pages-empty.png` });
  await expectAccessible(owner);

  await owner.unrouteAll();
  await owner.getByRole('button', { name: 'Look again' }).click();
  await expect(row(owner, '/about/')).toBeVisible();
});

test('a list that cannot be read says so and tries again when it is told to', async ({
  visitor,
  complaints,
}) => {
  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.route(PAGES, (route) => route.abort());
  await owner.goto(SCREEN);
  const again = owner.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/pages-error.png` });
  await expectAccessible(owner);
  await owner.unrouteAll();
  await again.click();
  await expect(row(owner, '/about/')).toBeVisible();
  await expect(again).toHaveCount(0);
  forgive(complaints, /ERR_FAILED/);
});

test('from right to left the list is usable, also on a telephone', async ({ visitor }) => {
  putPlugin('right-to-left');
  try {
    const reader = await visitor();
    await untilHit(reader, `${SITE}/about/`);
    const owner = await visitor();
    await logIn(owner, SITE);
    await owner.context().addCookies([{ name: 'right_to_left', value: '1', url: SITE }]);
    await owner.goto(SCREEN);
    await expect(row(owner, '/about/')).toBeVisible();
    expect(await owner.evaluate(() => document.documentElement.dir)).toBe('rtl');
    const edge = async (part: Locator) => {
      const box = await part.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    const page = row(owner, '/about/');
    const textEdge = (part: Locator) =>
      part.evaluate((element) => {
        const text = document.createRange();
        text.selectNodeContents(element);
        return text.getBoundingClientRect().right;
      });
    const title = await textEdge(page.locator('.dynamic-cache-page__title'));
    expect(title, 'the first column stands on the right').toBeGreaterThan(640);
    const address = await textEdge(page.getByText('/about/', { exact: true }));
    expect(Math.abs(address - title), 'the address stands below its title').toBeLessThan(4);
    const room = (await edge(owner.getByRole('table'))) - (await edge(page.getByRole('checkbox')));
    expect(room, 'the styles of the table are those from right to left').toBeGreaterThanOrEqual(16);
    await expectAccessible(owner);
    await owner.screenshot({ path: `${SCREENSHOTS}/pages-rtl.png` });

    await owner.setViewportSize({ width: 360, height: 800 });
    await owner.reload();
    await expect(row(owner, '/about/')).toBeVisible();
    expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await owner.screenshot({ path: `${SCREENSHOTS}/pages-rtl-narrow.png` });
  } finally {
    takePlugin('right-to-left');
  }
});
