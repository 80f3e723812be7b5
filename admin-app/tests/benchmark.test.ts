// @vitest-environment jsdom
/** The benchmark screen against a site that is made up: only the network between them is. */
import { baseScore, componentsOf } from '@dynamic-cache/contracts/scoring/score';
import { BenchmarkOverview, BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pointsOf } from '../src/screens/benchmark/History.tsx';
import { judge, PARTS } from '../src/screens/benchmark/judgement.ts';
import { bounded } from '../src/screens/benchmark/Start.tsx';
import { benchmarkStore } from '../src/store/benchmark.ts';
import { benchmarkRunStore } from '../src/store/benchmark-run.ts';

beforeAll(() => document.documentElement.setAttribute('lang', 'en-US'));

const GATES = {
  digest_mismatch: false,
  personalized_cache_leak: false,
  purge_within_window: true,
  cache_key_collision: false,
};
const METRICS = {
  p50_latency_ms: 100,
  p95_latency_ms: 400,
  p99_latency_ms: 900,
  origin_cpu_pct: 40,
  origin_query_count: 50,
  edge_hit_ratio: 0,
  purge_mttr_ms: 300,
};

type Told = {
  strategy?: string;
  metrics?: object | null;
  gates?: object | null;
  trouble?: object | null;
};

const candidate = ({ strategy = 'origin-disk', metrics = METRICS, gates = GATES, trouble = null }: Told) => ({
  strategy,
  ttl_seconds: 3600,
  metrics,
  gates,
  passed: { digest: true, leak: true, purge: true, collision: true },
  cold: null,
  hit_ratio: 1,
  trouble,
  samples: { cold: 3, warm: 24, purge: 3 },
});

const run = (candidates: Told[], more: object = {}) =>
  BenchmarkSummary.parse({
    id: '0123456789abcdef',
    state: 'done',
    started_at: 1_795_000_000,
    fingerprint: 'v1-0123',
    progress: { done: 9, of: 9, what: '', spent_ms: 1000, eta_seconds: null },
    trouble: null,
    candidates: candidates.map(candidate),
    verdict: null,
    ...more,
  });

const FASTER = { strategy: 'object-cache', metrics: { ...METRICS, p95_latency_ms: 100 } };

/** The Worker's answer for these two, with what testers share. */
function verdict(bonuses: object) {
  const profile = {
    site_id: 'site-1',
    vps_fingerprint: 'v1-0123',
    strategy: 'origin-disk',
    ttl_seconds: 3600,
    recommended_strategy: 'origin-disk',
    recommended_ttl_seconds: 3600,
    score: 0.8,
    components: componentsOf(METRICS),
    metrics: METRICS,
    notes: [],
    source: 'measured',
    persisted_at: 1_795_000_000,
  };
  return {
    ok: true,
    site_id: 'site-1',
    vps_fingerprint: 'v1-0123',
    recommended_strategy: 'origin-disk',
    ttl_seconds: 3600,
    score: 0.8,
    components: profile.components,
    shared_bonus: 0.12,
    strategy_shared_bonuses: {
      'origin-disk': 0,
      'object-cache': 0,
      'edge-balanced': 0,
      'edge-r2': 0,
      ...bonuses,
    },
    notes: ['as the Worker says'],
    rejected_candidates: [],
    profile,
  };
}

describe('what a run recommends', () => {
  it('is scored here by the one formula where no Worker has', () => {
    const { best, rows, by } = judge(run([{}, FASTER]));
    expect(by).toBe('here');
    expect(best?.strategy).toBe('object-cache');
    expect(rows.map(({ score }) => score)).toEqual([
      baseScore(componentsOf({ ...METRICS, p95_latency_ms: 100 })),
      baseScore(componentsOf(METRICS)),
    ]);
  });

  it('has the edge beside the others, and leaves out what a silent Worker kept from being measured', () => {
    const edge = {
      strategy: 'edge-balanced',
      metrics: { ...METRICS, edge_hit_ratio: 1, p95_latency_ms: 90 },
    };
    const trouble = { word: 'edge-silent', means: 'It is away.', fix: 'Look there.', detail: '' };
    const left = { strategy: 'edge-r2', metrics: null, gates: null, trouble };
    const { best, rows, incomplete } = judge(run([{}, edge, left]));
    expect([best?.strategy, rows.length]).toEqual(['edge-balanced', 2]);
    expect(incomplete.map(({ strategy, trouble }) => [strategy, trouble?.word])).toEqual([
      ['edge-r2', 'edge-silent'],
    ]);
  });

  it('is the sum of what its parts gave', () => {
    const [row] = judge(run([{}])).rows;
    const sum = PARTS.reduce((total, part) => total + (row?.given[part] ?? 0), 0);
    expect(row?.score).toBeCloseTo(sum + (row?.bonus ?? 0), 12);
  });

  it('is what the Worker says where it has scored, with the bonus of each strategy', () => {
    const { best, rows, by, notes } = judge(run([FASTER, {}], { verdict: verdict({ 'origin-disk': 0.12 }) }));
    expect([by, best?.strategy, best?.bonus]).toEqual(['worker', 'origin-disk', 0.12]);
    expect(notes).toEqual(['as the Worker says']);
    expect(rows.map(({ strategy }) => strategy)).toEqual(['origin-disk', 'object-cache']);
  });

  it('is nothing where every candidate failed a gate, and each failure is named', () => {
    const leaking = { gates: { ...GATES, personalized_cache_leak: true, purge_within_window: false } };
    const { best, rows } = judge(run([leaking]));
    expect(best).toBeNull();
    expect(rows[0]).toMatchObject({
      score: null,
      failures: ['personalized_cache_leak', 'purge_exceeded_window'],
    });
  });

  it('leaves out what was measured in part, without making a figure up', () => {
    const { best, rows, incomplete } = judge(run([{ metrics: null }, { ...FASTER, gates: null }]));
    expect([best, rows]).toEqual([null, []]);
    expect(incomplete.map(({ strategy }) => strategy)).toEqual(['origin-disk', 'object-cache']);
  });

  it('is scored here when the Worker refused, with its word', () => {
    const refusal = { ok: false, error: 'signing_disabled' };
    expect(judge(run([{}], { verdict: refusal }))).toMatchObject({ by: 'here', refused: 'signing_disabled' });
  });
});

describe('the budget of a run', () => {
  it.each([
    ['pages', '99', 10],
    ['pages', '0', 1],
    ['pages', '', 5],
    ['minutes', '2.6', 3],
    ['load', '0.25', 0.3],
    ['load', 'much', 1.5],
  ] as const)('keeps %s = %j within its bounds', (name, typed, expected) => {
    expect(bounded(name, typed)).toBe(expected);
  });
});

describe('the history', () => {
  it('goes from the oldest to the newest, and leaves a gap where nothing was measured', () => {
    const points = pointsOf(
      [run([FASTER]), run([{ metrics: null }], { id: 'aaaaaaaaaaaaaaaa' })],
      'p95_latency_ms',
    );
    expect(points.map(({ values }) => values)).toEqual([{}, { 'object-cache': 100 }]);
  });
});

const overview = (more: object = {}) =>
  BenchmarkOverview.parse({
    ok: true,
    progress: null,
    active: null,
    runs: [],
    strategies: ['origin-disk'],
    not_measured: [],
    schedule: 'off',
    applied: null,
    load: 0.1,
    ...more,
  });

let sent: unknown[] = [];
let answer: (data: unknown, path: string) => unknown = () => overview();

apiFetch.setFetchHandler(async ({ path = '', data }) => {
  sent.push(data ?? path);
  return answer(data, path);
});

beforeEach(() => {
  sent = [];
});

const RUNNING = run([], { state: 'running' });

describe('a screen that is open', () => {
  it('takes the steps until the run is over', async () => {
    let left = 3;
    answer = () => {
      left -= 1;
      return overview({ progress: 'worked', active: left > 0 ? { ...RUNNING, started_at: left } : null });
    };
    await dispatch(benchmarkStore).act({ do: 'start' });
    await dispatch(benchmarkStore).watch();
    await dispatch(benchmarkStore).drive();
    await dispatch(benchmarkStore).leave();
    expect(sent).toEqual([{ do: 'start' }, { do: 'step' }, { do: 'step' }]);
    expect(select(benchmarkStore).getOverview()?.active).toBeNull();
  });

  it('takes none when nobody looks any more', async () => {
    answer = () => overview({ progress: 'worked', active: RUNNING });
    await dispatch(benchmarkStore).act({ do: 'start' });
    await dispatch(benchmarkStore).drive();
    expect(sent).toEqual([{ do: 'start' }]);
  });

  it('waits before it asks a busy host again', async () => {
    vi.useFakeTimers();
    const answers = [
      overview({ progress: null, active: RUNNING }),
      overview({ progress: 'waiting', active: RUNNING }),
      overview({ progress: 'worked', active: null }),
    ];
    answer = () => answers.shift();
    await dispatch(benchmarkStore).act({ do: 'start' });
    await dispatch(benchmarkStore).watch();
    const driving = dispatch(benchmarkStore).drive();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_000);
    await driving;
    await dispatch(benchmarkStore).leave();
    vi.useRealTimers();
    expect(sent).toHaveLength(3);
  });

  it('keeps what a button was answered when a step comes late', async () => {
    let answerStep: (value: unknown) => void = () => {};
    answer = (data) =>
      JSON.stringify(data) === '{"do":"step"}'
        ? new Promise((done) => {
            answerStep = done;
          })
        : overview({ active: JSON.stringify(data) === '{"do":"start"}' ? RUNNING : null });
    await dispatch(benchmarkStore).act({ do: 'start' });
    await dispatch(benchmarkStore).watch();
    const driving = dispatch(benchmarkStore).drive();
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    await dispatch(benchmarkStore).act({ do: 'cancel' });
    answerStep(overview({ progress: 'worked', active: RUNNING }));
    await driving;
    await dispatch(benchmarkStore).leave();
    expect(select(benchmarkStore).getOverview()?.active).toBeNull();
  });
});

describe('a refusal', () => {
  it('keeps its word, so that the screen can say what helps, and the runs stay', async () => {
    answer = () => overview({ runs: [run([{}])] });
    await dispatch(benchmarkStore).look();
    answer = () => {
      throw { ok: false, error: 'one_at_a_time', details: [{ path: '', message: 'Use a shell.' }] };
    };
    expect(await dispatch(benchmarkStore).act({ do: 'start' })).toBe(false);
    expect(select(benchmarkStore).getFailure()).toEqual({ code: 'one_at_a_time', message: 'Use a shell.' });
    expect(select(benchmarkStore).getBusy()).toBeNull();
    expect(select(benchmarkStore).getOverview()?.runs).toHaveLength(1);
  });
});

describe('two runs side by side', () => {
  it('are asked for in their order', async () => {
    answer = () => ({ ok: true, same_host: true, rows: [] });
    await dispatch(benchmarkRunStore).compare('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb');
    expect(String(sent[0])).toContain('/benchmark/compare?before=aaaaaaaaaaaaaaaa&after=bbbbbbbbbbbbbbbb');
    const told = select(benchmarkRunStore).getComparison('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb');
    expect(told).toEqual({ value: { ok: true, same_host: true, rows: [] }, failure: null });
  });
});
