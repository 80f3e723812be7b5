/** What must hold for the score of whatever is measured. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, Metrics } from '../src/benchmark.ts';
import { evaluate } from '../src/scoring/evaluate.ts';
import type { Gates } from '../src/scoring/gates.ts';
import { hardGateFailures } from '../src/scoring/gates.ts';
import { baseScore, componentsOf, low } from '../src/scoring/score.ts';
import { sharedBonuses } from '../src/scoring/shared-bonus.ts';
import { anyCandidate, anyMetrics, anySamples } from './candidates.ts';

const PASSED: Gates = {
  digest_mismatch: false,
  personalized_cache_leak: false,
  purge_within_window: true,
  cache_key_collision: false,
};
const METRICS: Metrics = {
  p50_latency_ms: 100,
  p95_latency_ms: 200,
  p99_latency_ms: 300,
  origin_cpu_pct: 20,
  origin_query_count: 20,
  edge_hit_ratio: 0.9,
  purge_mttr_ms: 100,
};
const candidate = (changes: Partial<Candidate>): Candidate => ({
  strategy: 'edge-balanced',
  ttl_seconds: 300,
  metrics: METRICS,
  gates: PASSED,
  ...changes,
});
const scoreOf = (metrics: Metrics) => baseScore(componentsOf(metrics));

describe('the score of any metrics', () => {
  const lowerIsBetter = [
    'p50_latency_ms',
    'p95_latency_ms',
    'p99_latency_ms',
    'origin_cpu_pct',
    'origin_query_count',
    'purge_mttr_ms',
  ] as const;
  const value = fc.double({ min: 0, max: 6000, noNaN: true });

  it.each(lowerIsBetter)('never falls when %s falls', (name) => {
    fc.assert(
      fc.property(anyMetrics, value, value, (metrics, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(scoreOf({ ...metrics, [name]: less })).toBeGreaterThanOrEqual(
          scoreOf({ ...metrics, [name]: more }),
        );
      }),
    );
  });

  it.each(['edge_hit_ratio', 'r2_hit_ratio'] as const)('never falls when %s rises', (name) => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyMetrics, share, share, (metrics, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(scoreOf({ ...metrics, [name]: more })).toBeGreaterThanOrEqual(
          scoreOf({ ...metrics, [name]: less }),
        );
      }),
    );
  });

  it.each(lowerIsBetter)('really rises when %s falls between its bounds', (name) => {
    expect(scoreOf({ ...METRICS, [name]: 60 })).toBeGreaterThan(scoreOf({ ...METRICS, [name]: 900 }));
  });

  it('is at least 0 and at most 1, and with the bonus at most 1.12', () => {
    fc.assert(
      fc.property(
        fc.array(anyCandidate, { minLength: 1, maxLength: 4 }),
        anySamples,
        (candidates, samples) => {
          for (const { base, score, shared_bonus } of evaluate(candidates, samples).ranked) {
            expect(base).toBeGreaterThanOrEqual(0);
            expect(base).toBeLessThanOrEqual(1 + 1e-12);
            expect(shared_bonus).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1.12 + 1e-12);
          }
        },
      ),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d counts as the worst',
    (figure) => {
      expect(low(figure, 40, 1200)).toBe(0);
      const ratios = { ...METRICS, edge_hit_ratio: figure, r2_hit_ratio: figure };
      expect(componentsOf(ratios).cache_hit_quality).toBe(0);
    },
  );

  it('ratios outside 0..1 are clamped, each for itself', () => {
    expect(componentsOf({ ...METRICS, edge_hit_ratio: 3, r2_hit_ratio: -1 }).cache_hit_quality).toBeCloseTo(
      0.7,
      15,
    );
  });
});

describe('the evaluation of candidates', () => {
  it('does not depend on their order, and says the same each time', () => {
    const candidates = fc.array(anyCandidate, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(candidates, anySamples, fc.infiniteStream(fc.nat()), (given, samples, chance) => {
        const shuffled = given
          .map((one) => ({ one, at: chance.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const first = evaluate(given, samples);
        expect(evaluate(given, samples)).toEqual(first);
        expect(evaluate(shuffled, [...samples].reverse())).toEqual(first);
      }),
    );
  });

  it('lists the gates that failed in one order', () => {
    const all = {
      digest_mismatch: true,
      personalized_cache_leak: true,
      purge_within_window: false,
      cache_key_collision: true,
    };
    expect(hardGateFailures(all)).toEqual([
      'digest_mismatch',
      'personalized_cache_leak',
      'purge_exceeded_window',
      'cache_key_collision',
    ]);
    expect(hardGateFailures(PASSED)).toEqual([]);
  });

  it.each([
    'digest_mismatch',
    'personalized_cache_leak',
    'purge_within_window',
    'cache_key_collision',
  ] as const)('a failed %s keeps the fastest out', (gate) => {
    const fast = { ...METRICS, p50_latency_ms: 1, p95_latency_ms: 1, p99_latency_ms: 1 };
    const unsafe = candidate({ metrics: fast, gates: { ...PASSED, [gate]: !PASSED[gate] } });
    const { ranked, rejected } = evaluate([unsafe, candidate({ strategy: 'origin-disk' })], []);
    expect(ranked.map((one) => one.candidate.strategy)).toEqual(['origin-disk']);
    expect(rejected).toHaveLength(1);
  });

  it('breaks a tie by lower p95, then by the order of strategies, then by the shorter life', () => {
    const best = (...candidates: Candidate[]) => evaluate(candidates, []).ranked[0]?.candidate;
    const slow = { ...METRICS, p95_latency_ms: 79 };
    const fast = { ...METRICS, p95_latency_ms: 20 };
    expect(
      best(candidate({ metrics: slow, strategy: 'origin-disk' }), candidate({ metrics: fast }))?.metrics,
    ).toEqual(fast);
    expect(
      best(candidate({ strategy: 'edge-r2', ttl_seconds: 60 }), candidate({ strategy: 'object-cache' }))
        ?.strategy,
    ).toBe('object-cache');
    expect(best(candidate({ ttl_seconds: 600 }), candidate({ ttl_seconds: 60 }))?.ttl_seconds).toBe(60);
  });
});

describe('the bonus of shared samples', () => {
  const sample = (
    strategy: 'origin-disk' | 'edge-r2' | 'edge-balanced',
    passing_samples: number,
    avg_p95_latency_ms: number,
  ) => ({
    strategy,
    passing_samples,
    avg_p95_latency_ms,
  });

  it('is the one on paper', () => {
    const bonuses = sharedBonuses([
      sample('edge-balanced', 20, 200),
      sample('origin-disk', 50, 600),
      sample('edge-r2', 80, 300),
    ]);
    expect(bonuses).toEqual({ 'origin-disk': 0, 'object-cache': 0, 'edge-balanced': 0.06, 'edge-r2': 0.09 });
  });

  it.each([
    ['one strategy alone', [sample('edge-r2', 500, 10)]],
    ['a second one without a passing sample', [sample('edge-r2', 500, 10), sample('origin-disk', 0, 900)]],
    ['less than a millisecond between them', [sample('edge-r2', 500, 10), sample('origin-disk', 500, 10.99)]],
  ])('is nothing with %s', (_, samples) => {
    expect(Object.values(sharedBonuses(samples))).toEqual([0, 0, 0, 0]);
  });

  it('is there from one millisecond on', () => {
    expect(sharedBonuses([sample('edge-r2', 40, 10), sample('origin-disk', 40, 11)])['edge-r2']).toBe(0.12);
  });

  it('can lift a candidate over another one', () => {
    const slower = candidate({ strategy: 'edge-r2', metrics: { ...METRICS, p95_latency_ms: 220 } });
    const samples = [sample('edge-r2', 40, 100), sample('edge-balanced', 40, 200)];
    expect(evaluate([slower, candidate({})], []).ranked[0]?.candidate.strategy).toBe('edge-balanced');
    expect(evaluate([slower, candidate({})], samples).ranked[0]?.candidate.strategy).toBe('edge-r2');
  });
});
