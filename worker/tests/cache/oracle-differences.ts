/**
 * Where this cache and `http-cache-semantics` decide differently, and the sentence by which we do. A difference that no
 * row explains fails the test, and so does a row that explains none.
 */
import { deltaSeconds, parseDirectives, seconds } from '../../src/cache/directives.ts';
import { httpDate } from '../../src/cache/http-date.ts';
import { asksOf } from '../../src/cache/request-directives.ts';

/** A response to a first request, and a second request some seconds later. */
export interface Pair {
  status: number;
  response: Record<string, string>;
  first: Record<string, string>;
  second: Record<string, string>;
  elapsed: number;
}

export interface Difference {
  name: string;
  rfc: string;
  /** Who reuses the response. */
  reuses: 'we' | 'oracle' | 'either';
  explains(pair: Pair, now: number): boolean;
}

const has = ({ response }: Pair, name: string) =>
  parseDirectives(response['cache-control'] ?? null).has(name);
const asks = ({ second }: Pair) => asksOf(new Headers(second));

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'must-revalidate while it is fresh',
    rfc: 'RFC 9111 §5.2.2.2: once the response has become stale, it is not reused without validation; a fresh one is.',
    reuses: 'we',
    explains: (pair) => has(pair, 'must-revalidate'),
  },
  {
    name: 'proxy-revalidate while it is fresh',
    rfc: 'RFC 9111 §5.2.2.8: the same as must-revalidate, for shared caches.',
    reuses: 'we',
    explains: (pair) => has(pair, 'proxy-revalidate'),
  },
  {
    name: 'statuses that have no default lifetime',
    rfc: 'RFC 9111 §3: any final status may be stored with explicit freshness.',
    reuses: 'we',
    explains: ({ status }) =>
      ![200, 203, 204, 300, 301, 302, 303, 307, 308, 404, 405, 410, 414, 501].includes(status),
  },
  {
    name: 'no-cache and private that name a field',
    rfc: 'RFC 9111 §5.2.2.4, §5.2.2.7: the qualified forms limit the named fields only.',
    reuses: 'we',
    explains: ({ response }) => /(no-cache|private)="/.test(response['cache-control'] ?? ''),
  },
  {
    name: 'must-understand beside no-store',
    rfc: 'RFC 9111 §5.2.2.3: a cache that knows the status sets no-store aside.',
    reuses: 'we',
    explains: (pair) => has(pair, 'must-understand') && has(pair, 'no-store'),
  },
  {
    name: 'Pragma of a response',
    rfc: 'RFC 9111 §5.4: Pragma has no meaning in a response.',
    reuses: 'we',
    explains: ({ response }) => response.pragma !== undefined,
  },
  {
    name: 'Pragma of a request beside Cache-Control',
    rfc: 'RFC 9111 §5.4: Pragma counts where Cache-Control is absent.',
    reuses: 'we',
    explains: ({ second }) => second.pragma !== undefined && second['cache-control'] !== undefined,
  },
  {
    name: 'an age that the Date tells',
    rfc: 'RFC 9111 §4.2.3: apparent_age is response_time less date_value, and the larger of both ages counts.',
    reuses: 'oracle',
    explains: ({ response }, now) => (httpDate(response.date ?? null) ?? now) < now,
  },
  {
    name: 'directives that are repeated',
    rfc: 'RFC 9111 §4.2.1: of two values the most restrictive one may be used, or the response taken for stale.',
    reuses: 'oracle',
    explains: ({ response }) =>
      [...parseDirectives(response['cache-control'] ?? null).values()].some((values) => values.length > 1),
  },
  {
    name: 'directives in a quoted text',
    rfc: "RFC 9111 §5.2: a directive's argument may be a quoted-string, and a comma in it parts nothing.",
    reuses: 'either',
    explains: ({ response }) => /"[^"]*max-age/.test(response['cache-control'] ?? ''),
  },
  {
    name: 'directives in large letters',
    rfc: 'RFC 9111 §5.2: directives are compared without regard to case.',
    reuses: 'either',
    explains: ({ response }) => /[A-Z]/.test(response['cache-control'] ?? ''),
  },
  {
    name: 'max-age of a request beside max-stale',
    rfc: 'RFC 9111 §5.2.1.1: unless max-stale is also present, no stale response is wanted.',
    reuses: 'we',
    explains: (pair) => asks(pair).maxAge !== null && asks(pair).maxStale > 0,
  },
  {
    name: 'max-stale against a prohibition',
    rfc: 'RFC 9111 §4.2.4, §5.2.2.10: s-maxage stands for proxy-revalidate, which forbids a stale response.',
    reuses: 'oracle',
    explains: (pair) =>
      asks(pair).maxStale > 0 &&
      (has(pair, 's-maxage') || has(pair, 'proxy-revalidate') || has(pair, 'no-cache')),
  },
  {
    name: 'stale-while-revalidate against a prohibition',
    rfc: 'RFC 9111 §4.2.4: a directive that forbids stale responses is obeyed.',
    reuses: 'oracle',
    explains: (pair) =>
      has(pair, 'stale-while-revalidate') && (has(pair, 'proxy-revalidate') || has(pair, 'no-cache')),
  },
  {
    name: 'cookies that are set',
    rfc: 'RFC 9111 §7.3 leaves it to the cache; a cookie for one client is given to no other here.',
    reuses: 'oracle',
    explains: ({ response }) => response['set-cookie'] !== undefined,
  },
  {
    name: 'a heuristic for more than a week',
    rfc: 'RFC 9111 §4.2.2: caches are encouraged to use a fraction of the time since the change, and an upper limit.',
    reuses: 'oracle',
    explains: ({ response }, now) =>
      now - (httpDate(response['last-modified'] ?? null) ?? now) > 70 * 86_400_000,
  },
  {
    name: 'Vary that is normalised',
    rfc: 'RFC 9111 §4.1: values may be normalised where their meaning stays the same.',
    reuses: 'we',
    explains: ({ response, first, second }) =>
      /foo/i.test(response.vary ?? '') &&
      first.foo !== second.foo &&
      first.foo?.replace(' ', '') === second.foo?.replace(' ', ''),
  },
  {
    name: 'an Expires that is no date of HTTP',
    rfc: 'RFC 9111 §5.3: invalid date formats are in the past.',
    reuses: 'oracle',
    explains: ({ response }) => response.expires !== undefined && httpDate(response.expires) === null,
  },
  {
    name: 'an empty Age or one with something behind it',
    rfc: 'RFC 9111 §5.1, §1.2.1: delta-seconds are digits alone; what is none says nothing.',
    reuses: 'we',
    explains: ({ response }) => deltaSeconds(response.age ?? null) === null && response.age !== undefined,
  },
  {
    name: 'immutable',
    rfc: 'RFC 8246 §2: immutable speaks of reloads while fresh and gives no lifetime.',
    reuses: 'oracle',
    explains: (pair) =>
      has(pair, 'immutable') &&
      seconds(parseDirectives(pair.response['cache-control'] ?? null), 'max-age') === null,
  },
  {
    name: 'nothing that could be used',
    rfc: 'RFC 9111 §3: storing is never a duty; what has no lifetime and no validator serves nobody but who asks for max-stale.',
    reuses: 'oracle',
    explains: (pair) =>
      asks(pair).maxStale > 0 && !('etag' in pair.response) && !('last-modified' in pair.response),
  },
];
