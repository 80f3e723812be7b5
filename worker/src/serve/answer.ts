/** Responses to visitors: from a stored page, or the origin's with the edge's own headers. */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { type Reason, statusHeader } from '@dynamic-cache/contracts/reason';
import { appendCacheStatus, type Handling } from '../cache/cache-status.ts';
import { isNotModified } from '../cache/conditional.ts';
import { ageOf } from '../cache/decide.ts';
import { rewriteLocation } from '../cache/edge-path.ts';
import type { Sendable } from '../cache/entry.ts';
import { STATUS_HEADER, stripInternal } from '../cache/response-headers.ts';
import { ApiFailure, failureResponse } from '../failure.ts';
import { unixTime } from '../world.ts';
import { hostsOf, type Visit } from './visit.ts';

/** A stored page for this visitor: whole, without body for HEAD, or 304. */
export function pageResponse(visit: Visit, entry: Sendable, handling: Handling): Response {
  const { request } = visit;
  const headers = pageHeaders(visit.site, entry, handling, unixTime(visit.edge.world));
  if (entry.status === 200 && isNotModified(request.headers, headers)) {
    const { 'content-type': _, 'content-language': __, 'content-length': ___, ...kept } = headers;
    return new Response(null, { status: 304, headers: kept });
  }
  return new Response(request.method === 'HEAD' ? null : entry.body, { status: entry.status, headers });
}

/** A fresh page for who asked plainly (plain-visit.ts): for the whole of it, on no condition. */
export function plainHitResponse(
  of: Pick<Visit, 'site' | 'edge'>,
  config: EdgeConfig,
  entry: Sendable,
): Response {
  const now = unixTime(of.edge.world);
  const ttl = entry.expiresAt - now;
  const headers = of.edge.ready.of(entry, config, now, () =>
    pageHeaders(of.site, entry, { how: 'hit', ttl, reason: 'fresh' }, now),
  );
  return new Response(entry.body, { status: entry.status, headers });
}

/** `now`: Unix seconds. */
function pageHeaders(
  site: Visit['site'],
  entry: Sendable,
  handling: Handling,
  now: number,
): Record<string, string> {
  // A plain record: each call into `Headers` would cost on every hit.
  const headers: Record<string, string> = Object.fromEntries(entry.headers);
  const age = ageOf(entry, now);
  headers.age = String(age);
  headers['cache-control'] = `max-age=${browserLife(site, entry, { now, age })}, must-revalidate`;
  headers[STATUS_HEADER] = statusHeader(handling.how, handling.reason);
  headers['cache-status'] = appendCacheStatus(headers['cache-status'] ?? null, handling);
  headers['content-length'] = String(entry.length);
  return headers;
}

/**
 * A browser's copy cannot be purged, so as a rule it asks each time, and mostly hears 304. Where the owner allows
 * seconds, they are added to the age, from which a browser counts; they end with the page.
 */
function browserLife(
  site: Visit['site'],
  entry: Sendable,
  { now, age }: { now: number; age: number },
): number {
  const allowed = site.config?.ttl.browser ?? 0;
  const left = Math.min(allowed, entry.expiresAt - now);
  return left > 0 ? age + left : 0;
}

/** The origin's answer, with what is for us alone taken out. */
export function originResponse(visit: Visit, response: Response, handling: Handling): Response {
  // An upgraded connection is not a response that could be taken apart.
  if (response.status === 101) return response;
  const headers = new Headers(response.headers);
  sayStatus(headers, handling);
  if (visit.route === 'edge-path') keepOnHostname(visit, headers);
  const body = visit.request.method === 'HEAD' ? null : response.body;
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

/** Nothing stored, and no origin to ask. */
export function unreachableResponse(reason: Reason): Response {
  const response = failureResponse(new ApiFailure('origin_unreachable'));
  response.headers.set(STATUS_HEADER, statusHeader('miss', reason));
  return response;
}

/** Nothing usable is stored, and the request asked for nothing else: 504, as RFC 9111 section 5.2.1.7 has it. */
export function notStoredResponse(reason: Reason): Response {
  return new Response(null, {
    status: 504,
    headers: { 'cache-control': 'no-store', [STATUS_HEADER]: statusHeader('miss', reason) },
  });
}

function sayStatus(headers: Headers, handling: Handling): void {
  stripInternal(headers);
  headers.set(STATUS_HEADER, statusHeader(handling.how, handling.reason));
  headers.set('Cache-Status', appendCacheStatus(headers.get('Cache-Status'), handling));
}

/** Redirects within the site stay here; cookies of the site have no business on another host. */
function keepOnHostname(visit: Visit, headers: Headers): void {
  headers.delete('Set-Cookie');
  const location = headers.get('Location');
  if (location !== null)
    headers.set('Location', rewriteLocation(location, hostsOf(visit.site), visit.prefix));
}
