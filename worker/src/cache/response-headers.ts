/** Headers on their way out: what is for us or about us alone stays here. Pure. */
import { EDGE_PROBE_HEADER } from '@dynamic-cache/contracts/edge-probe';
import { FILL_HEADER } from '@dynamic-cache/contracts/fill';
import { MARKER_HEADER, TAGS_HEADER } from '@dynamic-cache/contracts/marker';
import { MIN_SEQ_HEADER } from '@dynamic-cache/contracts/min-seq';
import { restrictedFields } from './directives.ts';
import { effectiveDirectives } from './targeted.ts';

/** Between origin and edge, or about the machines behind; no visitor sees them. */
const OWN = [
  MARKER_HEADER,
  TAGS_HEADER,
  FILL_HEADER,
  'Surrogate-Key',
  'Cache-Tag',
  'Surrogate-Control',
  'X-Powered-By',
];

/** Of a site of ours this edge is the only cache of its kind. */
const INTERNAL = [...OWN, 'CDN-Cache-Control'];

/** RFC 9110 §7.6.1: of one connection only. */
const HOP_BY_HOP = [
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authentication-Info',
  'Proxy-Authorization',
  'Proxy-Connection',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
];

/** The origin's word about its own cache; the edge says its own. */
export const STATUS_HEADER = 'X-Dynamic-Cache';

/** Removes what is not for visitors, in place. */
export function stripInternal(headers: Headers): void {
  for (const name of [...INTERNAL, STATUS_HEADER]) headers.delete(name);
}

/** Removes the fields of one connection, in place, with those that `Connection` names (RFC 9110 §7.6.1). */
export function stripHopByHop(headers: Headers): void {
  const listed = (headers.get('Connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...HOP_BY_HOP, ...listed.filter((name) => /^[\w-]+$/.test(name))]) headers.delete(name);
}

/**
 * The same before any origin, in place. `CDN-Cache-Control` goes on: it speaks to all caches of this kind (RFC 9213 §3),
 * and there may be others between this one and the client.
 */
export function stripOwn(headers: Headers): void {
  for (const name of [...OWN, STATUS_HEADER]) headers.delete(name);
}

/** Fields in our name, which only we may send to the origin. Removed in place. */
export function stripOurs(headers: Headers): void {
  for (const name of [EDGE_PROBE_HEADER, FILL_HEADER, MARKER_HEADER, MIN_SEQ_HEADER, TAGS_HEADER])
    headers.delete(name);
}

/**
 * What must not shape a response that others are shown: conditions and ranges of one client, which the cache answers
 * itself, and fields by which some origins change address or method although no key holds them. Removed in place.
 */
const NOT_ON_FILLS = [
  'Range',
  'If-Range',
  'If-None-Match',
  'If-Modified-Since',
  'Content-Length',
  'Forwarded',
  'X-Forwarded-Host',
  'X-Forwarded-Port',
  'X-Forwarded-Prefix',
  'X-Forwarded-Proto',
  'X-Forwarded-Scheme',
  'X-Host',
  'X-HTTP-Method',
  'X-HTTP-Method-Override',
  'X-Method-Override',
  'X-Original-URL',
  'X-Rewrite-URL',
];

/** Whether a request that is passed on as it is carries any of them; how long its own body is does not count. */
export function isShapedByFields(headers: Headers): boolean {
  return NOT_ON_FILLS.some((name) => name !== 'Content-Length' && headers.has(name));
}

export function stripForFill(headers: Headers): void {
  for (const name of NOT_ON_FILLS) headers.delete(name);
}

/** Headers of a stored page: without those of the connection, of the transfer and of the origin's cache. */
export function storedHeaders(headers: Headers): [string, string][] {
  const kept = new Headers(headers);
  stripInternal(kept);
  stripHopByHop(kept);
  // The body is kept in identity; what the browser may do with it is said when it is sent.
  for (const name of ['Content-Encoding', 'Content-Length', 'Age', 'Cache-Control', 'Pragma', 'Expires'])
    kept.delete(name);
  return [...kept];
}

/**
 * Headers of a response that is stored under the rules of HTTP alone: all of it but what belongs to a connection or to
 * this one message, and what `no-cache="…"` and `private="…"` name (RFC 9111 §3.1, §5.2.2.4, §5.2.2.7). What is said
 * to caches like this one stays with the copy, because it is judged by it, and goes when it is sent.
 */
export function receivedHeaders(headers: Headers): [string, string][] {
  const kept = new Headers(headers);
  stripHopByHop(kept);
  const restricted = restrictedFields(effectiveDirectives(headers).directives);
  for (const name of ['Content-Length', 'Age', TAGS_HEADER, 'Surrogate-Key', ...restricted])
    kept.delete(name);
  return [...kept];
}
