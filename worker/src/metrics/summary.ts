/** Counts made readable: per route, per tier, in total, and as one score. Pure. */
import type { Health, RouteMetrics, TierMetrics } from '@dynamic-cache/contracts/cache-api';
import type { Count } from './counters.ts';
import { BOUNDS, latencyOf } from './histogram.ts';

export interface Summary {
  health: Health;
  total: RouteMetrics;
  routes: RouteMetrics[];
  tiers: TierMetrics[];
}

export type Named = ReadonlyMap<string, number>;

export function summarise(counts: readonly Count[]): Summary {
  const routes = groups(counts, 'route:').map(([route, named]) => routeOf(route, named));
  const tiers = groups(counts, 'tier:').map(([tier, named]) => tierOf(tier, named));
  const total = routeOf('total', sumOf(counts.filter(({ subject }) => subject.startsWith('route:'))));
  return { health: healthOf(total), total, routes, tiers };
}

/** Share of the answers that the cache could give which it gave; null without any. */
export function hitRatio(hits: number, others: number): number | null {
  const all = hits + others;
  return all === 0 ? null : Math.round((hits / all) * 10_000) / 10_000;
}

/** 1 at or below `ideal`, 0 at or above `worst`, linear between. */
function low(value: number, ideal: number, worst: number): number {
  return Math.min(1, Math.max(0, (worst - value) / (worst - ideal)));
}

/**
 * 0–100: half for the hit ratio, three tenths for the 95th percentile (50 ms to 2 s), two tenths for errors (none to 5 %).
 * Bypasses are nobody's misses and do not count. Without a visit there is nothing to judge.
 */
export function healthOf({ hit_ratio, latency, errors, requests }: RouteMetrics): Health {
  if (requests === 0) return { score: null, grade: 'unknown' };
  const speed = latency.p95_ms === null ? 1 : low(latency.p95_ms, 50, 2000);
  const score = Math.round(
    100 * (0.5 * (hit_ratio ?? 1) + 0.3 * speed + 0.2 * low(errors / requests, 0, 0.05)),
  );
  return {
    score,
    grade: score >= 85 ? 'excellent' : score >= 70 ? 'good' : score >= 50 ? 'poor' : 'critical',
  };
}

function routeOf(route: string, named: Named): RouteMetrics {
  const of = (name: string) => named.get(name) ?? 0;
  const [hits, misses, stale, bypasses] = [of('hit'), of('miss'), of('stale'), of('bypass')];
  const reasons = [...named].flatMap(([name, n]) =>
    name.startsWith('why:') ? [[name.slice(4), n] as const] : [],
  );
  return {
    route,
    requests: hits + misses + stale + bypasses,
    hits,
    misses,
    stale,
    bypasses,
    errors: of('error'),
    collapsed: of('collapsed'),
    refresh_failures: of('refresh-failed'),
    bytes: of('bytes'),
    hit_ratio: hitRatio(hits + stale, misses),
    latency: latencyOf(bucketsOf(named)),
    reasons: Object.fromEntries(reasons.sort(([, a], [, b]) => b - a)),
  };
}

function tierOf(tier: string, named: Named): TierMetrics {
  const [hits, misses, faults] = ['hit', 'miss', 'fault'].map((name) => named.get(name) ?? 0);
  return {
    tier,
    hits: hits ?? 0,
    misses: misses ?? 0,
    faults: faults ?? 0,
    hit_ratio: hitRatio(hits ?? 0, (misses ?? 0) + (faults ?? 0)),
    latency: latencyOf(bucketsOf(named)),
  };
}

/** Counts of the histogram. */
export function bucketsOf(named: Named): number[] {
  return Array.from({ length: BOUNDS.length + 1 }, (_, at) => named.get(`le:${at}`) ?? 0);
}

function groups(counts: readonly Count[], prefix: string): [string, Named][] {
  const subjects = [...new Set(counts.map(({ subject }) => subject))]
    .filter((s) => s.startsWith(prefix))
    .sort();
  return subjects.map((subject) => [
    subject.slice(prefix.length),
    sumOf(counts.filter((count) => count.subject === subject)),
  ]);
}

/** Name → sum. */
export function sumOf(counts: readonly Count[]): Named {
  const sums = new Map<string, number>();
  for (const { name, value } of counts) sums.set(name, (sums.get(name) ?? 0) + value);
  return sums;
}
