/** A sample with its score, as one row. Pure. */
import type { PageSample } from '@dynamic-cache/contracts/loadtests';
import { hardGateFailures } from '@dynamic-cache/contracts/scoring/gates';
import { baseScore, componentsOf } from '@dynamic-cache/contracts/scoring/score';

export type ScoredSample = ReturnType<typeof scoredSample>;

/** The same model as for a host's own benchmark, without the bonus: that one is made of these samples. */
export function scoredSample({ page_path, ttl_seconds, metrics, gates }: PageSample) {
  const failures = hardGateFailures(gates);
  const passed = failures.length === 0;
  return {
    page_path,
    ttl_seconds,
    ...metrics,
    passed: passed ? 1 : 0,
    hard_gate_failures: JSON.stringify(failures),
    score: passed ? baseScore(componentsOf(metrics)) : null,
  };
}
