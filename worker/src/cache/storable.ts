/**
 * What may be stored (RFC 9111 §3). A site of ours marks what may be, and this is the last check of it: something
 * between the mark and here may have added a cookie, a redirect or a word of caution. Without marks the rules of HTTP
 * are all there is. Pure.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import { validators } from './conditional.ts';
import { type Directives, forbids, parseDirectives } from './directives.ts';
import { HEURISTIC_STATUSES, lifetime, type Received } from './freshness.ts';
import { asksOf } from './request-directives.ts';
import { stalePolicy } from './stale-policy.ts';
import { effectiveDirectives } from './targeted.ts';
import { varyOf } from './vary.ts';

/** Who says that a response may be stored. */
export type Permission =
  /** The origin's mark, which was found to be genuine; `notFound`: the owner lets 404 be stored. */
  | { marker: 'required'; path: string; notFound: boolean }
  /** The rules of HTTP, for the answer to this request. */
  | { marker: 'off'; method: string; request: Headers };

/** Why a response must not be stored; null when nothing speaks against it. */
export function whyNotStorable(response: Received, permission: Permission): Reason | null {
  // RFC 9111 §7.3 would allow it; a cookie that is meant for one visitor would be given to all.
  if (response.headers.has('Set-Cookie')) return 'set-cookie';
  return permission.marker === 'off'
    ? whyNotByHttp(response, permission.method, permission.request)
    : whyNotMarked(response, permission);
}

// The line with which the plugin sends pages to browsers; it says nothing about this cache, whose life the marker sets.
const BROWSER_LINE = /^max-age=0, must-revalidate$/;

const PROHIBITIONS = ['private', 'no-store', 'no-cache'];

const STATIC_FILE =
  /\.(css|js|mjs|map|json|txt|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|otf|eot|pdf|mp[34]|webm|zip)$/i;

function whyNotMarked(
  response: Received,
  { path, notFound }: { path: string; notFound: boolean },
): Reason | null {
  const { status, headers } = response;
  if (status !== 200 && !(status === 404 && notFound)) return 'status';
  if (cautions(response)) return 'cache-control';
  const vary = varyOf(headers);
  if (vary === null || vary.some((name) => name !== 'accept-encoding')) return 'vary';
  const html = /^text\/html\b/i.test(headers.get('Content-Type') ?? '');
  // A page under the name of a file is a lure: somebody else would be shown it (threat CP-50).
  return html && STATIC_FILE.test(path) && !path.endsWith('/robots.txt') ? 'path' : null;
}

/**
 * A prohibition counts in either field, because a proxy that adds one knows nothing of the targeted field. How long
 * a page lives is read from the targeted one where it is present (RFC 9213).
 */
function cautions(response: Received): boolean {
  const { headers } = response;
  const targeted = headers.get('CDN-Cache-Control');
  const line = headers.get('Cache-Control');
  const lines = [targeted, line].map(parseDirectives);
  if (lines.some((directives) => PROHIBITIONS.some((name) => directives.has(name)))) return true;
  if (targeted === null && line !== null && BROWSER_LINE.test(line)) return false;
  if (targeted === null && line === null && /no-cache/i.test(headers.get('Pragma') ?? '')) return true;
  const { source, seconds } = lifetime(response);
  return seconds === 0 && source !== 'heuristic' && source !== 'none';
}

/** Statuses whose meaning for a cache this one knows, as `must-understand` asks (§5.2.2.3). */
const UNDERSTOOD = [...HEURISTIC_STATUSES, 302, 303, 307, 400, 401, 403, 500, 502, 503, 504];

function whyNotByHttp(response: Received, method: string, request: Headers): Reason | null {
  const { status, headers } = response;
  if (method !== 'GET') return 'method';
  const { directives } = effectiveDirectives(headers);
  // 206 is a part, 304 no response of its own, and a final one there must be.
  if (status < 200 || status === 206 || status === 304) return 'status';
  const mustUnderstand = directives.has('must-understand');
  if (mustUnderstand && !UNDERSTOOD.includes(status)) return 'status';
  if (asksOf(request).noStore || (directives.has('no-store') && !mustUnderstand)) return 'cache-control';
  if (forbids(directives, 'private')) return 'cache-control';
  if (request.has('Authorization') && !isForShared(directives)) return 'authorization';
  if (varyOf(headers) === null) return 'vary';
  return isUseful(response, directives) ? null : 'cache-control';
}

/** §3.5: what the origin must say before an answer to credentials is shown to others. */
function isForShared(directives: Directives): boolean {
  return ['public', 'must-revalidate', 's-maxage'].some((name) => directives.has(name));
}

/** §3: something says that it may be kept; and it is of use: fresh, stale with leave, or at least open to validation. */
function isUseful(response: Received, directives: Directives): boolean {
  const { status, headers } = response;
  const { seconds, source } = lifetime(response);
  const mayBeKept = source !== 'none' || HEURISTIC_STATUSES.includes(status) || directives.has('public');
  if (!mayBeKept) return false;
  return seconds > 0 || stalePolicy(headers).whileRevalidate > 0 || validators(headers).length > 0;
}
