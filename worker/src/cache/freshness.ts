/** How long a response is fresh, and how old it was when it came (RFC 9111 §4.2). Pure; times are passed in. */
import { type Directives, deltaSeconds, LONGEST_SECONDS, seconds } from './directives.ts';
import { httpDate } from './http-date.ts';
import { effectiveDirectives } from './targeted.ts';

/** A response with the moments of its exchange, in milliseconds since 1970. */
export interface Received {
  status: number;
  headers: Headers;
  requestedAt: number;
  receivedAt: number;
}

export interface Lifetime {
  seconds: number;
  /** `none`: the response says nothing and may not be guessed about. */
  source: 's-maxage' | 'max-age' | 'expires' | 'heuristic' | 'none';
}

/** RFC 9110 §15.1: statuses that may be kept although the response says nothing about it. 206 is, but never here. */
export const HEURISTIC_STATUSES = [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501];

/** §4.2.2: a tenth of the time since the last change, and a week at most. */
const HEURISTIC_SHARE = 0.1;
const HEURISTIC_MOST = 7 * 86_400;

/** Freshness lifetime for a shared cache, §4.2.1: the first of s-maxage, max-age, Expires, a heuristic. */
export function lifetime(response: Received): Lifetime {
  const { directives, targeted } = effectiveDirectives(response.headers);
  const shared = seconds(directives, 's-maxage');
  if (shared !== null) return { seconds: shared, source: 's-maxage' };
  const maxAge = seconds(directives, 'max-age');
  if (maxAge !== null) return { seconds: maxAge, source: 'max-age' };
  // RFC 9213 §2.2: where a targeted field counts, Expires does not.
  if (!targeted && response.headers.has('Expires'))
    return { seconds: untilExpires(response), source: 'expires' };
  return heuristic(response, directives);
}

/** §5.3: what is no date, such as `0`, is in the past, and so is a field that came twice and says different things. */
function untilExpires({ headers, receivedAt }: Received): number {
  const expires = httpDate(headers.get('Expires'));
  if (expires === null) return 0;
  const from = httpDate(headers.get('Date')) ?? receivedAt;
  return Math.min(Math.max(0, Math.floor((expires - from) / 1000)), LONGEST_SECONDS);
}

function heuristic({ status, headers, receivedAt }: Received, directives: Directives): Lifetime {
  const modified = httpDate(headers.get('Last-Modified'));
  const allowed = HEURISTIC_STATUSES.includes(status) || directives.has('public');
  if (modified === null || !allowed) return { seconds: 0, source: 'none' };
  const since = ((httpDate(headers.get('Date')) ?? receivedAt) - modified) / 1000;
  const guessed = Math.floor(Math.min(Math.max(0, since * HEURISTIC_SHARE), HEURISTIC_MOST));
  return { seconds: guessed, source: 'heuristic' };
}

/** §4.2.3: corrected initial age in whole seconds. */
export function initialAge({ headers, requestedAt, receivedAt }: Received): number {
  const date = httpDate(headers.get('Date'));
  const apparent = date === null ? 0 : Math.max(0, Math.floor((receivedAt - date) / 1000));
  const delay = Math.max(0, Math.floor((receivedAt - requestedAt) / 1000));
  return Math.min(Math.max(apparent, ageValue(headers) + delay), LONGEST_SECONDS);
}

/** The `Age` of a response. Of a list the first member counts, and one that is no number says nothing (§5.1). */
export function ageValue(headers: Headers): number {
  const members = (headers.get('Age') ?? '').split(',').map((member) => member.trim());
  return deltaSeconds(members.find((member) => member !== '') ?? null) ?? 0;
}
