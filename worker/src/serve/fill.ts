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
import type { Landing, SharedError } from './flights.ts';
import { passThrough } from './pass-through.ts';
import { errorResponse, withError } from './shared-error.ts';
import { currentView, findStored, judgeNow, type Page } from './stored.ts';
import { hostsOf, type Visit, variantCookies } from './visit.ts';

/** How long a visitor waits for another one's fetch, in milliseconds. */
const JOIN_TIMEOUT = 5000;

/** How many fetches of others a visitor waits for: each may be overtaken by a purge, or fail. */
const ROUNDS = 3;

type Flight = Promise<Landing>;
const LATE = 'late';

/** Why the page has to be fetched, and what is left of an older copy. */
export interface Missing {
  why: Reason;
  expired: Entry | null;
}

/** Answers a miss. `view` was read before this was called, and so before the origin is asked. */
export async function fillPage(page: Page, view: LedgerView, missing: Missing): Promise<Response> {
  const { visit, wanted } = page;
  const { flights, world } = visit.edge;
  if (flights.isNotShared(wanted.key, world.now())) {
    if (hasOwnAnswer(visit)) return passThrough(visit, 'no-marker');
    return lead(page, depart(page, view), missing);
  }
  const turn = await takeTurn(page, view);
  if (turn.take === 'page') return collapsed(visit, turn.entry, missing.why);
  if (turn.take === 'nothing') return passThrough(visit, 'no-view');
  if (turn.take === 'error')
    return (await oldPage(page, missing.expired)) ?? errorResponse(visit, turn.error);
  if (turn.take === 'failure')
    return oldPageOr(page, missing.expired, new OriginUnreachable('asked for others'));
  return lead(page, turn.landing, missing);
}

type Turn =
  /** What another visitor's fetch brought, good for this one too. */
  | { take: 'page'; entry: Entry }
  /** This visitor fetches, for the others too. */
  | { take: 'lead'; landing: Promise<Landed> }
  /** The origin's error, the same for everybody who waited. */
  | { take: 'error'; error: SharedError }
  /** The origin has just failed others more than once. */
  | { take: 'failure' }
  | { take: 'nothing' };

/**
 * Waits for the fetches of others, or takes the lead. Of many who wait for one that is overtaken by a purge, that fails
 * or does not end, one leads and the others wait for that one: nothing is awaited between the look at the flights and the
 * departure.
 */
async function takeTurn(page: Page, view: LedgerView): Promise<Turn> {
  const { flights, world } = page.visit.edge;
  const { key } = page.wanted;
  let position = view;
  let waitedFor: Flight | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const flight = flights.underWay(key);
    if (flight === null || flight === waitedFor) return { take: 'lead', landing: depart(page, position) };
    waitedFor = flight;
    const landed = await Promise.race([flight, world.sleep(JOIN_TIMEOUT).then((): typeof LATE => LATE)]);
    if (landed === LATE && flights.underWay(key) === flight) continue;
    if (landed !== LATE && landed.landed === 'not-shared') break;
    if (landed !== LATE && landed.landed === 'error') return { take: 'error', error: landed.error };
    if (landed !== LATE && landed.landed === 'failed' && round === ROUNDS - 1) return { take: 'failure' };
    const entry =
      landed !== LATE && landed.landed === 'entry' ? await freshOf(page, landed.entry) : await kept(page);
    if (entry !== null) return { take: 'page', entry };
    const known = await currentView(page);
    if (known.state !== 'known') return { take: 'nothing' };
    position = known.value;
  }
  return { take: 'lead', landing: depart(page, position) };
}

/** The page as it may be shown now; null when a purge has overtaken it. */
async function freshOf(page: Page, landed: Entry): Promise<Entry | null> {
  const { verdict, entry } = await judgeNow(page, landed);
  return verdict.use === 'fresh' ? entry : null;
}

/** What others have stored while this visitor waited for one that was late. */
async function kept(page: Page): Promise<Entry | null> {
  const stored = await findStored(page);
  return stored.copy !== null && stored.use === 'fresh' ? stored.copy : null;
}

function collapsed(visit: Visit, entry: Entry, reason: Reason): Response {
  const { status } = entry;
  return pageResponse(visit, entry, { how: 'miss', stored: true, collapsed: true, status, reason });
}

/** Fetches a page anew behind the back of a visitor who was shown the old one. */
export function refresh(page: Page, view: LedgerView): void {
  const { edge, site, route, background } = page.visit;
  const { flights, backoff, counters } = edge;
  const { key } = page.wanted;
  if (flights.underWay(key) !== null || backoff.isWaiting(key)) return;
  const failed = () => {
    backoff.fail(key);
    counters.refreshFailed(site.id, route);
  };
  const isDone = ({ found }: Landed) => found.found !== 'response' || found.response.status < 500;
  background(depart(page, view).then((landed) => (isDone(landed) ? backoff.succeed(key) : failed()), failed));
}

interface Landed {
  found: Found;
  stored: boolean;
  /** What those who wait may be told of it. */
  error: SharedError | null;
}

/** Fetches and stores; goes on when the visitor has left. */
function depart(page: Page, view: LedgerView): Promise<Landed> {
  const land = page.visit.edge.flights.depart(page.wanted.key);
  const fill = fetchAndKeep(page, view);
  page.visit.background(
    fill.then(
      ({ found, error }) => land(error === null ? landingOf(found) : { landed: 'error', error }),
      () => land({ landed: 'failed' }),
    ),
  );
  return fill;
}

/** What those who wait are told of what the origin gave. */
export function landingOf(found: Found): Landing {
  if (found.found === 'entry') return { landed: 'entry', entry: found.entry };
  return { landed: found.found === 'response' ? 'not-shared' : 'failed' };
}

/** The fetch was anonymous. A page that cannot be shared may depend on the visitor's own cookies. */
function hasOwnAnswer({ route, request }: Visit): boolean {
  return route === 'zone' && request.headers.has('Cookie');
}

async function fetchAndKeep(page: Page, view: LedgerView): Promise<Landed> {
  const { visit, config, tiers } = page;
  const { world } = visit.edge;
  const origin = new OriginTier(world, {
    site: visit.site,
    config,
    view,
    cookies: variantCookies(visit, config),
    longestLife: longestLife(page),
  });
  const { found, error } = await withError(await origin.find(page.wanted));
  if (found.found !== 'entry') return { found, stored: false, error };
  visit.edge.flights.forgetNotShared(page.wanted.key);
  // A purge may have come while the page was rendered: then it is shown to nobody but those who asked before.
  const { verdict } = await judgeNow(page, found.entry);
  if (verdict.use !== 'fresh') return { found, stored: false, error };
  const [first, ...slower] = tiers;
  await first?.keep(found.entry);
  for (const tier of slower) visit.background(tier.keep(found.entry));
  return { found, stored: true, error };
}

async function lead(page: Page, landing: Promise<Landed>, missing: Missing): Promise<Response> {
  const { visit } = page;
  let landed: Landed;
  try {
    landed = await landing;
  } catch (error) {
    if (!(error instanceof OriginUnreachable)) throw error;
    return oldPageOr(page, missing.expired, error);
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
  if (reason === 'no-marker' && response.status < 500) {
    visit.edge.flights.rememberNotShared(wanted.key, visit.edge.world.now());
    if (hasOwnAnswer(visit)) {
      await response.body?.cancel();
      return passThrough(visit, reason);
    }
  }
  const location = response.headers.get('Location');
  const answer = new Response(response.body, response);
  if (location !== null)
    answer.headers.set('Location', withIgnored(location, page.ignored, hostsOf(visit.site)));
  const handling = { how: 'miss', stored: false, collapsed: false, status: response.status, reason } as const;
  return originResponse(visit, answer, handling);
}

async function oldPageOr(page: Page, expired: Entry | null, error: OriginUnreachable): Promise<Response> {
  const old = await oldPage(page, expired);
  if (old === null) throw error;
  return old;
}

/** An expired page that was never purged, while the origin cannot give a newer one (RFC 5861 §4). */
async function oldPage(page: Page, expired: Entry | null): Promise<Response | null> {
  const { visit, config } = page;
  if (expired === null || !config.cache.fallbackEnabled) return null;
  const over = unixTime(visit.edge.world) - expired.expiresAt;
  const { verdict } = await judgeNow(page, expired);
  if (over > config.ttl.grace || verdict.use !== 'no' || verdict.reason !== 'expired') return null;
  return pageResponse(visit, expired, { how: 'stale', ttl: -over, reason: 'grace' });
}

/** Longest life of a copy in seconds, whatever its origin allows: the Worker's own bound, and the profile of the site. */
export function longestLife({ visit }: Page): number {
  const seconds = Number(visit.env.CACHE_DEFAULT_TTL ?? '');
  const ofProfile = visit.site.profile?.ttl_seconds ?? Number.POSITIVE_INFINITY;
  return Math.min(seconds > 0 ? seconds : Number.POSITIVE_INFINITY, ofProfile);
}
