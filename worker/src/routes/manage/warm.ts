/** `POST /api/cache/warm` and `/optimize`. */
import {
  OptimizeAnswer,
  OptimizeRequest,
  WarmAccepted,
  WarmRequest,
} from '@dynamic-cache/contracts/cache-api';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { ApiFailure } from '../../failure.ts';
import { insightsOf } from '../../metrics/insights.ts';
import { MetricsStore } from '../../metrics/metrics-store.ts';
import { pageAsker } from '../../warm/page-asker.ts';
import { run } from '../../warm/run.ts';
import { WarmingList } from '../../warm/warming-list.ts';
import { unixTime } from '../../world.ts';
import { summaryOf, targetOf } from './metrics.ts';
import { isolateOf, NO_STORE, once, ownBody, ownSite } from './signed-body.ts';

/** What runs behind an answer ends after thirty seconds on Cloudflare. */
const LONGEST = 25_000;

/** Answers at once; the pages are asked for behind the answer. */
export async function warm(c: Context<App>): Promise<Response> {
  const { paths, concurrent, warmingIntervalMs, keep } = ownBody(c, WarmRequest);
  const site = ownSite(c);
  const { world } = c.get('edge');
  const isolate = isolateOf(c);
  const asker = await pageAsker(isolate, site);
  if (asker === null)
    throw new ApiFailure('site_not_found', [{ path: 'site_id', message: 'has no configuration' }]);
  const list = new WarmingList(c.env.CONTROL);
  const { options } = asker;
  const interval = warmingIntervalMs ?? (keep === true ? options.warmingIntervalMs : null);
  const accepted = await once(c, {
    action: 'cache.warm',
    detail: { paths: paths.length, interval },
    effect:
      interval === null
        ? () => []
        : interval === 0
          ? list.drop(site)
          : list.keep(site, paths, interval, world.now()),
    answer: { ok: true as const, accepted: paths.length, warmingIntervalMs: interval },
    schema: WarmAccepted,
  });
  const bounds = { concurrent: concurrent ?? 2, until: world.now() + LONGEST, retries: options.maxRetries };
  isolate.background(run(asker.ask, [...new Set(paths)], bounds, world));
  return c.json(accepted, 202, NO_STORE);
}

/** Frees what is of no use any more, and says what would make the cache better. Changes no setting. */
export async function optimize(c: Context<App>): Promise<Response> {
  ownBody(c, OptimizeRequest);
  const { world, memory, flush } = c.get('edge');
  const summary = await summaryOf(c, 24 * 7);
  const site = ownSite(c);
  const expired = memory.dropExpired(site, unixTime(world));
  await flush.flush(c.env.CONTROL);
  const { meta } = await new MetricsStore(c.env.CONTROL, world).sweep().run();
  const answer = await once(c, {
    action: 'cache.optimize',
    detail: {},
    effect: () => [],
    answer: {
      ok: true as const,
      done: [
        { action: 'expired pages dropped from this isolate’s memory', count: expired },
        { action: 'old rows of figures deleted', count: meta.changes },
      ],
      suggestions: insightsOf(summary, await targetOf(c)),
    },
    schema: OptimizeAnswer,
  });
  return c.json(answer, 200, NO_STORE);
}
