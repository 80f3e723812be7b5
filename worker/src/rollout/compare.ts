/** Whether the group with the new strategy fares worse than the other. Pure: the same figures, the same verdict. */
import type { RolloutFigures, RolloutFinding, RolloutGroup } from '@dynamic-cache/contracts/rollout';

/** What two groups are compared by. */
export type Fared = Pick<RolloutGroup, 'requests' | 'hits' | 'errors' | 'latency'>;

export type Comparison = Pick<RolloutFigures, 'verdict' | 'findings'>;

/**
 * A difference counts when it matters and when it is no chance: in standard errors of the difference of two shares. At
 * three, one comparison in 700 of equal groups would be wrong, and what matters besides makes it far fewer.
 */
const CERTAIN = 3;
/** Share of answers that are errors: one in a hundred more. */
const ERRORS = 0.01;
/** Share of answers from the cache: five in a hundred less. */
const HITS = 0.05;
/** The 95th percentile: half as long again, and 50 ms more, which is more than two neighbouring buckets of fast answers differ. */
const SLOWER = 1.5;
const SLOWER_MS = 50;

export function compare(current: Fared, next: Fared, minRequests: number): Comparison {
  if (Math.min(current.requests, next.requests) < minRequests) return { verdict: 'too-few', findings: [] };
  const findings = [
    ...worseShare('errors', ERRORS, [next.errors, next.requests], [current.errors, current.requests]),
    ...worseShare(
      'misses',
      HITS,
      [next.requests - next.hits, next.requests],
      [current.requests - current.hits, current.requests],
    ),
    ...slower(current.latency.p95_ms, next.latency.p95_ms),
  ];
  return { verdict: findings.length > 0 ? 'worse' : 'no-worse', findings };
}

type Share = readonly [number, number];

/** More of something bad, by more than `matters`. */
function worseShare(
  code: 'errors' | 'misses',
  matters: number,
  [n, of]: Share,
  [m, ofOthers]: Share,
): RolloutFinding[] {
  const [next, current] = [n / of, m / ofOthers];
  const more = next - current;
  const pooled = (n + m) / (of + ofOthers);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / ofOthers));
  if (more <= matters || more < CERTAIN * deviation) return [];
  return [{ code, next, current }];
}

function slower(current: number | null, next: number | null): RolloutFinding[] {
  if (current === null || next === null) return [];
  if (next <= current * SLOWER || next <= current + SLOWER_MS) return [];
  return [{ code: 'slower', next_ms: next, current_ms: current }];
}
