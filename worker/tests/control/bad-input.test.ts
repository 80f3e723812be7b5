/** What is not as it should be gets its code and the path of the field, and leaves nothing behind. */
import { ApiError } from '@dynamic-cache/contracts/api-error';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  benchmarkBody,
  type Caller,
  call,
  candidate,
  GATES,
  METRICS,
  rowsOf,
  siteCaller,
} from '../support/control-call.ts';
import { type Answer, openStand } from '../support/stand.ts';
import { leavesOf, rightBodies } from './bodies.ts';

let caller: Caller;
beforeAll(async () => {
  caller = siteCaller(await openStand());
});
const siteId = () => caller.stand.siteId;

function refusal(answer: Answer): { status: number; error: string; paths: string[] } {
  const { error, details } = ApiError.parse(JSON.parse(answer.text));
  return { status: answer.status, error, paths: (details ?? []).map(({ path }) => path) };
}

/** Sends a body that has to be refused with 400, and has to leave no row. */
async function refused(path: string, body: unknown): Promise<{ error: string; paths: string[] }> {
  const before = await rowsOf(caller.stand);
  const { status, ...rest } = refusal(await call(caller, path, body));
  expect(status).toBe(400);
  expect(await rowsOf(caller.stand)).toEqual(before);
  return rest;
}

describe('a benchmark that is not right', () => {
  const without = (name: string, from: object) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));

  it.each([
    'p50_latency_ms',
    'p95_latency_ms',
    'p99_latency_ms',
    'origin_cpu_pct',
    'origin_query_count',
    'edge_hit_ratio',
    'purge_mttr_ms',
  ])('without %s is an error with its path, never a default', async (name) => {
    const body = benchmarkBody(siteId(), [candidate(), { ...candidate(), metrics: without(name, METRICS) }]);
    expect(await refused('cache/benchmark', body)).toEqual({
      error: 'invalid_body',
      paths: [`candidates.1.metrics.${name}`],
    });
  });

  it.each(Object.keys(GATES))('without the gate %s is an error with its path', async (name) => {
    const body = benchmarkBody(siteId(), [{ ...candidate(), gates: without(name, GATES) }]);
    expect(await refused('cache/benchmark', body)).toEqual({
      error: 'invalid_body',
      paths: [`candidates.0.gates.${name}`],
    });
  });

  it.each([
    ['candidates absent', { candidates: undefined }, 'missing_candidates', 'candidates'],
    ['candidates null', { candidates: null }, 'missing_candidates', 'candidates'],
    ['no candidate', { candidates: [] }, 'missing_candidates', 'candidates'],
    ['no site', { site_id: null }, 'missing_site_id', 'site_id'],
    ['an empty site', { site_id: '' }, 'missing_site_id', 'site_id'],
    ['no fingerprint', { vps_fingerprint: undefined }, 'invalid_body', 'vps_fingerprint'],
    ['an unknown member', { spare: 1 }, 'invalid_body', 'spare'],
    ['an unknown strategy', { current_strategy: 'memory' }, 'invalid_body', 'current_strategy'],
    [
      'a ratio above 1',
      { candidates: [candidate({ metrics: { ...METRICS, edge_hit_ratio: 1.01 } })] },
      'invalid_body',
      'candidates.0.metrics.edge_hit_ratio',
    ],
    [
      'a negative time',
      { candidates: [candidate({ metrics: { ...METRICS, purge_mttr_ms: -1 } })] },
      'invalid_body',
      'candidates.0.metrics.purge_mttr_ms',
    ],
    [
      'a life of half a second',
      { candidates: [candidate({ ttl_seconds: 0.5 })] },
      'invalid_body',
      'candidates.0.ttl_seconds',
    ],
    [
      'a member in the metrics',
      { candidates: [{ ...candidate(), metrics: { ...METRICS, p42: 1 } }] },
      'invalid_body',
      'candidates.0.metrics.p42',
    ],
  ])('%s', async (_, changes, error, path) => {
    expect(await refused('cache/benchmark', { ...benchmarkBody(siteId()), ...changes })).toEqual({
      error,
      paths: [path],
    });
  });
});

describe('a load test that is not right', () => {
  const page = { page_path: '/a/', metrics: METRICS, gates: GATES };
  const body = (changes: object) => ({ site_id: siteId(), worker_id: 'w', page_tests: [page], ...changes });

  it.each([
    ['no pages', { page_tests: undefined }, 'missing_page_tests', ['page_tests']],
    ['an empty list of pages', { page_tests: [] }, 'missing_page_tests', ['page_tests']],
    ['no worker', { worker_id: null }, 'invalid_body', ['worker_id']],
    ['pages under both of their names', { samples: [page] }, 'invalid_body', ['samples']],
    ['no site', { site_id: undefined }, 'missing_site_id', ['site_id']],
    [
      'no valid page',
      { page_tests: [{ ...page, gates: null }] },
      'no_valid_page_tests',
      Object.keys(GATES).map((gate) => `page_tests.0.gates.${gate}`),
    ],
    ['a page that is no object', { page_tests: [7] }, 'no_valid_page_tests', ['page_tests.0']],
    [
      'a page of no address',
      { page_tests: [page, { ...page, page_path: null }] },
      'invalid_body',
      ['page_tests.1.page_path'],
    ],
    [
      'a page with another scheme',
      { page_tests: [page, { ...page, page_path: null, url: 'file:///etc/passwd' }] },
      'invalid_body',
      ['page_tests.1.url'],
    ],
    [
      'a path that is none',
      { page_tests: [page, { ...page, page_path: 'a b' }] },
      'invalid_body',
      ['page_tests.1.page_path'],
    ],
  ])('%s', async (_, changes, error, paths) => {
    expect(await refused('loadtests/report', body(changes))).toEqual({ error, paths });
  });

  it('names all faults of all pages, and keeps none of the others', async () => {
    const flat = {
      url: 'https://shop.test/b/',
      ...METRICS,
      p95_latency_ms: null,
      gates: GATES,
      edge_hit_ratio: 2,
    };
    const grouped = { ...page, metrics: { ...METRICS, purge_mttr_ms: '380' }, ttl_seconds: 0 };
    expect(
      await refused('loadtests/report', body({ samples: null, page_tests: [page, flat, grouped] })),
    ).toEqual({
      error: 'invalid_body',
      paths: [
        'page_tests.1.p95_latency_ms',
        'page_tests.1.edge_hit_ratio',
        'page_tests.2.metrics.purge_mttr_ms',
        'page_tests.2.ttl_seconds',
      ],
    });
  });
});

describe('a sandbox call that is not right', () => {
  it.each([
    ['request', { priority_base: 6 }, 'priority_base'],
    ['request', { priority_base: 0 }, 'priority_base'],
    ['request', { estimated_minutes: 4 }, 'estimated_minutes'],
    ['request', { estimated_minutes: 241 }, 'estimated_minutes'],
    ['request', { earliest_start_at: 'tomorrow' }, 'earliest_start_at'],
    ['request', { requested_by_agent: '' }, 'requested_by_agent'],
    ['request', { context: 'x'.repeat(4001) }, 'context'],
    ['request', { context: { x: 'x'.repeat(4001) } }, 'context'],
    ['request', { task_type: 'a\u0000b' }, 'task_type'],
    ['vote', { vote: 6 }, 'vote'],
    ['vote', { vote: -6 }, 'vote'],
    ['vote', { vote: 0.5 }, 'vote'],
    ['claim', { slot_minutes: 4 }, 'slot_minutes'],
    ['claim', { agent_id: null }, 'agent_id'],
    ['release', { outcome: 'done' }, 'outcome'],
    ['conflicts/report', { severity: 6 }, 'severity'],
    ['conflicts/report', { summary: 'x'.repeat(281) }, 'summary'],
    ['conflicts/report', { summary: '   ' }, 'summary'],
    ['conflicts/report', { details: 'x'.repeat(4001) }, 'details'],
    ['conflicts/list', { limit: 201 }, 'limit'],
    ['conflicts/list', { status: 'closed' }, 'status'],
    ['conflicts/resolve', { resolution: 'open' }, 'resolution'],
  ])('%s with %j names it', async (path, changes, field) => {
    const [, right = {}] = rightBodies(siteId()).find(([name]) => name === `sandbox/${path}`) ?? [];
    expect(await refused(`sandbox/${path}`, { ...right, ...changes })).toEqual({
      error: 'invalid_body',
      paths: [field],
    });
  });
});

describe('WP-06 values of other types in every field', () => {
  const VALUES: unknown[] = [
    [],
    {},
    'x'.repeat(5000),
    '\u0000',
    -1e9,
    1.5,
    true,
    '__proto__',
    { toString: 1 },
    ['a'],
  ];

  it.each(rightBodies('SITE').map(([path]) => path))('%s takes none that it should not', async (path) => {
    const [, right = {}] = rightBodies(siteId()).find(([name]) => name === path) ?? [];
    for (const { path: field, put } of leavesOf(right)) {
      const before = await rowsOf(caller.stand);
      const answers = await Promise.all(VALUES.map((value) => call(caller, path, put(value))));
      for (const answer of answers) expect(answer.status, `${field}: ${answer.text}`).toBeLessThan(500);
      const bad = answers.filter(({ status }) => status === 400);
      for (const answer of bad) {
        const { paths } = refusal(answer);
        const isNamed = paths.some((one) => one === field || one.startsWith(`${field}.`));
        expect(isNamed, `${field}: ${answer.text}`).toBe(true);
      }
      expect(bad.length, field).toBeGreaterThan(5);
      if (bad.length === VALUES.length) expect(await rowsOf(caller.stand)).toEqual(before);
    }
  });
});

describe('WP-08 SQL in every text', () => {
  const SQL = [
    `'; DROP TABLE sandbox_requests; --`,
    `' OR '1'='1`,
    `") ; DELETE FROM loadtest_samples; --`,
    '\\',
    '%_',
    `$.x'`,
  ];

  it.each(rightBodies('SITE').map(([path]) => path))(
    '%s is data or refused, and changes no other row',
    async (path) => {
      const [, right = {}] = rightBodies(siteId()).find(([name]) => name === path) ?? [];
      const before = await rowsOf(caller.stand);
      for (const { value, put } of leavesOf(right).filter((leaf) => typeof leaf.value === 'string')) {
        for (const sql of SQL) {
          const answer = await call(caller, path, put(`${value}${sql}`));
          expect(answer.status, answer.text).toBeLessThan(500);
        }
      }
      const after = await rowsOf(caller.stand);
      for (const [table, count] of Object.entries(before))
        expect(after[table], table).toBeGreaterThanOrEqual(count);
    },
  );
});
