/** Asks the origin for everybody who waits for an address, and keeps what may be kept (RFC 9111 §3, §4.3). */
import type { Reason } from '@dynamic-cache/contracts/reason';
import { isNotModified, validators } from '../cache/conditional.ts';
import { mayReplace } from '../cache/decide.ts';
import type { Entry } from '../cache/entry.ts';
import { whyNotStorable } from '../cache/storable.ts';
import { confirms, updateHeaders } from '../cache/update.ts';
import type { LedgerView } from '../cache/view.ts';
import type { Landing } from '../serve/flights.ts';
import { OriginUnreachable } from '../tiers/origin.ts';
import { unixTime } from '../world.ts';
import type { Exchange } from './exchange.ts';
import { type Answered, askAsIs, askToFill } from './forward.ts';
import { entryOf, keep } from './keep.ts';
import { announcedLength, LARGEST_KEPT, splitBody } from './split-body.ts';

/** What the origin's answer came to. */
export type Fetched =
  /** Kept, or confirmed to be good still. */
  | { got: 'entry'; entry: Entry; status: number; stored: boolean }
  /** On its way to the client. `reason`: why nothing of it is kept; null when it is, behind it. */
  | { got: 'stream'; response: Response; reason: Reason | null }
  /** The origin failed, and this stands in. */
  | { got: 'stale'; entry: Entry; status: number | null }
  | { got: 'unreachable' };

export interface Fetch {
  view: LedgerView;
  /** What is stored and has to be confirmed. */
  candidate: Entry | null;
  /** Tells those who wait. Called once. */
  land: (landing: Landing) => void;
}

/** Fetches; every way out tells those who wait. */
export async function fetchFor(exchange: Exchange, fetch: Fetch): Promise<Fetched> {
  const { candidate, land } = fetch;
  try {
    return await ask(exchange, fetch);
  } catch (error) {
    land({ landed: 'failed' });
    if (!(error instanceof OriginUnreachable)) throw error;
    const now = unixTime(exchange.visit.edge.world);
    const standsIn = candidate !== null && mayReplace(candidate, 'unreachable', now);
    return standsIn ? { got: 'stale', entry: candidate, status: null } : { got: 'unreachable' };
  }
}

async function ask(exchange: Exchange, fetch: Fetch): Promise<Fetched> {
  const { candidate, land } = fetch;
  const now = unixTime(exchange.visit.edge.world);
  const conditions =
    candidate === null ? [] : validators(new Headers(candidate.headers.map(([n, v]) => [n, v])));
  let answered = await askToFill(exchange, conditions);
  if (answered.status === 304 && candidate !== null && conditions.length > 0) {
    const confirmed = await confirm(exchange, fetch, candidate, answered);
    if (confirmed !== null) return confirmed;
    // It speaks of something else than what is stored.
    answered = await askToFill(exchange, []);
  }
  const isError = [500, 502, 503, 504].includes(answered.status);
  if (isError && candidate !== null && mayReplace(candidate, 'error', now)) {
    land({ landed: 'failed' });
    await answered.response.body?.cancel();
    return { got: 'stale', entry: candidate, status: answered.status };
  }
  return take(exchange, fetch, answered);
}

/** RFC 9111 §4.3.4: the stored response with the fields of the 304; null when it is not the one that is meant. */
async function confirm(
  exchange: Exchange,
  { view, land }: Fetch,
  candidate: Entry,
  answered: Answered,
): Promise<Fetched | null> {
  const stored = new Headers(candidate.headers.map(([name, value]) => [name, value]));
  if (!confirms(stored, answered.headers)) return null;
  const headers = updateHeaders(stored, answered.headers);
  const updated = await entryOf(
    exchange,
    { ...answered, status: candidate.status, headers },
    candidate.body,
    view,
  );
  // The tags of a 304 are those of what it confirms; one without any changes none.
  const entry = { ...updated, tags: [...new Set([...candidate.tags, ...updated.tags])] };
  const permission = { marker: 'off', method: 'GET', request: exchange.visit.request.headers } as const;
  const isForAll = whyNotStorable({ ...answered, status: candidate.status, headers }, permission) === null;
  const isKept = isForAll && (await keep(exchange, entry));
  // What came with it may be for this client alone: a cookie, an answer to its credentials.
  land(isForAll ? { landed: 'entry', entry } : { landed: 'not-shared' });
  return { got: 'entry', entry, status: 304, stored: isKept };
}

async function take(exchange: Exchange, { view, land }: Fetch, answered: Answered): Promise<Fetched> {
  const { response } = answered;
  const { visit, page } = exchange;
  const { flights, world } = visit.edge;
  const reason = whyNotKept(exchange, answered);
  if (reason !== null) {
    flights.rememberNotShared(page.wanted.key, world.now());
    land({ landed: 'not-shared' });
    return { got: 'stream', response, reason };
  }
  flights.forgetNotShared(page.wanted.key);
  const announced = response.headers.has('Content-Encoding') ? null : announcedLength(response.headers);
  const { client, whole } = splitBody(response.body ?? new Blob([]).stream(), LARGEST_KEPT, announced);
  const kept = whole.then(async (body): Promise<Landing> => {
    if (body.kept === null) return body.why === 'too-large' ? { landed: 'not-shared' } : { landed: 'failed' };
    const entry = await entryOf(exchange, answered, body.kept, view);
    await keep(exchange, entry);
    return { landed: 'entry', entry };
  });
  visit.background(kept.then(land, () => land({ landed: 'failed' })));
  if (isNotModified(visit.request.headers, Object.fromEntries(answered.headers)) && answered.status === 200) {
    return unchanged(response, client);
  }
  // The length that was announced is announced on, and held to: a client can tell a part from the whole.
  const body = announced === null ? client : client.pipeThrough(new FixedLengthStream(announced));
  const streamed = new Response([204, 205].includes(response.status) ? null : body, response);
  return { got: 'stream', response: streamed, reason: null };
}

/** The client has this response already. The copy is made all the same, behind it. */
async function unchanged({ headers }: Response, client: ReadableStream): Promise<Fetched> {
  await client.cancel();
  const told = new Headers(headers);
  for (const name of ['Content-Length', 'Content-Type', 'Content-Language', 'Content-Encoding'])
    told.delete(name);
  return { got: 'stream', response: new Response(null, { status: 304, headers: told }), reason: null };
}

function whyNotKept(exchange: Exchange, answered: Answered): Reason | null {
  const refusal = whyNotStorable(answered, {
    marker: 'off',
    method: 'GET',
    request: exchange.visit.request.headers,
  });
  if (refusal !== null) return refusal;
  return (announcedLength(answered.headers) ?? 0) > LARGEST_KEPT ? 'store-error' : null;
}

/** The client's own request, for itself alone. */
export async function fetchAsIs(exchange: Exchange): Promise<Answered | null> {
  try {
    return await askAsIs(exchange);
  } catch (error) {
    if (error instanceof OriginUnreachable) return null;
    throw error;
  }
}
