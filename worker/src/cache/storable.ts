/**
 * What must never be stored, although the origin signed for it: something between its last check and here may have
 * added a cookie, a redirect or a word of caution. Pure.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import { httpDate } from './http-date.ts';

export interface FillResponse {
  status: number;
  headers: Headers;
  /** Canonical path of the page. */
  path: string;
  /** Milliseconds. */
  receivedAt: number;
}

// The line with which the plugin sends pages to browsers; it says nothing about this cache, whose life the marker sets.
const BROWSER_LINE = /^max-age=0, must-revalidate$/;

const PROHIBITIONS = ['private', 'no-store', 'no-cache'];

const STATIC_FILE =
  /\.(css|js|mjs|map|json|txt|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|otf|eot|pdf|mp[34]|webm|zip)$/i;

/** Why a response must not be stored; null when nothing speaks against it. `notFound`: 404 may be stored. */
export function whyNotStorable(
  { status, headers, path, receivedAt }: FillResponse,
  notFound: boolean,
): Reason | null {
  if (status !== 200 && !(status === 404 && notFound)) return 'status';
  if (headers.has('Set-Cookie')) return 'set-cookie';
  if (forbidsStoring(headers, receivedAt)) return 'cache-control';
  const vary = (headers.get('Vary') ?? '').toLowerCase().split(',');
  if (vary.some((name) => !['', 'accept-encoding'].includes(name.trim()))) return 'vary';
  const html = /^text\/html\b/i.test(headers.get('Content-Type') ?? '');
  // A page under the name of a file is a lure: somebody else would be shown it (threat CP-50).
  return html && STATIC_FILE.test(path) && !path.endsWith('/robots.txt') ? 'path' : null;
}

/**
 * A prohibition counts in either field, because a proxy that adds one knows nothing of the targeted field. How long
 * a page lives is read from the targeted one where it is present (RFC 9213).
 */
function forbidsStoring(headers: Headers, receivedAt: number): boolean {
  const targeted = headers.get('CDN-Cache-Control');
  const line = headers.get('Cache-Control');
  const lines = [targeted, line].filter((value) => value !== null).map(parseDirectives);
  if (lines.some((directives) => PROHIBITIONS.some((name) => directives.has(name)))) return true;
  if (targeted === null && line !== null && BROWSER_LINE.test(line)) return false;
  const [directives] = lines;
  if (directives !== undefined) return zero(directives.get('s-maxage') ?? directives.get('max-age'));
  return expired(headers, receivedAt) || /no-cache/i.test(headers.get('Pragma') ?? '');
}

/** Directive names are lower-cased; a value may be quoted. Of two with one name the stricter, shorter-lived one counts. */
function parseDirectives(line: string): Map<string, string> {
  const directives = new Map<string, string>();
  for (const [, name = '', value = ''] of line.matchAll(
    /([!#$%&'*+.^_`|~\w-]+)\s*(?:=\s*("[^"]*"|[^\s,]*))?/g,
  )) {
    const bare = value.replaceAll('"', '').trim();
    const key = name.toLowerCase();
    if (!zero(directives.get(key))) directives.set(key, bare);
  }
  return directives;
}

function zero(seconds: string | undefined): boolean {
  return seconds !== undefined && !(Number(seconds) > 0);
}

/** RFC 9111 §5.3: a value that is no date, such as 0, is in the past. */
function expired(headers: Headers, receivedAt: number): boolean {
  if (!headers.has('Expires')) return false;
  const expires = httpDate(headers.get('Expires'));
  return expires === null || expires <= (httpDate(headers.get('Date')) ?? receivedAt);
}
