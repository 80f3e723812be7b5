/** Percentiles from buckets, the score, and what a schedule does with figures. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import { WarmAccepted } from '@dynamic-cache/contracts/cache-api';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Count } from '../../src/metrics/counters.ts';
import { BOUNDS, bucketOf, latencyOfAll, percentile } from '../../src/metrics/histogram.ts';
import { MetricsStore } from '../../src/metrics/metrics-store.ts';
import { summarise } from '../../src/metrics/summary.ts';
import { post } from '../support/management-call.ts';
import { standWith } from '../support/page-stand.ts';

function bucketsOf(durations: number[]): number[] {
  const counts = Array<number>(BOUNDS.length + 1).fill(0);
  for (const duration of durations) counts[bucketOf(duration)] = (counts[bucketOf(duration)] ?? 0) + 1;
  return counts;
}

describe('a percentile from buckets', () => {
  it('lies in the bucket of the exact one, whatever was measured', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const durations = Array.from({ length: 1 + (seed % 37) }, (_, n) => (seed * 7919 * (n + 1)) % 9973);
      const exact = latencyOfAll(durations);
      for (const [share, value] of [
        [0.5, exact.p50_ms],
        [0.95, exact.p95_ms],
        [0.99, exact.p99_ms],
      ] as const) {
        expect(bucketOf(percentile(bucketsOf(durations), share) ?? -1)).toBe(bucketOf(value ?? -2));
      }
    }
  });

  it('of nothing is none, and of what is slower than all bounds the last bound', () => {
    expect(percentile(bucketsOf([]), 0.5)).toBeNull();
    expect(percentile(bucketsOf([99_999]), 0.5)).toBe(10_000);
  });
});

describe('the health score', () => {
  const healthOf = (named: Record<string, number>) => {
    const counts: Count[] = Object.entries(named).map(([name, value]) => ({
      site: 's',
      subject: 'route:zone',
      name,
      value,
    }));
    return summarise(counts).health;
  };

  it.each([
    [{ hit: 100, 'le:0': 100 }, 100, 'excellent'],
    [{ hit: 70, miss: 30, 'le:5': 100 }, 85, 'excellent'],
    [{ hit: 50, miss: 50, 'le:5': 100 }, 75, 'good'],
    [{ hit: 10, miss: 90, 'le:5': 100 }, 55, 'poor'],
    [{ miss: 100, 'le:13': 100, error: 50 }, 0, 'critical'],
    [{ bypass: 100, 'le:0': 100 }, 100, 'excellent'],
  ])('of %j is %i: %s', (named, score, grade) => {
    expect(healthOf(named)).toEqual({ score, grade });
  });
});

describe('the cron trigger', () => {
  it('warms what is due, and deletes figures that are older than they are kept', async () => {
    const stand = await standWith();
    await post(stand, 'warm', { paths: ['/a/'], warmingIntervalMs: 60_000 }, WarmAccepted);
    await stand.visit('/a/');
    stand.world.pass(61);
    await stand.visit('/a/');
    const figures = () => new MetricsStore(stand.env.CONTROL, stand.world).ofSite(stand.siteId, 24 * 365);
    expect(await figures()).not.toEqual([]);
    await stand.purge({ everything: true });
    const asked = stand.wordpress.requests.length;
    stand.world.pass(31 * 86_400);
    const context = createExecutionContext();
    await createApp(stand.world).scheduled(createScheduledController(), stand.env, context);
    await waitOnExecutionContext(context);
    expect([
      stand.wordpress.requests.length,
      (await figures()).filter(({ subject }) => subject === 'route:zone'),
    ]).toEqual([asked + 1, []]);
  });
});
