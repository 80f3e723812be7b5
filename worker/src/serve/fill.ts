/**
 * A page that is not stored: fetched from WordPress, stored if its mark allows, answered. Visitors who ask at the same
 * time wait for the one fetch, but not for ever, and judge what it brought for themselves.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import type { Entry } from '../cache/entry.ts';
import { withIgnored } from '../cache/redirect.ts';
import type { LedgerView } from '../cache/view.ts';
import { OriginTier, OriginUnreachable } from '../tiers/origin.ts';
import type { Found } from '../tiers/tier.ts';
import { unixTime } from '../world.ts';
import { originResponse, pageResponse } from './answer.ts';
import { passThrough } from './pass-through.ts';
import { judgeNow, type Page } from './stored.ts';
import { hostsOf } from './visit.ts';

/** How long a visitor waits for another one's fetch, in milliseconds. */
const JOIN_TIMEOUT = 5000;

/** Why the page has to be fetched, and what is left of an older copy. */
export interface Missing {
  why: Reason;
  expired: Entry | null;
}

/** Answers a miss. `view` was read before this was called, and so before the origin is asked. */
export async function fillPage(page: Page, view: LedgerView, missing: Missing): Promise<Response> {
  const { visit, wanted } = page;
  const { desk, world } = visit.edge;
  if (visit.route === 'zone' && desk.needsOwn(wanted.key, world.now()))
    return passThrough(visit, 'no-marker');
  const joined = await join(page);
  if (joined !== null) {
    const handling = {
      how: 'miss',
      stored: true,
      collapsed: true,
      status: joined.status,
      reason: missing.why,
    } as const;
    return pageResponse(visit, joined, handling);
  }
  return lead(page, view, missing);
}

/** Fetches a page anew behind the back of a visitor who was shown the old one. */
export function refresh(page: Page, view: LedgerView): void {
  if (page.visit.edge.desk.flying(page.wanted.key) === null) depart(page, view);
}

/** What another visitor's fetch brought, if it is good for this one too; else null. */
async function join(page: Page): Promise<Entry | null> {
  const { desk, world } = page.visit.edge;
  // Twice: when the first fetch was overtaken by a purge, one of those who waited fetches again for the others.
  for (let round = 0; round < 2; round++) {
    const flight = desk.flying(page.wanted.key);
    if (flight === null) return null;
    const landed = await Promise.race([flight, world.sleep(JOIN_TIMEOUT).then(() => null)]);
    if (landed?.found !== 'entry') return null;
    const { verdict, entry } = await judgeNow(page, landed.entry);
    if (verdict.use === 'fresh') return entry;
  }
  return null;
}

interface Landed {
  found: Found;
  stored: boolean;
}

/** Fetches and stores; goes on when the visitor has left. */
function depart(page: Page, view: LedgerView): Promise<Landed> {
  const fill = fetchAndKeep(page, view);
  const quiet = fill.then(
    ({ found }) => found,
    () => null,
  );
  page.visit.edge.desk.depart(page.wanted.key, quiet);
  page.visit.background(quiet);
  return fill;
}

async function fetchAndKeep(page: Page, view: LedgerView): Promise<Landed> {
  const { visit, config, tiers } = page;
  const { world } = visit.edge;
  const origin = new OriginTier(world, { site: visit.site, config, view, longestLife: longestLife(page) });
  const found = await origin.find(page.wanted);
  if (found.found !== 'entry') return { found, stored: false };
  // A purge may have come while the page was rendered: then it is shown to nobody but those who asked before.
  const { verdict } = await judgeNow(page, found.entry);
  if (verdict.use !== 'fresh') return { found, stored: false };
  const [first, ...slower] = tiers;
  await first?.keep(found.entry);
  for (const tier of slower) visit.background(tier.keep(found.entry));
  return { found, stored: true };
}

async function lead(page: Page, view: LedgerView, missing: Missing): Promise<Response> {
  const { visit } = page;
  let landed: Landed;
  try {
    landed = await depart(page, view);
  } catch (error) {
    const old = error instanceof OriginUnreachable ? await oldPage(page, missing.expired) : null;
    if (old === null) throw error;
    return old;
  }
  const { found, stored } = landed;
  if (found.found === 'entry') {
    const reason = stored ? missing.why : 'purged-during-fill';
    const handling = { how: 'miss', stored, collapsed: false, status: found.entry.status, reason } as const;
    return pageResponse(visit, found.entry, handling);
  }
  if (found.found === 'nothing') throw new OriginUnreachable(found.reason);
  return unstored(page, found.response, found.reason, missing.expired);
}

/** The origin's answer that was not stored, unless there is a reason to show something better. */
async function unstored(
  page: Page,
  response: Response,
  reason: Reason,
  expired: Entry | null,
): Promise<Response> {
  const { visit, wanted } = page;
  const old = response.status >= 500 ? await oldPage(page, expired) : null;
  if (old !== null) {
    await response.body?.cancel();
    return old;
  }
  // The fetch was anonymous. A page that cannot be shared may depend on the visitor's own cookies.
  if (reason === 'no-marker' && visit.route === 'zone' && visit.request.headers.has('Cookie')) {
    await response.body?.cancel();
    visit.edge.desk.rememberOwn(wanted.key, visit.edge.world.now());
    return passThrough(visit, reason);
  }
  const location = response.headers.get('Location');
  const answer = new Response(response.body, response);
  if (location !== null)
    answer.headers.set('Location', withIgnored(location, page.ignored, hostsOf(visit.site)));
  const handling = { how: 'miss', stored: false, collapsed: false, status: response.status, reason } as const;
  return originResponse(visit, answer, handling);
}

/** An expired page that was never purged, while the origin cannot give a newer one (RFC 5861 §4). */
async function oldPage(page: Page, expired: Entry | null): Promise<Response | null> {
  if (expired === null) return null;
  const { visit, config } = page;
  const over = unixTime(visit.edge.world) - expired.expiresAt;
  const { verdict } = await judgeNow(page, expired);
  if (over > config.ttl.grace || verdict.use !== 'no' || verdict.reason !== 'expired') return null;
  return pageResponse(visit, expired, { how: 'stale', ttl: -over, reason: 'grace' });
}

/** Longest life of a copy in seconds, whatever its origin allows. */
export function longestLife({ visit }: Page): number {
  const seconds = Number(visit.env.CACHE_DEFAULT_TTL ?? '');
  return seconds > 0 ? seconds : Number.POSITIVE_INFINITY;
}
