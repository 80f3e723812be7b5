/** A page that changes without telling anybody is found out: an owner checks it, reads what differs, and follows the links. */
import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { putPlugin, setHiddenWords, takePlugin } from '../support/plugins.ts';
import { announced, app, forgive } from '../support/settings-screen.ts';
import { expect, logIn, test, untilHit } from '../support/test.ts';

const ADMIN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache`;
const SCREEN = `${ADMIN}&screen=proof`;
const PROOF = /dynamic-cache(\/|%2F)v1(\/|%2F)proof(\?|&|$)/;
/** Without what is announced, which is core's own. */
const OURS = ['.dynamic-cache-proof'];
const A_RENDER = { timeout: 30_000 };

const rowOf = (page: Page, path: string) =>
  app(page)
    .getByRole('row')
    .filter({ has: page.getByText(path, { exact: true }) })
    .first();

async function check(page: Page, path: string): Promise<void> {
  await app(page).getByRole('textbox', { name: 'Page', exact: true }).fill(path);
  await app(page).getByRole('button', { name: 'Check this page' }).click();
}

test('a page that changed behind WordPress is found, purged, and shown with what differs', async ({
  visitor,
}) => {
  test.setTimeout(120_000);
  putPlugin('hidden-words');
  setHiddenWords('Soup of the day: 4 €');
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    const reader = await visitor();
    await owner.goto(SCREEN);
    await owner.evaluate(
      "wp.apiFetch({ path: '/dynamic-cache/v1/purge', method: 'POST', data: { everything: true } })",
    );
    await untilHit(reader, `${SITE}/about/`);
    await check(owner, '/about/');
    await expect(app(owner).getByRole('heading', { name: '/about/: Same' })).toBeVisible(A_RENDER);

    setHiddenWords('Soup of the day: 5 €');
    await app(owner).getByRole('button', { name: 'Check again' }).first().click();
    const seen = app(owner).getByRole('heading', { name: '/about/: Different' });
    await expect(seen).toBeVisible(A_RENDER);
    await expect(seen).toBeFocused();
    const difference = app(owner).getByRole('table', { name: 'Difference' });
    await expect(difference.getByRole('row', { name: /^Stored/ })).toContainText('Soup of the day: 4 €');
    await expect(difference.getByRole('row', { name: /^Rendered now/ })).toContainText(
      'Soup of the day: 5 €',
    );
    await expect(rowOf(owner, '/about/')).toContainText('Different');
    await expect(rowOf(owner, '/about/')).toContainText('Soup of the day: 5 €');
    await expect(announced(owner, 'Checked: Different.')).toBeVisible();
    await owner.screenshot({ path: `${SCREENSHOTS}/checks-different.png`, fullPage: true });
    await expectAccessible(owner, OURS);
    await reader.goto(`${SITE}/about/`);
    await expect(reader.getByText('Soup of the day: 5 €'), 'the wrong page is gone').toBeVisible();

    await owner.goBack();
    await expect(app(owner).getByRole('heading', { name: '/about/: Same' })).toBeVisible();
    await owner.goto(ADMIN);
    await app(owner).getByRole('link', { name: 'See what differed' }).click();
    await expect(owner).toHaveURL(/screen=proof&outcome=different/);
    await expect(rowOf(owner, '/about/')).toContainText('Different');
    await expect(app(owner).getByRole('row').filter({ hasText: 'Same' })).toHaveCount(0);
    await owner.screenshot({ path: `${SCREENSHOTS}/checks.png`, fullPage: true });

    await untilHit(reader, `${SITE}/about/`);
    setHiddenWords('dice');
    await check(owner, `${SITE}/about/`);
    await expect(app(owner).getByRole('heading', { name: '/about/: Never the same' })).toBeVisible(A_RENDER);
    await expect(app(owner).getByRole('rowheader', { name: 'Second render' }).first()).toBeVisible();
    await expect(app(owner).getByRole('button', { name: 'Keep the page out of the cache' })).toBeVisible();
  } finally {
    setHiddenWords('');
    takePlugin('hidden-words');
  }
});

test('an address that is none of this site is refused with a sentence', async ({ visitor, complaints }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await app(owner).getByRole('textbox', { name: 'Page', exact: true }).fill('javascript:alert(1)');
  await expect(app(owner).getByRole('button', { name: 'Check this page' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await check(owner, 'https://elsewhere.example/');
  await expect(app(owner).locator('.components-notice.is-error')).toContainText(/\w+ \w+/);
  forgive(complaints, /400/);
});

const COUNTS = { waiting: 3, checking: 0, same: 2, different: 1, volatile: 1, moved: 0, unable: 2 };

/** What the site says, made up where a state cannot be had on demand. */
function answer(checks: object[], more: object = {}) {
  const week = {
    checked: 4,
    differences: 1,
    sentence: '4 pages checked this week, 1 difference.',
    counts: COUNTS,
  };
  const shadow = { on: false, since: null, advice: 'wait', sentence: 'Keep watching.', counts: COUNTS };
  return {
    ok: true,
    week,
    shadow,
    direct_mode: true,
    page: 1,
    per_page: 20,
    total: checks.length,
    checks,
    ...more,
  };
}

const NONE = { waiting: 0, checking: 0, same: 0, different: 0, volatile: 0, moved: 0, unable: 0 };
const NEVER = {
  week: { checked: 0, differences: 0, sentence: '0 pages checked this week, 0 differences.', counts: NONE },
  direct_mode: false,
};

function one(id: number, more: object) {
  return {
    id,
    mode: 'hit',
    outcome: 'same',
    means: 'The stored page is what WordPress renders.',
    url: `${SITE}/a-page-with-a-rather-long-name-${id}/?and=a-query`,
    variant: '',
    asked_at: 1_794_900_000,
    checked_at: 1_794_900_050,
    diff: '',
    tags: ['post:12', 'post:12~title', 'menu:2'],
    changes: [{ at: 1_794_899_000, sentence: 'admin updated “Menu”.' }],
    stored_at: 1_794_800_000,
    detail: '',
    ...more,
  };
}
const HOSTILE = '- <p>Old</p>\n+ <script>document.title = "owned"</script>\n+ … 12';

test('while checks are read the screen says so; without any it says where they come from', async ({
  visitor,
  complaints,
}) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await owner.route(PROOF, async (route) => {
    await held;
    await route.fulfill({ json: answer([], NEVER) });
  });
  await owner.goto(SCREEN);
  await expect(
    app(owner)
      .getByRole('status')
      .filter({ hasText: /Loading/ }),
  ).toBeVisible();
  await expectAccessible(owner, ['#dynamic-cache-app']);
  go();
  await expect(app(owner).getByText(/^No page has been checked yet\./)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/checks-empty.png` });
  await expectAccessible(owner, OURS);
  await owner.unrouteAll();
  await owner.route(PROOF, (route) => route.abort());
  await owner.reload();
  await expect(app(owner).getByRole('button', { name: 'Try again' })).toBeVisible();
  await owner.unrouteAll();
  await app(owner).getByRole('button', { name: 'Try again' }).click();
  await expect(app(owner).getByRole('heading', { name: /checked this week/ })).toBeVisible();
  forgive(complaints, /ERR_FAILED/);
});

test('evidence is text, and can be read with a keyboard, on a telephone and from right to left', async ({
  visitor,
}) => {
  putPlugin('right-to-left');
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    const different = one(7, { outcome: 'different', means: 'It was purged.', diff: HOSTILE });
    await owner.route(PROOF, (route) => {
      if (route.request().method() === 'POST')
        return route.fulfill({ json: { ok: true, checks: [one(9, {})] } });
      return route.fulfill({
        json: answer([
          one(8, { mode: 'shadow', variant: 'device=phone' }),
          different,
          one(6, { outcome: 'unable', detail: 'HTTP 500', mode: 'asked' }),
        ]),
      });
    });
    await owner.route(/v1(\/|%2F)proof(\/|%2F)7/, (route) =>
      route.fulfill({ json: { ok: true, check: different } }),
    );
    await owner.context().addCookies([{ name: 'right_to_left', value: '1', url: SITE }]);
    await owner.setViewportSize({ width: 360, height: 800 });
    await owner.goto(`${SCREEN}&check=7`);
    await expect(app(owner).getByRole('table', { name: 'Difference' })).toContainText(
      'document.title = "owned"',
    );
    await expect(app(owner).getByText('… and 12 more lines')).toBeVisible();
    await expect(app(owner).getByText('admin updated “Menu”.')).toBeVisible();
    expect(await owner.title()).not.toBe('owned');
    expect(await owner.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await owner.screenshot({ path: `${SCREENSHOTS}/checks-rtl-narrow.png`, fullPage: true });
    await expectAccessible(owner, OURS);
    await app(owner).getByRole('button', { name: 'Close' }).press('Enter');
    await expect(app(owner).getByRole('table', { name: 'Difference' })).toHaveCount(0);
    await app(owner).getByRole('button', { name: 'Check what was drawn' }).press('Enter');
    await expect(announced(owner, 'Checked: Same.')).toBeVisible();
  } finally {
    takePlugin('right-to-left');
  }
});
