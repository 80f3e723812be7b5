/** Candidates and samples by chance, with the bounds of the formulas hit on purpose. */
import fc from 'fast-check';
import type { Candidate, Metrics } from '../src/benchmark.ts';
import { BOUNDS } from '../src/scoring/score.ts';
import type { StrategySamples } from '../src/scoring/shared-bonus.ts';
import { Strategy } from '../src/settings.ts';

function around([ideal, worst]: readonly [number, number]) {
  return fc.oneof(
    fc.constantFrom(0, ideal, worst, ideal - 1e-9, worst + 1e-9),
    fc.double({ min: ideal, max: worst, noNaN: true }),
    fc.double({ min: 0, max: 1e9, noNaN: true }),
  );
}

const ratio = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

export const anyMetrics: fc.Arbitrary<Metrics> = fc.record(
  {
    p50_latency_ms: around(BOUNDS.p50_latency_ms),
    p95_latency_ms: around(BOUNDS.p95_latency_ms),
    p99_latency_ms: around(BOUNDS.p99_latency_ms),
    origin_cpu_pct: around(BOUNDS.origin_cpu_pct),
    origin_query_count: around(BOUNDS.origin_query_count),
    edge_hit_ratio: ratio,
    r2_hit_ratio: ratio,
    purge_mttr_ms: around(BOUNDS.purge_mttr_ms),
  },
  {
    requiredKeys: [
      'p50_latency_ms',
      'p95_latency_ms',
      'p99_latency_ms',
      'origin_cpu_pct',
      'origin_query_count',
      'edge_hit_ratio',
      'purge_mttr_ms',
    ],
  },
);

const rarely = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);

export const anyGates = fc.record({
  digest_mismatch: rarely,
  personalized_cache_leak: rarely,
  purge_within_window: rarely.map((fails) => !fails),
  cache_key_collision: rarely,
});

export const anyCandidate: fc.Arbitrary<Candidate> = fc.record({
  strategy: fc.constantFrom(...Strategy.options),
  ttl_seconds: fc.integer({ min: 1, max: 2_592_000 }),
  metrics: anyMetrics,
  gates: anyGates,
});

export const anySamples: fc.Arbitrary<StrategySamples[]> = fc.uniqueArray(
  fc.record({
    strategy: fc.constantFrom(...Strategy.options),
    passing_samples: fc.oneof(fc.constantFrom(0, 1, 39, 40, 41), fc.nat(100_000)),
    avg_p95_latency_ms: fc.oneof(
      fc.constantFrom(100, 100.5, 101),
      fc.double({ min: 0, max: 5000, noNaN: true }),
    ),
  }),
  { selector: ({ strategy }) => strategy },
);
