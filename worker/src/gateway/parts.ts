/**
 * Parts of what is not stored whole (RFC 9111 §3.3, RFC 9110 §14). Of each address the part that was fetched last is
 * held, beside whatever is stored for the address itself. It answers who asks for the same part again, or for one that
 * lies in it; parts are never put together.
 */
import { decide } from '../cache/decide.ts';
import type { Entry } from '../cache/entry.ts';
import { contentRange, isSinglePart, partOf } from '../cache/range.ts';
import { whyNotStorable } from '../cache/storable.ts';
import { sameSelecting, selecting, varyOf } from '../cache/vary.ts';
import { unreachableResponse } from '../serve/answer.ts';
import type { Page } from '../serve/stored.ts';
import { OriginUnreachable } from '../tiers/origin.ts';
import { unixTime } from '../world.ts';
import { type Exchange, variantOf } from './exchange.ts';
import { type Answered, askToFill } from './forward.ts';
import { entryOf, keepUnder } from './keep.ts';
import type { Miss } from './miss.ts';
import { type Bytes, passOn, respondInPart } from './respond.ts';
import { announcedLength, LARGEST_KEPT, splitBody } from './split-body.ts';
import { look } from './stored-variants.ts';

/** Fields with which a request is for the origin, or for a whole response. */
const NOT_FOR_PARTS = ['If-Range', 'If-None-Match', 'If-Modified-Since', 'Authorization'];

/** Answers a request for one part of what is not stored; null for any other request. */
export async function answerPart(exchange: Exchange, miss: Miss): Promise<Response | null> {
  const { headers } = exchange.visit.request;
  const range = headers.get('Range');
  const isForPart =
    range !== null && isSinglePart(range) && miss.candidate === null && !exchange.asks.noStore;
  if (!isForPart || NOT_FOR_PARTS.some((name) => headers.has(name))) return null;
  const page = await variantOf(exchange, 'part');
  return (await heldPart(exchange, page, range)) ?? fetchPart(exchange, page, { ...miss, range });
}

async function heldPart(exchange: Exchange, page: Page, range: string): Promise<Response | null> {
  const { entry, softlyPurged } = await look(page);
  if (entry === null || softlyPurged) return null;
  const now = unixTime(exchange.visit.edge.world);
  const decision = decide({ asks: exchange.asks, candidate: entry, softlyPurged, now });
  const bytes = bytesOf(exchange, entry, range);
  if (bytes === null || decision.action !== 'serve' || decision.how !== 'fresh') return null;
  return respondInPart(exchange, entry, bytes, { how: 'hit', ttl: entry.expiresAt - now, reason: 'fresh' });
}

/** Which bytes of a held part answer this request; null when it does not hold them all, or is another variant's. */
function bytesOf(
  exchange: Exchange,
  { selecting: stored, headers, length }: Entry,
  range: string,
): Bytes | null {
  const [asked, ...varied] = stored;
  const own = selecting(
    exchange.fill,
    varied.map(([name]) => name),
  );
  const held = contentRange(new Map(headers).get('content-range') ?? '');
  if (held === null || !sameSelecting(own, varied)) return null;
  // The same question has the same answer, whatever length the whole has.
  if (asked?.[1] === range) return { from: 0, to: length, range: held.text };
  if (held.total === null) return null;
  const wanted = partOf(new Headers({ Range: range }), new Headers(), held.total);
  if (wanted.part !== 'bytes' || wanted.first < held.first || wanted.last >= held.first + length) return null;
  const text = `bytes ${wanted.first}-${wanted.last}/${held.total}`;
  return { from: wanted.first - held.first, to: wanted.last - held.first + 1, range: text };
}

async function fetchPart(exchange: Exchange, page: Page, miss: Miss & { range: string }): Promise<Response> {
  const { visit } = exchange;
  const { range, fwd } = miss;
  let answered: Answered;
  try {
    answered = await askToFill(exchange, [['Range', range]]);
  } catch (error) {
    if (error instanceof OriginUnreachable) return unreachableResponse('cold');
    throw error;
  }
  const { response, status } = answered;
  const stored = isToBeHeld(exchange, answered);
  const handling = { how: 'miss', stored, collapsed: false, status, reason: 'cold', fwd } as const;
  if (!stored) return passOn('GET', response, handling);
  const announced = announcedLength(response.headers);
  const { client, whole } = splitBody(response.body ?? new Blob([]).stream(), LARGEST_KEPT, announced);
  const hold = async () => {
    const { kept } = await whole;
    if (kept !== null) await keepPart(exchange, page, miss, { answered, body: kept });
  };
  visit.background(hold().catch(() => {}));
  const body = announced === null ? client : client.pipeThrough(new FixedLengthStream(announced));
  return passOn('GET', new Response(body, response), handling);
}

/** RFC 9111 §3.3: a 206 may be stored as an incomplete 200. A coded one would be decoded on its way through memory. */
function isToBeHeld({ visit }: Exchange, answered: Answered): boolean {
  const { status, headers } = answered;
  if (status !== 206 || headers.has('Content-Encoding')) return false;
  if ((announcedLength(headers) ?? 0) > LARGEST_KEPT) return false;
  const permission = { marker: 'off', method: 'GET', request: visit.request.headers } as const;
  const isHeld = whyNotStorable({ ...answered, status: 200 }, permission) === null;
  return isHeld && contentRange(headers.get('Content-Range') ?? '') !== null;
}

async function keepPart(
  exchange: Exchange,
  page: Page,
  { view, range }: Miss & { range: string },
  { answered, body }: { answered: Answered; body: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const held = contentRange(answered.headers.get('Content-Range') ?? '');
  // Fewer bytes than were announced are told apart by their number; of more nobody knows which they are.
  if (held === null || body.byteLength > held.last - held.first + 1) return;
  const entry = await entryOf(exchange, { ...answered, status: 200 }, body, view);
  if (entry.expiresAt <= entry.storedAt) return;
  const varied = selecting(exchange.fill, varyOf(answered.headers) ?? []);
  const part: Entry = {
    ...entry,
    key: page.wanted.key,
    status: 206,
    selecting: [['range', range], ...varied.map(([name, value]): [string, string | null] => [name, value])],
  };
  await keepUnder(exchange, page, part);
}
