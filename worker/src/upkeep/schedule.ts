/** What happens without a visitor: lists that are due are warmed, ledgers forget, rows that are too old go. */
import { READ_TIMEOUT } from '../keeper.ts';
import { LONGEST_LIFE } from '../ledger/generation-store.ts';
import { openLedger } from '../ledger/open.ts';
import { stepBackDue } from '../rollout/step-back.ts';
import { requeueExpired } from '../sandbox/allocations.ts';
import { DATA_LEDGER } from '../service/data-key.ts';
import { pageAsker } from '../warm/page-asker.ts';
import { run } from '../warm/run.ts';
import { type Turn, WarmingList } from '../warm/warming-list.ts';
import { unixTime } from '../world.ts';
import type { Isolate } from './isolate.ts';
import { removeProbedPages } from './probed-pages.ts';
import { prune } from './prune.ts';
import { takeTurns } from './turns.ts';

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
    const asker = await pageAsker(isolate, site);
    if (asker === null || !asker.options.enableWarming) continue;
    const bounds = { concurrent: 2, until, retries: asker.options.maxRetries };
    asked += (await run(asker.ask, paths, bounds, world)).length;
  }
  return asked;
}

/** The cron trigger. One task that fails leaves the others alone, and is there again the next time. */
export async function onSchedule(isolate: Isolate): Promise<void> {
  const { edge, env } = isolate;
  await attempt('warming', () => warmDue(isolate));
  await attempt('figures', () => edge.flush.flush(env.CONTROL));
  await attempt('rollouts', () => stepBackDue(isolate));
  await attempt('pruning', () => prune(env.CONTROL, edge.world, env.RETENTION_DAYS));
  await attempt('sandbox', () => env.CONTROL.batch(requeueExpired(env.CONTROL, unixTime(edge.world))));
  await attempt('compaction', () => compactDue(isolate));
  await attempt('probed-pages', () => removeProbedPages(env.CACHE_R2, edge.world));
}

/** Has the ledgers whose turn it is forget what matters to nothing that is alive, and that of the Worker's own data. */
async function compactDue({ edge, env }: Isolate): Promise<void> {
  const { world } = edge;
  const ledger = openLedger(env, world);
  for (const site of [...(await takeTurns(env.CONTROL, world.now())), DATA_LEDGER])
    await ledger.compact(site, unixTime(world) - LONGEST_LIFE);
}

async function attempt(task: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.warn('upkeep-failed', task, error instanceof Error ? error.message : 'unknown');
  }
}
