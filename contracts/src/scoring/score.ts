/**
 * The score of one candidate (design 04, "Benchmark and profiles"). The only place where the formulas are: Worker,
 * wp-admin and scripts all import it. Sums are evaluated left to right, so that every runtime rounds alike.
 */
import type { Components, Metrics } from '../benchmark.ts';

/** What is best, and from where on it is as bad as can be. */
export const BOUNDS = {
  p50_latency_ms: [40, 1200],
  p95_latency_ms: [80, 2500],
  p99_latency_ms: [120, 4000],
  origin_cpu_pct: [10, 95],
  origin_query_count: [10, 250],
  purge_mttr_ms: [50, 5000],
} as const;

/** How much each part counts. */
export const WEIGHTS = { latency: 0.6, origin_load: 0.2, cache_hit_quality: 0.1, purge_mttr: 0.1 } as const;

/** 1 at or below the ideal, 0 at or above the worst, linear between; 0 for what is no number. */
export function low(value: number, ideal: number, worst: number): number {
  if (!Number.isFinite(value)) return 0;
  if (value <= ideal) return 1;
  if (value >= worst) return 0;
  return (worst - value) / (worst - ideal);
}

/** The four parts of a score, each 0..1. */
export function componentsOf(metrics: Metrics): Components {
  const part = (name: keyof typeof BOUNDS) => low(metrics[name], BOUNDS[name][0], BOUNDS[name][1]);
  const edge = ratio(metrics.edge_hit_ratio);
  const r2 = metrics.r2_hit_ratio == null ? edge : ratio(metrics.r2_hit_ratio);
  return {
    latency: 0.2 * part('p50_latency_ms') + 0.6 * part('p95_latency_ms') + 0.2 * part('p99_latency_ms'),
    origin_load: 0.5 * part('origin_cpu_pct') + 0.5 * part('origin_query_count'),
    cache_hit_quality: 0.7 * edge + 0.3 * r2,
    purge_mttr: part('purge_mttr_ms'),
  };
}

/** The score without what shared samples add. */
export function baseScore({ latency, origin_load, cache_hit_quality, purge_mttr }: Components): number {
  return (
    WEIGHTS.latency * latency +
    WEIGHTS.origin_load * origin_load +
    WEIGHTS.cache_hit_quality * cache_hit_quality +
    WEIGHTS.purge_mttr * purge_mttr
  );
}

function ratio(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
