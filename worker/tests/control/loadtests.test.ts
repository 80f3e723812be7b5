/** Samples that testers share, and what all of them say together. */
import { BenchmarkRecommendation } from '@dynamic-cache/contracts/benchmark';
import { LoadtestReported, LoadtestsShared } from '@dynamic-cache/contracts/loadtests';
import { baseScore, componentsOf } from '@dynamic-cache/contracts/scoring/score';
import { describe, expect, it } from 'vitest';
import {
  benchmarkBody,
  type Caller,
  call,
  candidate,
  done,
  GATES,
  METRICS,
  rowsOf,
  sharedCaller,
  siteCaller,
} from '../support/control-call.ts';
import { openStand } from '../support/stand.ts';

const open = async () => siteCaller(await openStand());
const test = (more: object = {}) => ({ page_path: '/a/', metrics: METRICS, gates: GATES, ...more });
const report = (caller: Caller, page_tests: object[], more: object = {}) =>
  done(
    caller,
    'loadtests/report',
    { site_id: caller.stand.siteId, worker_id: 'worker-1', page_tests, ...more },
    LoadtestReported,
  );
const shared = (caller: Caller, more: object = {}) =>
  done(caller, 'loadtests/shared', { site_id: caller.stand.siteId, ...more }, LoadtestsShared);
const many = (count: number, p95_latency_ms: number) =>
  Array.from({ length: count }, () => test({ metrics: { ...METRICS, p95_latency_ms } }));

describe('a report', () => {
  it('takes a page in each of its forms, and leaves alone what it does not know', async () => {
    const caller = await open();
    const answer = await report(caller, [
      test(),
      { url: 'https://shop.test/a/?b=1#top', ...METRICS, gates: GATES, checks: { passed: 3 }, vus: 10 },
      {
        page_url: 'https://shop.test',
        metrics: { ...METRICS, iterations: 900 },
        gates: GATES,
        ttl_seconds: null,
      },
    ]);
    expect(answer).toEqual({
      ok: true,
      site_id: caller.stand.siteId,
      worker_id: 'worker-1',
      inserted: 3,
      hard_gate_failed: 0,
    });
    const { shared_page_profiles } = await shared(caller);
    expect(shared_page_profiles.map(({ page_path }) => page_path)).toEqual(['/', '/a/', '/a/?b=1']);
  });

  it('has other names for its worker and its pages', async () => {
    const caller = await open();
    const body = { site_id: caller.stand.siteId, agent_id: 'agent-7', samples: [test()], page_tests: null };
    const answer = await done(caller, 'loadtests/report', body, LoadtestReported);
    expect([answer.worker_id, answer.inserted]).toEqual(['agent-7', 1]);
  });

  it('keeps a page that failed a gate, and counts it apart', async () => {
    const caller = await open();
    const failing = test({ gates: { ...GATES, cache_key_collision: true } });
    expect(await report(caller, [test(), failing])).toMatchObject({ inserted: 2, hard_gate_failed: 1 });
    const [passing] = (await shared(caller)).shared_page_profiles;
    expect(passing).toMatchObject({ sample_count: 1, pass_ratio: 0.5 });
    const [all] = (await shared(caller, { only_passing: false })).shared_page_profiles;
    expect(all).toMatchObject({ sample_count: 2, pass_ratio: 0.5 });
  });

  it('is answered with 201, and once under its key', async () => {
    const caller = await open();
    const body = { site_id: caller.stand.siteId, worker_id: 'w', page_tests: [test()] };
    const send = () => call(caller, 'loadtests/report', body, { idempotencyKey: 'share-1' });
    const first = await send();
    expect([first.status, (await send()).text]).toEqual([201, first.text]);
    expect((await shared(caller)).shared_page_profiles[0]?.sample_count).toBe(1);
  });
});

describe('what is shared', () => {
  it('are averages by page and strategy', async () => {
    const caller = await open();
    const second = { ...METRICS, p95_latency_ms: 300, edge_hit_ratio: 0.5, r2_hit_ratio: null };
    await report(caller, [test()]);
    caller.stand.world.pass(100);
    await report(caller, [test({ metrics: second })], { worker_id: 'worker-2' });
    await report(caller, [test()], { strategy: 'origin-disk' });
    const { shared_page_profiles, strategy_leaderboard } = await shared(caller);
    const scores = [METRICS, second].map((metrics) => baseScore(componentsOf(metrics)));
    const figures = {
      strategy: 'edge-balanced',
      sample_count: 2,
      avg_p95_latency_ms: 280,
      avg_edge_hit_ratio: 0.69,
      avg_r2_hit_ratio: 0.44,
      avg_score: expect.closeTo(((scores[0] ?? 0) + (scores[1] ?? 0)) / 2, 12),
      pass_ratio: 1,
      last_seen_at: expect.any(Number),
    };
    expect(shared_page_profiles[0]).toEqual({ page_path: '/a/', ...figures });
    expect(strategy_leaderboard.map(({ rank, strategy }) => [rank, strategy])).toEqual([
      [1, 'origin-disk'],
      [2, 'edge-balanced'],
    ]);
    expect(strategy_leaderboard[1]).toMatchObject({ ...figures, worker_count: 2, day_count: 1 });
  });

  it('can be asked for by strategy, by page, and so many', async () => {
    const caller = await open();
    await report(caller, [test(), test({ page_path: '/b/' })]);
    await report(caller, [test(), test({ page_path: '/b/' })], { strategy: 'edge-r2' });
    const pages = async (more: object) =>
      (await shared(caller, more)).shared_page_profiles.map(
        ({ page_path, strategy }) => `${strategy} ${page_path}`,
      );
    expect(await pages({ strategy: 'edge-r2' })).toEqual(['edge-r2 /a/', 'edge-r2 /b/']);
    expect(await pages({ page_path: '/b/' })).toEqual(['edge-balanced /b/', 'edge-r2 /b/']);
    expect(await pages({ limit: 1 })).toEqual(['edge-balanced /a/']);
    expect(await pages({ page_path: null, strategy: null, limit: null, only_passing: null })).toHaveLength(4);
  });

  it('is nothing where only failures are known, and nothing of another site', async () => {
    const caller = await open();
    await report(caller, [test({ gates: { ...GATES, digest_mismatch: true } })]);
    for (const known of [await shared(caller), await shared(await open(), { only_passing: false })]) {
      expect([known.shared_page_profiles, known.strategy_leaderboard]).toEqual([[], []]);
    }
  });
});

describe('the bonus', () => {
  it('of shared samples is in the score of a benchmark, and says where it comes from', async () => {
    const caller = await open();
    await report(caller, many(20, 200));
    await report(caller, many(50, 600), { strategy: 'origin-disk' });
    await report(caller, many(80, 300), { strategy: 'edge-r2' });
    const body = benchmarkBody(caller.stand.siteId, [candidate(), candidate({ strategy: 'edge-r2' })]);
    const answer = await done(caller, 'cache/benchmark', body, BenchmarkRecommendation);
    expect(answer.strategy_shared_bonuses).toEqual({
      'origin-disk': 0,
      'object-cache': 0,
      'edge-balanced': 0.06,
      'edge-r2': 0.09,
    });
    expect([answer.recommended_strategy, answer.shared_bonus]).toEqual(['edge-r2', 0.09]);
    expect(answer.score).toBeCloseTo(baseScore(componentsOf(METRICS)) + 0.09, 12);
    expect(answer.notes.join(' ')).toContain('80 samples');
    expect(answer.remarks).toContainEqual({ code: 'shared', bonus: expect.any(Number), samples: 80 });
    for (const more of [{}, { strategy: 'edge-r2' }, { page_path: '/a/' }, { only_passing: false }]) {
      const { strategy_leaderboard } = await shared(caller, more);
      expect(strategy_leaderboard.find(({ strategy }) => strategy === 'edge-r2')?.shared_bonus).toBe(0.09);
    }
  });

  it('is made of passing samples alone', async () => {
    const caller = await open();
    await report(caller, many(40, 200));
    const failing = many(40, 900).map((one) => ({ ...one, gates: { ...GATES, digest_mismatch: true } }));
    await report(caller, failing, { strategy: 'origin-disk' });
    const answer = await done(
      caller,
      'cache/benchmark',
      benchmarkBody(caller.stand.siteId),
      BenchmarkRecommendation,
    );
    expect(answer.shared_bonus).toBe(0);
  });
});

describe('API-16 what another tenant has stored under the id of this site', () => {
  it('is in no average, no bonus and no profile of it', async () => {
    const caller = await open();
    const { siteId, env } = caller.stand;
    await report(caller, many(40, 200));
    await report(caller, many(40, 600), { strategy: 'origin-disk' });
    const body = benchmarkBody(siteId);
    expect((await done(caller, 'cache/benchmark', body, BenchmarkRecommendation)).shared_bonus).toBe(0.12);
    for (const table of ['loadtest_samples', 'strategy_profiles']) {
      await env.CONTROL.prepare(`UPDATE ${table} SET tenant = 'shared' WHERE site_id = ?1`)
        .bind(siteId)
        .run();
    }
    const { shared_page_profiles, strategy_leaderboard } = await shared(caller);
    expect([shared_page_profiles, strategy_leaderboard]).toEqual([[], []]);
    for (const query of ['', '&vps_fingerprint=vps-1']) {
      expect((await call(caller, `cache/profile?site_id=${siteId}${query}`)).status).toBe(404);
    }
    expect((await done(caller, 'cache/benchmark', body, BenchmarkRecommendation)).shared_bonus).toBe(0);
  });
});

describe('500 pages at once', () => {
  it('are kept, and 501 are refused', async () => {
    const caller = sharedCaller(await openStand());
    const site = { ...caller, stand: caller.stand };
    const body = (count: number) => ({ site_id: 'big-site', worker_id: 'w', page_tests: many(count, 100) });
    expect((await call(site, 'loadtests/report', body(500))).status).toBe(201);
    const before = await rowsOf(caller.stand);
    expect((await call(site, 'loadtests/report', body(501))).status).toBe(400);
    expect(await rowsOf(caller.stand)).toEqual(before);
  });
});
