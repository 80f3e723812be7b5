/** Headers on their way out: what is for us or about us alone stays here. Pure. */
import { FILL_HEADER } from '@dynamic-cache/contracts/fill';
import { MARKER_HEADER, TAGS_HEADER } from '@dynamic-cache/contracts/marker';

/** Between origin and edge, or about the machines behind; no visitor sees them. */
const INTERNAL = [
  MARKER_HEADER,
  TAGS_HEADER,
  FILL_HEADER,
  'Surrogate-Key',
  'Cache-Tag',
  'Surrogate-Control',
  'CDN-Cache-Control',
  'X-Powered-By',
];

/** RFC 9110 §7.6.1: of one connection only. */
const HOP_BY_HOP = [
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
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

/** Headers of a stored page: without those of the connection, of the transfer and of the origin's cache. */
export function storedHeaders(headers: Headers): [string, string][] {
  const kept = new Headers(headers);
  stripInternal(kept);
  const listed = (headers.get('Connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...HOP_BY_HOP, ...listed.filter((name) => /^[\w-]+$/.test(name))]) kept.delete(name);
  // The body is kept in identity; what the browser may do with it is said when it is sent.
  for (const name of ['Content-Encoding', 'Content-Length', 'Age', 'Cache-Control', 'Pragma', 'Expires'])
    kept.delete(name);
  return [...kept];
}
