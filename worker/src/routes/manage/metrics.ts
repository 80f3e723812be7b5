/** `GET /api/cache/metrics` and `/insights`: what all isolates have counted, and what it means. */
import { type InsightsAnswer, type MetricsAnswer, MetricsQuery } from '@dynamic-cache/contracts/cache-api';
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import type { RolloutFigures } from '@dynamic-cache/contracts/rollout';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { behind } from '../../control/behind.ts';
import { insightsOf } from '../../metrics/insights.ts';
import { MetricsStore } from '../../metrics/metrics-store.ts';
import { type Summary, summarise } from '../../metrics/summary.ts';
import { figuresOf } from '../../rollout/figures.ts';
import { NO_STORE, ownSite, queryOf } from './signed-body.ts';

export async function metrics(c: Context<App>): Promise<Response> {
  const { hours } = queryOf(c, MetricsQuery);
  const answer: MetricsAnswer = {
    ok: true,
    measured: 'io-wait',
    hours,
    ...(await summaryOf(c, hours)),
    rollout: await rolloutOf(c),
    data: c.get('edge').service.stats(),
  };
  return c.json(answer, 200, NO_STORE);
}

export async function insights(c: Context<App>): Promise<Response> {
  const { hours } = queryOf(c, MetricsQuery);
  const summary = await summaryOf(c, hours);
  const answer: InsightsAnswer = {
    ok: true,
    health: summary.health,
    insights: insightsOf(summary, await targetOf(c)),
  };
  return c.json(answer, 200, NO_STORE);
}

/** How the groups of the site's rollout compare. */
async function rolloutOf(c: Context<App>): Promise<RolloutFigures | null> {
  const { sites, world, counters } = c.get('edge');
  const kept = await sites.byId(ownSite(c), c.env, behind(c));
  const site = kept.state === 'none' ? null : kept.value.site;
  if (site?.config?.cache.rollout === undefined) return null;
  return figuresOf(c.env.CONTROL, world, site, counters.ofSite(site.id));
}

/** Percent; below it an insight says so. */
export async function targetOf(c: Context<App>): Promise<number> {
  const kept = await c.get('edge').sites.byId(ownSite(c), c.env, behind(c));
  const config = kept.state === 'none' ? null : (kept.value.site?.config ?? null);
  return (config?.cache ?? CacheOptions.parse({})).targetHitRate;
}

/** What was written down, and what this isolate has counted since. */
export async function summaryOf(c: Context<App>, hours: number): Promise<Summary> {
  const { world, counters } = c.get('edge');
  const site = ownSite(c);
  const written = await new MetricsStore(c.env.CONTROL, world).ofSite(site, hours);
  return summarise([...written, ...counters.ofSite(site)]);
}
