/** Responses of general mode: from what is stored, or the origin's with our own fields. */
import { type Outcome, type Reason, statusHeader } from '@dynamic-cache/contracts/reason';
import { appendCacheStatus, type Handling } from '../cache/cache-status.ts';
import { isNotModified } from '../cache/conditional.ts';
import { ageOf } from '../cache/decide.ts';
import type { Entry } from '../cache/entry.ts';
import { partOf } from '../cache/range.ts';
import { STATUS_HEADER, stripHopByHop, stripOwn } from '../cache/response-headers.ts';
import { unixTime } from '../world.ts';
import type { Exchange } from './exchange.ts';

/** Codings that the platform takes off while a body is read, and puts on again while it is sent. */
const RECODED = ['gzip', 'br'];

/** Statuses of which a response has no body. */
const NO_BODY = [204, 205, 304];

/** What is stored, for this client: whole, in part, without body for HEAD, or 304. */
export function respond(exchange: Exchange, entry: Entry, handling: Handling): Response {
  const { request, edge } = exchange.visit;
  const headers = new Headers(entry.headers.map(([name, value]) => [name, value]));
  decode(headers, request.headers);
  sayStatus(headers, handling);
  headers.set('Age', String(ageOf(entry, unixTime(edge.world))));
  if (entry.status === 200 && isNotModified(request.headers, Object.fromEntries(headers))) {
    return notModified(headers);
  }
  const isRead = request.method === 'GET' && !NO_BODY.includes(entry.status);
  if (isRead && entry.status === 200 && request.headers.has('Range') && !headers.has('Content-Encoding')) {
    return inPart(request.headers, entry, headers);
  }
  if (!headers.has('Content-Encoding')) headers.set('Content-Length', String(entry.length));
  return new Response(isRead ? entry.body : null, { status: entry.status, headers });
}

/** RFC 9110 §15.4.5: what a 200 would have said about the copy and nothing about its bytes. */
function notModified(headers: Headers): Response {
  for (const name of ['Content-Type', 'Content-Language', 'Content-Encoding', 'Content-Length'])
    headers.delete(name);
  return new Response(null, { status: 304, headers });
}

function inPart(request: Headers, entry: Entry, headers: Headers): Response {
  const part = partOf(request, headers, entry.length);
  if (part.part === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${entry.length}`);
    return new Response(null, { status: 416, headers });
  }
  if (part.part === 'whole') return new Response(entry.body, { status: 200, headers });
  headers.set('Content-Range', `bytes ${part.first}-${part.last}/${entry.length}`);
  return new Response(entry.body.slice(part.first, part.last + 1), { status: 206, headers });
}

/** Bytes of what is held, from one and up to another, and what they are of the whole. */
export interface Bytes {
  from: number;
  to: number;
  range: string;
}

/** A part of something, of which no more than a part is held. */
export function respondInPart(exchange: Exchange, entry: Entry, bytes: Bytes, handling: Handling): Response {
  const headers = new Headers(entry.headers.map(([name, value]) => [name, value]));
  sayStatus(headers, handling);
  headers.set('Age', String(ageOf(entry, unixTime(exchange.visit.edge.world))));
  headers.set('Content-Range', bytes.range);
  return new Response(entry.body.slice(bytes.from, bytes.to), { status: 206, headers });
}

/**
 * A stored body is without the coding of the origin: it is put on again for who accepts it. The bytes are not the
 * origin's then, so its strong validator becomes a weak one.
 */
function decode(headers: Headers, request: Headers): void {
  const coding = (headers.get('Content-Encoding') ?? '').toLowerCase();
  if (!RECODED.includes(coding)) return;
  const accepts = (request.get('Accept-Encoding') ?? '').toLowerCase().split(',');
  const isAccepted = accepts.some((one) => one.trim() === coding || one.trim().startsWith(`${coding};q=0.`));
  if (!isAccepted) headers.delete('Content-Encoding');
  const etag = headers.get('ETag');
  if (etag?.startsWith('"') === true) headers.set('ETag', `W/${etag}`);
}

/** The origin's answer as it comes, to a request with this method. */
export function passOn(method: string, response: Response, handling: Handling): Response {
  if (response.status === 101) return response;
  const headers = new Headers(response.headers);
  stripHopByHop(headers);
  sayStatus(headers, handling);
  const { status, statusText } = response;
  const isEmpty = method === 'HEAD' || NO_BODY.includes(status);
  return new Response(isEmpty ? null : response.body, { status, statusText, headers });
}

/** RFC 9111 §5.2.1.7, §5.2.2.2: nothing that may be used is here, and asking is not wanted or not possible. */
export function gatewayTimeout(outcome: Outcome, reason: Reason): Response {
  const headers = { 'Cache-Control': 'no-store', [STATUS_HEADER]: statusHeader(outcome, reason) };
  return new Response(null, { status: 504, headers });
}

function sayStatus(headers: Headers, handling: Handling): void {
  stripOwn(headers);
  headers.set(STATUS_HEADER, statusHeader(handling.how, handling.reason));
  headers.set('Cache-Status', appendCacheStatus(headers.get('Cache-Status'), handling));
}
