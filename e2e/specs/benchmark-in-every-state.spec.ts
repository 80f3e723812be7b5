/** What the screen says of runs that cannot be had on demand: the site's answers are made up here, nothing else is. */
import type { Page } from '@playwright/test';
import { SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { button, open } from '../support/benchmark-screen.ts';
import { putPlugin, takePlugin } from '../support/plugins.ts';
import { app, forgive } from '../support/settings-screen.ts';
import { expect, logIn, test } from '../support/test.ts';

const REPORT = /dynamic-cache(\/|%2F)v1(\/|%2F)benchmark(\/|%2F)[0-9a-f]{16}/;
const ROUTE = /dynamic-cache(\/|%2F)v1(\/|%2F)benchmark(\?|&|$)/;
const PASSED = { digest: true, leak: true, purge: true, collision: true };
const GATES = {
  digest_mismatch: false,
  personalized_cache_leak: false,
  purge_within_window: true,
  cache_key_collision: false,
};
const METRICS = {
  p50_latency_ms: 4,
  p95_latency_ms: 9,
  p99_latency_ms: 14,
  origin_cpu_pct: 60,
  origin_query_count: 34,
  edge_hit_ratio: 0,
  purge_mttr_ms: 210,
};

/** A run as the site tells it. */
function run(id: string, at: number, more: Record<string, unknown> = {}) {
  const candidate = {
    strategy: 'origin-disk',
    ttl_seconds: 604_800,
    metrics: METRICS,
    gates: GATES,
    passed: PASSED,
    cold: null,
    hit_ratio: 1,
    trouble: null,
    samples: { cold: 3, warm: 24, purge: 3 },
  };
  return {
    id: id.padEnd(16, '0'),
    state: 'done',
    started_at: at,
    fingerprint: 'v1-1',
    progress: { done: 40, of: 40, what: '', spent_ms: 61_000, eta_seconds: null },
    trouble: null,
    candidates: [candidate],
    verdict: null,
    ...more,
  };
}

/** The same with what its gates saw. */
function report(of: object, evidence: object[]) {
  const host = { php: '8.2', wordpress: '7.1', plugin: '0.1.0', object_cache: false };
  return { ok: true, run: { ...of, host, pages: [`${SITE}/`], windows: { origin: 0, edge: 5 }, evidence } };
}

/** What the site says of its runs, made up where a state cannot be had on demand. */
async function answer(page: Page, more: Record<string, unknown>): Promise<void> {
  await page.route(REPORT, (route) => route.fulfill({ json: report(run('bb', 1_794_500_000), []) }));
  await page.route(ROUTE, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    await route.fulfill({
      json: {
        ok: true,
        progress: null,
        active: null,
        runs: [],
        strategies: ['origin-disk'],
        not_measured: [],
        schedule: 'off',
        applied: null,
        load: 0.2,
        ...more,
      },
    });
  });
}

test('a host that answers one request at a time is told the command', async ({ visitor, complaints }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await answer(owner, {});
  await owner.route(ROUTE, async (route) => {
    if (route.request().method() === 'GET') return route.fallback();
    const message = 'The server did not answer itself in time. Measure from a shell.';
    await route.fulfill({
      status: 409,
      json: { ok: false, error: 'one_at_a_time', details: [{ path: '', message }] },
    });
  });
  await open(owner);
  await expect(app(owner).getByText(/^Nothing has been measured yet\./)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/benchmark-never.png` });
  await expectAccessible(owner);
  await button(owner, 'Measure now').click();
  await expect(app(owner).getByText('wp dynamic-cache benchmark run', { exact: true })).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/benchmark-one-at-a-time.png` });
  await expectAccessible(owner);
  forgive(complaints, /409/);
});

test('where no strategy is safe none can be applied, and what was seen is shown', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  const failed = run('bad', 1_795_000_000);
  const [candidate] = failed.candidates;
  const leaking = {
    ...failed,
    candidates: [
      {
        ...candidate,
        gates: { ...GATES, personalized_cache_leak: true },
        passed: { ...PASSED, leak: false },
      },
    ],
  };
  await answer(owner, { runs: [leaking] });
  const seen = {
    strategy: 'origin-disk',
    gate: 'leak',
    case: 'user first /',
    passed: false,
    urls: [`${SITE}/`],
    expected: 'A stranger gets a page without the name of the user.',
    got: 'The name of the user was in the page.',
    excerpt: '- <p>Hello</p>\n+ <p>Hello, <script>alert(1)</script>canary</p>',
    headers: { 'x-dynamic-cache': 'hit; reason=fresh' },
    ms: 12.5,
  };
  await owner.route(REPORT, (route) => route.fulfill({ json: report(leaking, [seen]) }));
  await open(owner);
  await expect(app(owner).getByText(/^No strategy has passed all four gates/)).toBeVisible();
  await expect(app(owner).getByText(/canary<\/p>/)).toBeVisible();
  await expect(button(owner, 'Apply')).toHaveCount(0);
  await owner.screenshot({ path: `${SCREENSHOTS}/benchmark-unsafe.png`, fullPage: true });
  await expectAccessible(owner);
});

test('an interrupted run says why; runs are compared, also on a telephone and from right to left', async ({
  visitor,
}) => {
  putPlugin('right-to-left');
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    const trouble = {
      word: 'one-at-a-time',
      means: 'PHP has one process only.',
      fix: 'Use a shell.',
      detail: '',
    };
    const slower = { ...METRICS, p95_latency_ms: 12 };
    const older = run('aa', 1_794_000_000);
    await answer(owner, {
      runs: [
        run('cc', 1_795_000_000, { state: 'stopped', trouble, candidates: [] }),
        run('bb', 1_794_500_000),
        { ...older, candidates: older.candidates.map((one) => ({ ...one, metrics: slower })) },
      ],
    });
    await owner.route(/benchmark(\/|%2F)compare/, (route) =>
      route.fulfill({
        json: {
          ok: true,
          same_host: false,
          rows: [
            { strategy: 'origin-disk', metric: 'p95_latency_ms', before: 12, after: 9, change_percent: -25 },
          ],
        },
      }),
    );
    await open(owner);
    await expect(app(owner).getByRole('row', { name: /-25/ })).toBeVisible();
    await expect(app(owner).getByText(/measured on different kinds of hosts/)).toBeVisible();
    await expect(app(owner).locator('.recharts-line')).toBeVisible();
    await owner.screenshot({ path: `${SCREENSHOTS}/benchmark-history.png`, fullPage: true });
    await button(owner, 'Show as table').click();
    await expect(app(owner).locator('.recharts-line')).toHaveCount(0);
    await expectAccessible(owner);
    await expect(app(owner).getByText(/PHP has one process only\. Use a shell\./)).toBeVisible();
    await app(owner)
      .getByRole('row', { name: /Interrupted/ })
      .getByRole('button', { name: /^Show/ })
      .click();
    await expect(app(owner).getByRole('heading', { name: /: Interrupted$/ })).toBeVisible();

    await owner.context().addCookies([{ name: 'right_to_left', value: '1', url: SITE }]);
    await owner.setViewportSize({ width: 360, height: 800 });
    await owner.reload();
    await expect(app(owner).getByRole('heading', { name: /: Interrupted$/ })).toBeVisible();
    expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await owner.screenshot({ path: `${SCREENSHOTS}/benchmark-rtl-narrow.png`, fullPage: true });
    await expectAccessible(owner);
  } finally {
    takePlugin('right-to-left');
  }
});
