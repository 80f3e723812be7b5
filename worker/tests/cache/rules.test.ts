/** The pure core, section by section: what the conformance run cannot see apart, and what holds for every input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCacheStatus } from '../../src/cache/cache-status.ts';
import { type Candidate, decide, mayReplace } from '../../src/cache/decide.ts';
import { parseDirectives, restrictedFields, seconds } from '../../src/cache/directives.ts';
import { initialAge, lifetime, type Received } from '../../src/cache/freshness.ts';
import { formatHttpDate, httpDate } from '../../src/cache/http-date.ts';
import { invalidated } from '../../src/cache/invalidation.ts';
import { partOf } from '../../src/cache/range.ts';
import { asksOf } from '../../src/cache/request-directives.ts';
import { stalePolicy } from '../../src/cache/stale-policy.ts';
import { whyNotStorable } from '../../src/cache/storable.ts';
import { confirms, updateHeaders } from '../../src/cache/update.ts';
import { selecting, varyOf } from '../../src/cache/vary.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const received = (headers: Record<string, string>, changes: Partial<Received> = {}): Received => ({
  status: 200,
  headers: new Headers(headers),
  requestedAt: NOW,
  receivedAt: NOW,
  ...changes,
});
const OFF = { marker: 'off', method: 'GET', request: new Headers() } as const;
const fieldValue = fc.string({ unit: fc.constantFrom(...'max-age=0123,"\\ ;s\tnocachepriv'), maxLength: 40 });

describe('RFC 9110 §5.6.7: a date', () => {
  it('is read in three forms, and comes back from the one that is sent', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((value) => value * 1000);
    fc.assert(
      fc.property(second, (time) => {
        expect(httpDate(formatHttpDate(time))).toBe(time);
      }),
    );
    const same = Date.UTC(1994, 10, 6, 8, 49, 37);
    for (const text of [
      'Sun, 06 Nov 1994 08:49:37 GMT',
      'Sunday, 06-Nov-94 08:49:37 GMT',
      'Sun Nov  6 08:49:37 1994',
      // RFC 9111 §4.2: a cache should match the letters without regard to case.
      'sun, 06 NOV 1994 08:49:37 gMT',
      'SUNDAY, 06-nov-94 08:49:37 gmt',
      'SUN nOV  6 08:49:37 1994',
    ])
      expect(httpDate(text)).toBe(same);
  });

  it.each([
    '0',
    '',
    'Sun, 31 Feb 2026 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nox 1994 08:49:37 GMT',
  ])('%j is none', (text) => expect(httpDate(text)).toBe(null));
});

describe('RFC 9111 §5.2: directives', () => {
  it('are read from any text, however long and malformed', () => {
    fc.assert(
      fc.property(fieldValue, (text) => void parseDirectives(text)),
      { numRuns: 2000 },
    );
    // A reading that takes time by the square of the length, or worse, would not end here.
    parseDirectives('"\\'.repeat(20_000));
    parseDirectives(`${'a,'.repeat(20_000)}"`);
    parseDirectives('a="'.repeat(20_000));
  });

  it('that are added never make a lifetime longer', () => {
    const run = fc.property(fc.nat(1000), fc.nat(1000), (one, two) => {
      const both = parseDirectives(`max-age=${one}, max-age=${two}`);
      expect(seconds(both, 'max-age')).toBe(Math.min(one, two));
    });
    fc.assert(run);
  });

  it('name fields in quotes', () => {
    expect(restrictedFields(parseDirectives('private="A, b", no-cache="c", max-age=1'))).toEqual([
      'c',
      'a',
      'b',
    ]);
  });
});

describe('RFC 9111 §4.2.3: the age', () => {
  it.each([
    [{ Age: '10' }, 0, 10],
    [{ Age: '10' }, 5000, 15],
    [{ Date: formatHttpDate(NOW - 60_000) }, 0, 60],
    [{ Date: formatHttpDate(NOW - 60_000), Age: '90' }, 0, 90],
    [{ Date: formatHttpDate(NOW + 60_000) }, 0, 0],
    [{ Age: '99999999999999' }, 0, 2_147_483_648],
    // §5.1: the first member of a list, and nothing where that is no number.
    [{ Age: '10, 90' }, 0, 10],
    [{ Age: ', 90, 10' }, 0, 90],
    [{ Age: 'abc, 90' }, 0, 0],
  ])('of %j after %i ms is %i', (headers, delay, age) => {
    expect(initialAge(received(headers, { requestedAt: NOW - delay }))).toBe(age);
  });
});

describe('RFC 9111 §4.2.2: a heuristic', () => {
  it('is a tenth of the time since the change, and a week at most', () => {
    const guess = (days: number) =>
      lifetime(received({ 'Last-Modified': formatHttpDate(NOW - days * 86_400_000) }));
    expect(guess(10)).toEqual({ seconds: 86_400, source: 'heuristic' });
    expect(guess(1000).seconds).toBe(7 * 86_400);
  });
});

describe('RFC 9111 §3: storing', () => {
  it('never takes a cookie, a private answer, a part or an answer that forbids it, whatever else is said', () => {
    const run = fc.property(
      fieldValue,
      fc.constantFrom(200, 206, 404),
      fc.boolean(),
      (line, status, cookie) => {
        const headers = new Headers({ 'Cache-Control': `public, max-age=60, ${line.replaceAll('"', '')}` });
        if (cookie) headers.append('Set-Cookie', 'a=b');
        const why = whyNotStorable({ status, headers, requestedAt: NOW, receivedAt: NOW }, OFF);
        if (cookie || status === 206) expect(why).not.toBe(null);
        headers.append('Cache-Control', 'no-store');
        expect(whyNotStorable({ status, headers, requestedAt: NOW, receivedAt: NOW }, OFF)).not.toBe(null);
      },
    );
    fc.assert(run);
  });

  it('of what a mark allows obeys the same words of caution', () => {
    const marked = { marker: 'required', path: '/a/', notFound: false } as const;
    expect(whyNotStorable(received({ 'Cache-Control': 'max-age=60' }), marked)).toBe(null);
    expect(whyNotStorable(received({ 'Cache-Control': 'max-age=60, private' }), marked)).toBe(
      'cache-control',
    );
    expect(whyNotStorable(received({ 'Set-Cookie': 'a=b' }), marked)).toBe('set-cookie');
    expect(whyNotStorable(received({ Vary: 'Cookie' }), marked)).toBe('vary');
  });
});

const candidates: fc.Arbitrary<Candidate> = fc.record({
  age: fc.nat(1000),
  storedAt: fc.constant(NOW / 1000),
  expiresAt: fc.integer({ min: -1000, max: 1000 }).map((left) => NOW / 1000 + left),
  stale: fc
    .constantFrom(
      'max-age=1',
      'no-cache',
      'must-revalidate',
      's-maxage=1',
      'stale-while-revalidate=100',
      'stale-if-error=100',
    )
    .map((line) => stalePolicy(new Headers({ 'Cache-Control': line }))),
});
const asked = fc
  .constantFrom('', 'no-cache', 'max-age=5', 'min-fresh=5', 'max-stale', 'max-stale=9', 'only-if-cached')
  .map((line) => asksOf(new Headers({ 'Cache-Control': line })));

describe('the decision', () => {
  it('is the same for the same input, and asks nobody', () => {
    const run = fc.property(candidates, asked, fc.nat(2000), (candidate, asks, later) => {
      const situation = { asks, candidate, softlyPurged: false, now: NOW / 1000 + later };
      expect(decide(situation)).toEqual(decide(structuredClone(situation)));
    });
    fc.assert(run);
  });

  it('never calls something fresh again that was not', () => {
    const run = fc.property(candidates, asked, fc.nat(2000), fc.nat(2000), (candidate, asks, one, two) => {
      const at = (later: number) => decide({ asks, candidate, softlyPurged: false, now: NOW / 1000 + later });
      const [earlier, later] = [at(Math.min(one, two)), at(Math.max(one, two))];
      const isFresh = (decision: typeof earlier) => decision.action === 'serve' && decision.how === 'fresh';
      if (isFresh(later)) expect(isFresh(earlier)).toBe(true);
    });
    fc.assert(run, { numRuns: 2000 });
  });

  it('never goes to the origin for only-if-cached', () => {
    const asks = asksOf(new Headers({ 'Cache-Control': 'only-if-cached' }));
    const run = fc.property(fc.option(candidates), (candidate) => {
      const { action } = decide({ asks, candidate, softlyPurged: false, now: NOW / 1000 });
      expect(['validate', 'fetch']).not.toContain(action);
    });
    fc.assert(run);
  });

  it('shows nothing stale that says must-revalidate, whoever asks and whatever fails', () => {
    const stale = stalePolicy(
      new Headers({ 'Cache-Control': 'must-revalidate, stale-if-error=99, stale-while-revalidate=99' }),
    );
    const candidate = { age: 0, storedAt: NOW / 1000, expiresAt: NOW / 1000 - 1, stale };
    const asks = asksOf(new Headers({ 'Cache-Control': 'max-stale' }));
    expect(decide({ asks, candidate, softlyPurged: false, now: NOW / 1000 }).action).toBe('validate');
    for (const failure of ['error', 'unreachable'] as const)
      expect(mayReplace(candidate, failure, NOW / 1000)).toBe(false);
  });

  it('lets stale-while-revalidate beside s-maxage count, which CDNs are told in one line', () => {
    const stale = stalePolicy(new Headers({ 'Cache-Control': 's-maxage=1, stale-while-revalidate=60' }));
    expect(stale).toEqual({
      validate: false,
      whileRevalidate: 60,
      ifError: 0,
      unreachable: 0,
      onRequest: false,
    });
  });
});

describe('RFC 9110 §14: a part', () => {
  it('lies within the response, and is never empty', () => {
    const text = fc
      .tuple(fc.option(fc.nat(30)), fc.option(fc.nat(30)))
      .map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`);
    const run = fc.property(text, fc.nat(20), (range, length) => {
      const part = partOf(new Headers({ Range: range }), new Headers(), length);
      if (part.part !== 'bytes') return;
      expect(part.first).toBeLessThanOrEqual(part.last);
      expect(part.last).toBeLessThan(length);
    });
    fc.assert(run);
  });
});

describe('RFC 9111 §4.3.4: a 304', () => {
  it('speaks of the response whose validator it names', () => {
    const stored = new Headers({ ETag: '"a"', 'Last-Modified': 'x' });
    expect(confirms(stored, new Headers({ ETag: '"a"' }))).toBe(true);
    expect(confirms(stored, new Headers({ ETag: '"b"' }))).toBe(false);
    expect(confirms(stored, new Headers({ 'Last-Modified': 'y' }))).toBe(false);
    expect(confirms(stored, new Headers())).toBe(true);
    expect(confirms(new Headers(), new Headers({ ETag: '"a"' }))).toBe(false);
  });

  it('changes neither what is stored nor what came, and not the length of the body', () => {
    const stored = new Headers({ A: '1', 'Content-Length': '5', Age: '9' });
    const merged = updateHeaders(stored, new Headers({ A: '2', 'Content-Length': '0' }));
    expect([...merged]).toEqual([
      ['a', '2'],
      ['content-length', '5'],
    ]);
    expect(stored.get('A')).toBe('1');
  });
});

describe('RFC 9111 §4.1: Vary', () => {
  it('selects the same for values that mean the same', () => {
    const of = (value: string) => selecting(new Headers({ 'Accept-Language': value }), ['accept-language']);
    expect(of('EN , de;q=0.5')).toEqual(of('de; q=0.5,en;q=1.0'));
    expect(of('en')).not.toEqual(of('de'));
    expect(varyOf(new Headers({ Vary: 'B, a,, b' }))).toEqual(['a', 'b']);
    expect(varyOf(new Headers({ Vary: 'a, *' }))).toBe(null);
  });
});

describe('RFC 9111 §4.4: invalidation', () => {
  const response = {
    status: 200,
    headers: new Headers({ Location: '/b', 'Content-Location': 'https://elsewhere.test/c' }),
  };
  it('takes the target and what it names on the same origin', () => {
    expect(invalidated('POST', 'https://a.test/x?y', response)).toEqual([
      'https://a.test/x?y',
      'https://a.test/b',
    ]);
    expect(invalidated('GET', 'https://a.test/x', response)).toEqual([]);
    expect(invalidated('POST', 'https://a.test/x', { ...response, status: 500 })).toEqual([]);
  });
});

describe('RFC 9211: Cache-Status', () => {
  it.each([
    [{ how: 'hit', ttl: 5, reason: 'fresh' } as const, 'hit; ttl=5; detail=fresh'],
    [
      {
        how: 'miss',
        stored: true,
        collapsed: true,
        status: 200,
        reason: 'collapsed',
        fwd: 'vary-miss',
      } as const,
      'fwd=vary-miss; fwd-status=200; stored; collapsed; detail=collapsed',
    ],
    [
      { how: 'bypass', status: 201, reason: 'method', fwd: 'method' } as const,
      'fwd=method; fwd-status=201; detail=method',
    ],
  ])('tells %j', (handling, parameters) => {
    expect(appendCacheStatus('before; hit', handling)).toBe(`before; hit, dynamic-cache-edge; ${parameters}`);
  });
});
