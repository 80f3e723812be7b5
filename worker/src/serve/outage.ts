/**
 * Pages while the ledger has not answered for a minute. Nobody knows what was purged since, so a copy is shown as stale,
 * and WordPress is asked for each page that is visited, once in ten seconds by an isolate: never a stampede, and never a
 * page that is older than that. What comes back is kept in memory under the position of the last view. That is the
 * token from before the fetch, only older than it need be: when the ledger answers again, every purge that was missed
 * still counts against it.
 */
import type { Entry } from '../cache/entry.ts';
import { judge } from '../cache/verdict.ts';
import type { LedgerView } from '../cache/view.ts';
import { OriginTier, OriginUnreachable } from '../tiers/origin.ts';
import type { Found } from '../tiers/tier.ts';
import { unixTime } from '../world.ts';
import { pageResponse } from './answer.ts';
import { landingOf, longestLife } from './fill.ts';
import { passThrough } from './pass-through.ts';
import type { Page } from './stored.ts';
import { variantCookies } from './visit.ts';

/** How long a visitor waits for another one's question, in milliseconds. */
const JOIN = 5000;

/** `view` is the last one that the ledger gave. */
export async function serveInOutage(page: Page, view: LedgerView): Promise<Response> {
  const { visit, wanted, config } = page;
  const { flights, pace, world } = visit.edge;
  const isClosed = visit.env.LEDGER_FAIL === 'closed' || config.strict;
  if (isClosed || flights.isNotShared(wanted.key, world.now())) return passThrough(visit, 'ledger-down');
  if (pace.isDue(wanted.key, world.now())) return ask(page, view);
  // Looked for before the copies are: while they are read it may land, and be a copy.
  const flight = flights.underWay(wanted.key);
  const copy = await lastCopy(page, view);
  if (copy !== null) return stale(page, copy);
  const landed = flight === null ? null : await Promise.race([flight, world.sleep(JOIN).then(() => null)]);
  return landed?.landed === 'entry' ? stale(page, landed.entry) : passThrough(visit, 'ledger-down');
}

/** The one question in ten seconds. Whoever asks gets what WordPress says now. */
async function ask(page: Page, view: LedgerView): Promise<Response> {
  const { visit, wanted } = page;
  const land = visit.edge.flights.depart(wanted.key);
  const fetching = fetchAndKeep(page, view);
  visit.background(
    fetching.then(
      (brought) => land(landingOf(brought)),
      () => land({ landed: 'failed' }),
    ),
  );
  let found: Found;
  try {
    found = await fetching;
  } catch (error) {
    const copy = error instanceof OriginUnreachable ? await lastCopy(page, view) : null;
    if (copy === null) throw error;
    return stale(page, copy);
  }
  if (found.found === 'entry') {
    const handling = {
      how: 'miss',
      stored: true,
      collapsed: false,
      status: found.entry.status,
      reason: 'ledger-down',
    } as const;
    return pageResponse(visit, found.entry, handling);
  }
  // No page for everybody any more: until the next question each visitor asks for himself.
  if (found.found === 'response') await found.response.body?.cancel();
  visit.edge.flights.rememberNotShared(wanted.key, visit.edge.world.now());
  return passThrough(visit, 'ledger-down');
}

async function fetchAndKeep(page: Page, view: LedgerView): Promise<Found> {
  const { visit, config, wanted } = page;
  const { world, memory } = visit.edge;
  const origin = new OriginTier(world, {
    site: visit.site,
    config,
    view,
    cookies: variantCookies(visit, config),
    longestLife: longestLife(page),
  });
  const found = await origin.find(wanted);
  if (found.found === 'entry') await memory.keep(found.entry);
  return found;
}

/** A copy that nothing we know of speaks against. */
async function lastCopy({ tiers, wanted, visit, config }: Page, view: LedgerView): Promise<Entry | null> {
  const now = unixTime(visit.edge.world);
  for (const tier of tiers) {
    const found = await tier.find(wanted);
    if (found.found !== 'entry' || found.entry.site !== visit.site.id) continue;
    if (found.entry.revision !== config.revision) continue;
    const { use } = judge(found.entry, view, now);
    // `ahead`: another isolate stored it under a later view than ours.
    if (use === 'fresh' || use === 'stale' || (use === 'ahead' && now < found.entry.expiresAt))
      return found.entry;
  }
  return null;
}

function stale({ visit }: Page, copy: Entry): Response {
  return pageResponse(visit, copy, { how: 'stale', ttl: 0, reason: 'ledger-down' });
}
