/** Latencies as counts in buckets: they can be added up over isolates and hours, and give percentiles. Pure. */
import type { Latency } from '@dynamic-cache/contracts/measured';

/** Upper bounds in milliseconds; what is slower falls into the last, open one. */
export const BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const;

/** Index of the bucket of a duration. */
export function bucketOf(milliseconds: number): number {
  const at = BOUNDS.findIndex((bound) => milliseconds <= bound);
  return at < 0 ? BOUNDS.length : at;
}

/** The percentile, evenly spread within its bucket; null without a measurement. The open bucket says its lower bound. */
export function percentile(counts: readonly number[], share: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let below = 0;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && below + count >= share * all) {
      const low = at === 0 ? 0 : (BOUNDS[at - 1] ?? 0);
      const high = BOUNDS[at] ?? low;
      return round(low + (high - low) * ((share * all - below) / count));
    }
    below += count;
  }
  return BOUNDS.at(-1) ?? null;
}

export function latencyOf(counts: readonly number[]): Latency {
  return {
    p50_ms: percentile(counts, 0.5),
    p95_ms: percentile(counts, 0.95),
    p99_ms: percentile(counts, 0.99),
  };
}

/** Exact percentiles of single measurements (nearest rank). */
export function latencyOfAll(durations: readonly number[]): Latency {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : round(value);
  };
  return { p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
