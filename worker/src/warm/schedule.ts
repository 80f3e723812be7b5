/** What happens without a visitor: lists that are due are warmed, what is over is put away, what is too old goes. */
import type { Bindings } from '../context.ts';
import { prune } from '../control/retention.ts';
import type { Edge } from '../edge.ts';
import { READ_TIMEOUT } from '../keeper.ts';
import { MetricsStore } from '../metrics/metrics-store.ts';
import { requeueExpired } from '../sandbox/allocations.ts';
import { type Background, unixTime } from '../world.ts';
import { type Chain, pageAsker } from './page-asker.ts';
import { run } from './run.ts';
import { type Turn, WarmingList } from './warming-list.ts';

export interface Isolate {
  edge: Edge;
  env: Bindings;
  background: Background;
  chain: Chain;
}

/** A run of the cron trigger has fifteen minutes; this one takes less than its interval. */
const LONGEST_RUN = 120_000;

/** Warms what is due; whoever comes first takes the turn of a site. Answers how many pages were asked for. */
export async function warmDue(isolate: Isolate): Promise<number> {
  const { edge, env } = isolate;
  const { world } = edge;
  const until = world.now() + LONGEST_RUN;
  let asked = 0;
  // A database that hangs must not hold an isolate that has just begun.
  const late = world.sleep(READ_TIMEOUT).then((): Turn[] => []);
  const due = await Promise.race([new WarmingList(env.CONTROL).takeDue(world.now()), late]);
  for (const { site, paths } of due) {
    const ask = await pageAsker(isolate, site);
    if (ask !== null) asked += (await run(ask, paths, { concurrent: 2, until }, world)).length;
  }
  return asked;
}

/** The cron trigger. */
export async function onSchedule(isolate: Isolate): Promise<void> {
  const { edge, env } = isolate;
  await warmDue(isolate);
  await edge.flush.flush(env.CONTROL);
  await new MetricsStore(env.CONTROL, edge.world).prune();
  const now = unixTime(edge.world);
  await env.CONTROL.batch(requeueExpired(env.CONTROL, now));
  await prune(env.CONTROL, now, env.RETENTION_DAYS);
}
