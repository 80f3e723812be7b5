/**
 * A response that is not stored, or has to be confirmed. Clients who ask at the same time wait for one fetch, but not
 * for ever, and judge what it brought for themselves; what cannot be shared holds nobody up.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import type { Forward } from '../cache/cache-status.ts';
import { decide, mayReplace } from '../cache/decide.ts';
import type { Entry } from '../cache/entry.ts';
import { sameSelecting, selecting } from '../cache/vary.ts';
import type { LedgerView } from '../cache/view.ts';
import { unreachableResponse } from '../serve/answer.ts';
import type { Landing } from '../serve/flights.ts';
import { currentView, judgeNow } from '../serve/stored.ts';
import { unixTime } from '../world.ts';
import type { Exchange } from './exchange.ts';
import { type Fetched, fetchAsIs, fetchFor } from './fetch.ts';
import { answerPart } from './parts.ts';
import { gatewayTimeout, passOn, respond } from './respond.ts';
import { type Selected, select } from './stored-variants.ts';

/** How long a client waits for another one's fetch, in milliseconds, and for how many of them. */
const JOIN_TIMEOUT = 5000;
const ROUNDS = 3;

export interface Miss {
  candidate: Entry | null;
  /** Read before anything is asked of the origin. */
  view: LedgerView;
  fwd: Forward;
  /** Why nothing that is stored was good enough. */
  why: Reason;
}

export async function answerMiss(exchange: Exchange, selected: Selected, miss: Miss): Promise<Response> {
  const { flights, world } = exchange.visit.edge;
  const isKnown = flights.isNotShared(exchange.page.wanted.key, world.now());
  const part = isKnown ? null : await answerPart(exchange, miss);
  if (part !== null) return part;
  if (asksForItself(exchange, miss) || (isKnown && wantsItsOwn(exchange))) return alone(exchange, miss);
  const { key } = selected;
  if (isKnown || !mayJoin(exchange)) return lead(exchange, miss, () => {});
  let waitedFor: Promise<Landing> | null = null;
  let { view } = miss;
  for (let round = 0; round < ROUNDS; round++) {
    const flight = flights.underWay(key);
    // Nothing is awaited between this look and the departure: of many who wait, one leads next.
    if (flight === null || flight === waitedFor)
      return lead(exchange, { ...miss, view }, flights.depart(key));
    waitedFor = flight;
    const landing =
      (await Promise.race([flight, world.sleep(JOIN_TIMEOUT).then(() => null)])) ??
      // Late; another client has fetched meanwhile, or is about to.
      (flights.underWay(key) === flight ? null : await storedMeanwhile(exchange));
    const response = landing === null ? null : await join(exchange, miss, landing);
    if (response !== null) return response;
    if (landing?.landed === 'not-shared') break;
    // What is fetched from here on must be judged by what was known before.
    const kept = await currentView(exchange.page);
    if (kept.state === 'known') view = kept.value;
  }
  return lead(exchange, { ...miss, view }, () => {});
}

/** A part of something that is not stored is no concern of others, and a whole one would be too much for one part. */
function asksForItself({ visit, asks }: Exchange, { candidate }: Miss): boolean {
  return asks.noStore || (visit.request.headers.has('Range') && candidate === null);
}

/** Where nothing can be kept, the client's own conditions save more than a whole response would. */
function wantsItsOwn({ visit }: Exchange): boolean {
  return visit.request.headers.has('If-None-Match') || visit.request.headers.has('If-Modified-Since');
}

function mayJoin({ visit, asks }: Exchange): boolean {
  return !visit.request.headers.has('Authorization') && !asks.noCache && asks.maxAge !== 0;
}

async function storedMeanwhile(exchange: Exchange): Promise<Landing | null> {
  const { entry, softlyPurged } = await select(exchange);
  return entry === null || softlyPurged ? null : { landed: 'entry', entry };
}

/** What another client's fetch brought, if it is good for this one too. */
async function join(exchange: Exchange, miss: Miss, landing: Landing): Promise<Response | null> {
  const { candidate } = miss;
  const now = unixTime(exchange.visit.edge.world);
  if (landing.landed === 'failed') {
    const standsIn = candidate !== null && mayReplace(candidate, 'error', now);
    return standsIn
      ? respond(exchange, candidate, { how: 'stale', ttl: candidate.expiresAt - now, reason: 'grace' })
      : null;
  }
  if (landing.landed !== 'entry') return null;
  const { verdict, entry } = await judgeNow(exchange.page, landing.entry);
  const own = selecting(
    exchange.fill,
    entry.selecting.map(([name]) => name),
  );
  if (verdict.use !== 'fresh' || !sameSelecting(own, entry.selecting)) return null;
  const decision = decide({ asks: exchange.asks, candidate: entry, softlyPurged: false, now });
  if (decision.action !== 'serve') return null;
  const { status } = entry;
  return respond(exchange, entry, {
    how: 'miss',
    stored: true,
    collapsed: true,
    status,
    reason: 'collapsed',
    fwd: miss.fwd,
  });
}

async function alone(exchange: Exchange, { fwd }: Miss): Promise<Response> {
  const answered = await fetchAsIs(exchange);
  if (answered === null) return unreachableResponse('cold');
  const handling = {
    how: 'miss',
    stored: false,
    collapsed: false,
    status: answered.status,
    reason: 'cold',
    fwd,
  } as const;
  return passOn('GET', answered.response, handling);
}

async function lead(exchange: Exchange, miss: Miss, land: (landing: Landing) => void): Promise<Response> {
  const { candidate, view, fwd, why } = miss;
  const fetched = await fetchFor(exchange, { view, candidate, land });
  const now = unixTime(exchange.visit.edge.world);
  const how = 'miss';
  switch (fetched.got) {
    case 'entry': {
      const { status, stored } = fetched;
      const reason: Reason = status === 304 ? 'revalidated' : why;
      return respond(exchange, fetched.entry, { how, stored, collapsed: false, status, reason, fwd });
    }
    case 'stream': {
      const { response } = fetched;
      const stored = fetched.reason === null;
      const { status } = response;
      const reason = fetched.reason ?? why;
      return passOn('GET', response, { how, stored, collapsed: false, status, reason, fwd });
    }
    case 'stale': {
      const ttl = fetched.entry.expiresAt - now;
      return respond(exchange, fetched.entry, { how: 'stale', ttl, reason: 'grace' });
    }
    case 'unreachable':
      return candidate === null ? unreachableResponse('cold') : gatewayTimeout(how, 'expired');
  }
}

/** Confirms or replaces what was shown, behind the back of the client; once at a time. */
export function refreshBehind(exchange: Exchange, candidate: Entry): void {
  const { flights } = exchange.visit.edge;
  if (flights.underWay(candidate.key) !== null) return;
  const land = flights.depart(candidate.key);
  const task = async (): Promise<void> => {
    const kept = await currentView(exchange.page);
    if (kept.state !== 'known') return land({ landed: 'failed' });
    await drain(await fetchFor(exchange, { view: kept.value, candidate, land }));
  };
  exchange.visit.background(task().catch(() => land({ landed: 'failed' })));
}

/** Nobody reads it; what is kept of it is read all the same. */
async function drain(fetched: Fetched): Promise<void> {
  if (fetched.got === 'stream') await fetched.response.body?.cancel();
}
