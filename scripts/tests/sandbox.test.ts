/** The scripts for testers, run as they are: against a real server with a cache, and a real Worker. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { LoadtestsShared } from '@dynamic-cache/contracts/loadtests';
import { readSample } from '@dynamic-cache/contracts/page-sample';
import { bodyDigest, signV0 } from '@dynamic-cache/contracts/signature';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Isolates, SHARED_SECRET, startIsolates } from '../../worker/isolates/runtime.ts';
import { freePort } from '../stack/ports.ts';
import { repository } from '../stack/repository.ts';
import { PROBE } from './probe-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 });
const folder = join(repository.root, 'scripts/sandbox');
const PageTests = z.object({
  strategy: z.string(),
  page_tests: z.array(
    z.object({
      page_path: z.string(),
      url: z.string(),
      metrics: z.record(z.string(), z.number()),
      gates: z.record(z.string(), z.boolean()).optional(),
      scenarios: z.record(
        z.string(),
        z.object({ requests: z.int(), errors: z.int(), hits: z.int() }).loose(),
      ),
    }),
  ),
});

let server: Server;
let isolates: Isolates;
let baseUrl = '';
const asked: { url: string; cookie: string }[] = [];

beforeAll(async () => {
  const stored = new Set<string>();
  server = createServer((request, response) => {
    const url = request.url ?? '';
    const cookie = request.headers.cookie ?? '';
    asked.push({ url, cookie });
    const state =
      cookie !== '' ? 'bypass; reason=cookie' : stored.has(url) ? 'hit; reason=fresh' : 'miss; reason=cold';
    if (cookie === '') stored.add(url);
    response.statusCode = url.startsWith('/broken/') ? 500 : 200;
    response.setHeader('X-Dynamic-Cache', state).setHeader('Content-Type', 'text/html');
    const edge = url.startsWith('/without-edge/')
      ? ''
      : `, dynamic-cache-edge; ${state.startsWith('hit') ? 'hit; ttl=60' : 'fwd=uri-miss'}`;
    response.setHeader('Cache-Status', `dynamic-cache-origin; hit; ttl=60${edge}`);
    response.end('<!doctype html><html lang="en"><title>A page</title><p>of a shop</p></html>');
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  baseUrl = `http://127.0.0.1:${port}`;
  isolates = await startIsolates();
}, 60_000);

afterAll(async () => {
  await isolates.stop();
  server.closeAllConnections();
  server.close();
});

function run(command: string, args: string[], env: Record<string, string>) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd: temporaryFolder() });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  );
}

const script = (name: string, env: Record<string, string>) =>
  run(process.execPath, [join(folder, name)], env);

const probeFile = () => {
  const file = join(temporaryFolder(), 'probe.json');
  writeFileSync(file, JSON.stringify(PROBE));
  return file;
};

async function pageTests(env: Record<string, string> = {}) {
  const out = join(temporaryFolder(), 'page-tests.json');
  const short = { BASE_URL: baseUrl, DURATION: '0.2', VUS: '2', OUT: out, PAGES: '/a/,/b/' };
  const ended = await script('node-cache-benchmark.js', { ...short, ...env });
  const file = existsSync(out) ? PageTests.parse(JSON.parse(readFileSync(out, 'utf8'))) : null;
  return { ...ended, out, file };
}

const SHARER = (file: string) => ({
  WORKER_BASE_URL: isolates.a,
  WP_PLUGIN_SHARED_SECRET: SHARED_SECRET,
  CAP_TOKEN_SANDBOX_WRITE: 'not needed for load tests',
  SITE_ID: 'site-of-the-scripts',
  WORKER_ID: 'worker-1',
  PLUGIN_ID: 'scripts-test',
  LOADTEST_FILE: file,
});

async function shared(): Promise<LoadtestsShared> {
  const body = JSON.stringify({ site_id: 'site-of-the-scripts' });
  const signed = {
    pluginId: 'scripts-test',
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    method: 'POST',
    authority: new URL(isolates.a).host,
    target: '/plugin/wp/loadtests/shared',
    contentType: 'application/json',
    bodyDigest: await bodyDigest(body),
  };
  const headers = {
    'Content-Type': signed.contentType,
    'X-Plugin-Id': signed.pluginId,
    'X-Plugin-Timestamp': signed.timestamp,
    'X-Plugin-Nonce': signed.nonce,
    'X-Plugin-Signature': await signV0(SHARED_SECRET, signed),
  };
  const answer = await fetch(isolates.a + signed.target, { method: 'POST', body, headers });
  return LoadtestsShared.parse(await answer.json());
}

describe('node-cache-benchmark.js', () => {
  it('measures each page under each scenario, and puts what the host knows beside it', async () => {
    const { code, output, file } = await pageTests({ PROBE_FILE: probeFile() });
    expect([code, output]).toEqual([0, expect.stringContaining('2 pages')]);
    expect(file?.page_tests.map(({ page_path }) => page_path)).toEqual(['/a/', '/b/']);
    for (const [at, test] of (file?.page_tests ?? []).entries()) {
      expect(readSample(test, `page_tests.${at}`)).toMatchObject({ ok: true });
      expect(Object.keys(test.scenarios).sort()).toEqual(['cold', 'shop', 'spike', 'warm']);
      const { warm, cold } = test.scenarios;
      expect([warm?.hits, cold?.hits, warm?.errors]).toEqual([warm?.requests, 0, 0]);
      expect(test.metrics.p95_latency_ms).toBeGreaterThanOrEqual(test.metrics.p50_latency_ms ?? Infinity);
    }
  });

  it('walks through the shop with a cart, whose pages are nobody else’s', async () => {
    asked.length = 0;
    const way = { SHOP_PAGES: '/shop/,/product/,/cart/', SCENARIOS: 'shop', PROBE_FILE: probeFile() };
    const { file } = await pageTests(way);
    const cookies = (path: string) => [
      ...new Set(asked.filter(({ url }) => url === path).map(({ cookie }) => cookie)),
    ];
    expect([cookies('/shop/'), cookies('/cart/')]).toEqual([[''], ['woocommerce_items_in_cart=1']]);
    const ratios = file?.page_tests.map(({ page_path, metrics }) => [page_path, metrics.edge_hit_ratio]);
    expect(ratios).toEqual([
      ['/shop/', 1],
      ['/product/', 0],
      ['/cart/', 0],
    ]);
  });

  it('counts as a hit of the edge what the edge answered, and not what the cache of the site did', async () => {
    const { file } = await pageTests({
      PAGES: '/a/,/without-edge/',
      SCENARIOS: 'warm',
      PROBE_FILE: probeFile(),
    });
    const ratios = file?.page_tests.map(({ page_path, metrics }) => [page_path, metrics.edge_hit_ratio]);
    expect(ratios).toEqual([
      ['/a/', 1],
      ['/without-edge/', 0],
    ]);
  });

  it('makes up nothing: without a probe its file has no CPU, no queries, no purge time, no gate', async () => {
    const { file } = await pageTests({ SCENARIOS: 'warm' });
    const [test] = file?.page_tests ?? [];
    expect(Object.keys(test?.metrics ?? {}).sort()).toEqual([
      'edge_hit_ratio',
      'p50_latency_ms',
      'p95_latency_ms',
      'p99_latency_ms',
    ]);
    expect(test?.gates).toBeUndefined();
  });

  it('counts an error as an error, and times none', async () => {
    const { code, output, file } = await pageTests({ PAGES: '/broken/' });
    expect([code, output, file]).toEqual([1, expect.stringContaining('answers no page'), null]);
  });

  it.each([
    [{ BASE_URL: 'shop.example' }, 'BASE_URL has no value'],
    [{ PAGES: 'a' }, 'PAGES has no value'],
    [{ SCENARIOS: 'lukewarm' }, 'SCENARIOS has no value'],
    [{ VUS: '0' }, 'VUS has no value'],
    [{ PROBE_FILE: '/nowhere.json' }, 'is no file of a probe'],
  ])('refuses %j in a sentence', async (env, sentence) => {
    expect(await pageTests(env)).toMatchObject({ code: 1, output: expect.stringContaining(sentence) });
  });
});

describe('share-loadtests.js', () => {
  it('shares a file with the Worker, and the same file once', async () => {
    const { out } = await pageTests({ PROBE_FILE: probeFile(), STRATEGY: 'edge-r2' });
    for (const _ of [1, 2]) {
      const { code, output } = await script('share-loadtests.js', SHARER(out));
      expect([code, output]).toEqual([0, expect.stringContaining('2 samples are shared; 0 of them failed')]);
    }
    const { shared_page_profiles, strategy_leaderboard } = await shared();
    expect(shared_page_profiles.map((one) => [one.page_path, one.strategy, one.sample_count])).toEqual([
      ['/a/', 'edge-r2', 1],
      ['/b/', 'edge-r2', 1],
    ]);
    expect(strategy_leaderboard[0]?.worker_count).toBe(1);
  });

  it('names what is missing before it sends anything', async () => {
    const { out } = await pageTests({ SCENARIOS: 'warm' });
    const { code, output } = await script('share-loadtests.js', {
      ...SHARER(out),
      WORKER_BASE_URL: 'http://127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(output).toContain('page_tests.0.metrics.origin_cpu_pct');
    expect(output).toContain('page_tests.1.gates.cache_key_collision');
    expect(output).toContain('PROBE_FILE');
  });

  it('says why the Worker refuses, and never the secret', async () => {
    const { out } = await pageTests({ PROBE_FILE: probeFile() });
    const secret = 'a-secret-that-is-not-the-one';
    const { code, output } = await script('share-loadtests.js', {
      ...SHARER(out),
      WP_PLUGIN_SHARED_SECRET: secret,
    });
    expect([code, output]).toEqual([1, expect.stringContaining('401 signature_mismatch')]);
    expect(output).not.toContain(secret);
  });

  it.each([
    [{ LOADTEST_FILE: '/nowhere.json' }, 'There is no file'],
    [{ WORKER_BASE_URL: 'http://127.0.0.1:9' }, 'cannot be reached'],
    [{ WORKER_BASE_URL: 'edge' }, 'WORKER_BASE_URL is needed'],
  ])('%j ends with a sentence', async (env, sentence) => {
    const { out } = await pageTests({ PROBE_FILE: probeFile(), SCENARIOS: 'warm' });
    const ended = await script('share-loadtests.js', { ...SHARER(out), ...env });
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(sentence) });
  });
});

describe('k6-cache-benchmark.js', () => {
  /** k6 itself is no package of npm: its modules are stood in for; the script, and what it makes of a run, are the real ones. */
  const HARNESS = `
    import { registerHooks } from 'node:module';
    const modules = {
      'k6/http': 'export default {};',
      'k6/metrics': 'export class Trend {} export class Counter {}',
    };
    registerHooks({
      resolve: (name, context, next) =>
        name in modules ? { url: 'data:text/javascript,' + modules[name], shortCircuit: true } : next(name, context),
    });
    const [script, env, data] = process.argv.slice(1);
    globalThis.__ENV = JSON.parse(env);
    const k6 = await import(script);
    const execs = Object.entries(k6.options.scenarios).map(([name, { exec }]) => [name, typeof k6[exec]]);
    console.log(JSON.stringify({ execs, written: k6.handleSummary(JSON.parse(data)) }));`;
  const Ran = z.object({ execs: z.array(z.array(z.string())), written: z.record(z.string(), z.string()) });

  it('has its four scenarios, and writes the same file from what k6 has counted', async () => {
    const count = (value: number) => ({ values: { count: value } });
    const own = (scenario: string) => ({
      [`page_0_${scenario}_ms`]: { values: { med: 10, 'p(95)': 20, 'p(99)': 30 } },
      [`page_0_${scenario}_requests`]: count(8),
      [`page_0_${scenario}_errors`]: count(0),
      [`page_0_${scenario}_hits`]: count(6),
    });
    const data = { metrics: { ...own('warm'), ...own('visits') } };
    const env = { BASE_URL: baseUrl, PAGES: '/a/', OUT: 'k6.json', STRATEGY: 'edge-r2' };
    const texts = [join(folder, 'k6-cache-benchmark.js'), JSON.stringify(env), JSON.stringify(data)];
    const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', HARNESS];
    const { output } = await run(process.execPath, [...flags, ...texts], {});
    const { execs, written } = Ran.parse(JSON.parse(output));
    expect(execs).toEqual(['warm', 'spike', 'shop', 'cold'].map((name) => [name, 'function']));
    expect(PageTests.parse(JSON.parse(written['k6.json'] ?? ''))).toEqual({
      strategy: 'edge-r2',
      page_tests: [
        {
          page_path: '/a/',
          url: `${baseUrl}/a/`,
          metrics: { p50_latency_ms: 10, p95_latency_ms: 20, p99_latency_ms: 30, edge_hit_ratio: 0.75 },
          scenarios: { warm: expect.objectContaining({ requests: 8, hits: 6 }) },
        },
      ],
    });
  });
});
