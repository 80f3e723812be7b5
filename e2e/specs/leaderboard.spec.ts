/** An owner invites a tester, who shares samples; both use the sandbox, and what gets in the way is reported and settled. */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page, Route } from '@playwright/test';
import { DATA, SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import { putPlugin, takePlugin } from '../support/plugins.ts';
import { announced, app, forgive } from '../support/settings-screen.ts';
import { expect, logIn, test } from '../support/test.ts';

const SCREEN = `${SITE}/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=leaderboard`;
/** Without what is announced, which is core's own. */
const OURS = ['.dynamic-cache-leaderboard'];
const SHARE = fileURLToPath(new URL('../../scripts/sandbox/share-loadtests.js', import.meta.url));

const button = (page: Page, name: string | RegExp) => app(page).getByRole('button', { name });
const card = (page: Page, name: string) =>
  app(page).locator('.components-card', { has: page.getByRole('heading', { name, exact: true }) });

const GATES = {
  digest_mismatch: false,
  personalized_cache_leak: false,
  purge_within_window: true,
  cache_key_collision: false,
};

/** Samples of two pages as a load generator writes them; the second page fails a gate. */
function pageTests(strategy: string, p95: number) {
  const metrics = {
    p50_latency_ms: p95 / 3,
    p95_latency_ms: p95,
    p99_latency_ms: p95 * 2,
    origin_cpu_pct: 40,
    origin_query_count: 30,
    edge_hit_ratio: strategy === 'origin-disk' ? 0 : 0.9,
    purge_mttr_ms: 200,
  };
  const leaking = { ...GATES, personalized_cache_leak: true };
  return {
    strategy,
    page_tests: [
      { page_path: '/', metrics, gates: GATES },
      { page_path: '/about/', metrics, gates: GATES },
      { page_path: '/shop/', metrics, gates: leaking },
    ],
  };
}

/** The tester's own command, with the lines that wp-admin has shown. */
async function shareAs(lines: string, strategy: string, p95: number): Promise<string> {
  const file = `${DATA}/page-tests-${strategy}.json`;
  writeFileSync(file, JSON.stringify(pageTests(strategy, p95)));
  const key = Object.fromEntries(lines.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
  try {
    const env = { ...process.env, ...key, LOADTEST_FILE: file };
    return (await promisify(execFile)(process.execPath, [SHARE], { env })).stdout;
  } finally {
    rmSync(file);
  }
}

test('a tester is invited, shares samples, and is shut out again', async ({ visitor }) => {
  test.setTimeout(120_000);
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  const testers = card(owner, 'Testers');
  const name = `Grace ${Date.now()}`;
  await testers.getByLabel('Name of the tester').fill(name);
  await testers.getByRole('button', { name: 'Invite', exact: true }).click();
  const lines = testers.getByLabel('Lines for the tester');
  await expect(lines).toBeVisible();
  const key = await lines.inputValue();
  expect(key).toMatch(/^PLUGIN_ID=tester-[0-9a-f]{16}$/m);
  await testers.screenshot({
    path: `${SCREENSHOTS}/leaderboard-invited.png`,
    mask: [lines],
    maskColor: '#c3c4c7',
  });
  await expectAccessible(owner, OURS);
  expect(await shareAs(key, 'origin-disk', 300)).toContain('3 samples are shared; 1 of them failed');
  expect(await shareAs(key, 'edge-balanced', 90)).toContain('3 samples are shared');

  await testers.getByRole('button', { name: 'I have it' }).click();
  await expect(lines).toHaveCount(0);
  await owner.reload();
  const shared = card(owner, 'What testers have measured');
  await expect(shared.getByRole('row', { name: /1\. Edge/ })).toContainText('90 ms');
  await expect(shared.getByRole('row', { name: /2\. Disk/ })).toContainText('300 ms');
  await expect(shared.locator('.recharts-bar')).toBeVisible();
  await expect(shared.getByRole('row', { name: /\/about\/.*Edge/ })).toContainText('90 ms');
  await expect(lines, 'a key is shown once').toHaveCount(0);
  expect(await owner.content()).not.toContain(/SECRET=(.*)/.exec(key)?.[1]);
  await shared.getByLabel('Strategy', { exact: true }).selectOption('origin-disk');
  await expect(shared.getByRole('row', { name: /Edge/ })).toHaveCount(0);
  await expect(shared.getByRole('row', { name: /1\. Disk/ })).toBeVisible();
  await shared.getByLabel('Samples', { exact: true }).selectOption('all');
  await expect(shared.getByRole('row', { name: /\/shop\// })).toBeVisible();
  await shared.getByLabel('Strategy', { exact: true }).selectOption('');
  await expect(shared.getByRole('row', { name: /1\. Edge/ })).toBeVisible();
  // The bar at the top of wp-admin stays where the page is scrolled to.
  await owner.evaluate(() => window.scrollTo(0, 0));
  await owner.screenshot({ path: `${SCREENSHOTS}/leaderboard.png`, fullPage: true });
  await expectAccessible(owner, OURS);

  await testers.getByRole('button', { name: `Revoke the key of ${name}` }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(announced(owner, 'The key is revoked.')).toBeVisible();
  await expect(shareAs(key, 'edge-r2', 80)).rejects.toThrow(/signature_mismatch/);
});

test('a request is voted on, claimed and released; a conflict is settled', async ({
  visitor,
  complaints,
}) => {
  test.setTimeout(120_000);
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.goto(SCREEN);
  await emptySandbox(owner);
  await owner.reload();
  const sandbox = card(owner, 'Sandbox');
  const task = `spike ${Date.now()}`;
  await sandbox.getByLabel('Task', { exact: true }).fill(task);
  await sandbox.getByLabel('Priority').selectOption('5');
  await sandbox.getByLabel('What it is about').fill('<b>the sale</b> on Friday');
  await sandbox.getByRole('button', { name: 'Ask', exact: true }).click();
  const row = sandbox.getByRole('row', { name: new RegExp(task) });
  await expect(row).toContainText('Waits');
  await expect(row).toContainText('<b>the sale</b> on Friday');
  await row.getByRole('button', { name: `Vote for ${task}` }).click();
  await expect(row).toContainText('51');
  await expect(row).toContainText('1 vote');
  await sandbox.getByLabel('Sandbox (optional)').fill('box-1');
  await sandbox.getByRole('button', { name: 'Claim', exact: true }).click();
  await expect(row).toContainText('wp:admin (box-1)');
  await owner.screenshot({ path: `${SCREENSHOTS}/leaderboard-sandbox.png`, fullPage: true });
  await expectAccessible(owner, OURS);

  await sandbox.getByRole('button', { name: 'Claim', exact: true }).click();
  await expect(sandbox.getByText(/^Somebody works in that sandbox\./)).toBeVisible();
  forgive(complaints, /409/);
  await row.getByRole('button', { name: `Release ${task}: Completed` }).click();
  await expect(row).toHaveCount(0);
  await sandbox.getByLabel('Show', { exact: true }).selectOption('all');
  await expect(row).toContainText('Completed');

  const conflicts = card(owner, 'Conflicts');
  const summary = `Two at once ${Date.now()}`;
  await conflicts.getByLabel('What happened').fill(summary);
  await conflicts.getByRole('button', { name: 'Report', exact: true }).click();
  await conflicts.getByRole('button', { name: `Dismiss: ${summary}` }).click();
  await expect(announced(owner, 'The conflict is dismissed.')).toBeVisible();
  await expect(conflicts.getByText(summary)).toHaveCount(0);
  await conflicts.getByLabel('Show conflicts').selectOption('all');
  await expect(conflicts.getByRole('listitem').filter({ hasText: summary })).toContainText('Dismissed');
});

/** Ends what an earlier journey has left in the queue: it would be claimed first. */
async function emptySandbox(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const call = (path, data) => wp.apiFetch({ path: '/dynamic-cache/v1/sandbox' + path, method: data ? 'POST' : 'GET', data });
    for (;;) {
      const [listed] = (await call('?status=open')).requests;
      if (listed === undefined) return;
      if (listed.request.status === 'queued') await call('/claim', {});
      else await call('/release', { request_id: listed.request.id, outcome: 'failed' });
    }
  })()`);
}

/** The page as it is where nothing is connected; the state comes with the page itself. */
async function withoutWorker(route: Route): Promise<void> {
  const page = await route.fetch();
  const body = (await page.text()).replace('"edge":{"state":"active"', '"edge":{"state":"off"');
  await route.fulfill({ response: page, body });
}

test('without a Worker the next step is shown', async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await owner.route(SCREEN, withoutWorker);
  await owner.goto(SCREEN);
  await expect(app(owner).getByText(/^Connect a Worker first\./)).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/leaderboard-no-worker.png` });
  await expectAccessible(owner, OURS);
  await button(owner, 'Open the Edge screen').click();
  await expect(owner).toHaveURL(/screen=edge/);
});

test('a part that cannot be read says what helps, on a telephone and from right to left too', async ({
  visitor,
  complaints,
}) => {
  putPlugin('right-to-left');
  try {
    const owner = await visitor();
    await logIn(owner, SITE);
    await owner.context().addCookies([{ name: 'right_to_left', value: '1', url: SITE }]);
    await owner.route(/dynamic-cache(\/|%2F)v1(\/|%2F)sandbox(\?|&|$)/, (route) =>
      route.fulfill({
        status: 409,
        json: {
          ok: false,
          error: 'missing_capability_token',
          details: [{ path: '', message: 'Define DYNAMIC_CACHE_SANDBOX_TOKEN in wp-config.php.' }],
        },
      }),
    );
    await owner.setViewportSize({ width: 360, height: 800 });
    await owner.goto(SCREEN);
    await expect(card(owner, 'Sandbox').getByText(/^Define DYNAMIC_CACHE_SANDBOX_TOKEN/)).toBeVisible();
    await expect(card(owner, 'Testers').getByRole('button', { name: 'Invite', exact: true })).toBeVisible();
    await expect(app(owner).getByText(/^Loading/)).toHaveCount(0);
    expect(await owner.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await owner.screenshot({ path: `${SCREENSHOTS}/leaderboard-rtl-narrow.png`, fullPage: true });
    await expectAccessible(owner, OURS);
    forgive(complaints, /409/);
    await owner.unrouteAll();
    await card(owner, 'Sandbox').getByRole('button', { name: 'Try again' }).click();
    await expect(card(owner, 'Sandbox').getByRole('button', { name: 'Claim', exact: true })).toBeVisible();
  } finally {
    takePlugin('right-to-left');
  }
});
