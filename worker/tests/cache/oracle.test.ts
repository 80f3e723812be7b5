/** Thousands of exchanges, decided by our core and by `http-cache-semantics`: the same but for the explained. */
import fc from 'fast-check';
import CachePolicy from 'http-cache-semantics';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/cache/decide.ts';
import { initialAge, lifetime, type Received } from '../../src/cache/freshness.ts';
import { asksOf } from '../../src/cache/request-directives.ts';
import { stalePolicy } from '../../src/cache/stale-policy.ts';
import { whyNotStorable } from '../../src/cache/storable.ts';
import { sameSelecting, selecting, varyOf } from '../../src/cache/vary.ts';
import { DIFFERENCES, type Pair } from './oracle-differences.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let clock = NOW;

class ClockedPolicy extends CachePolicy {
  now(): number {
    return clock;
  }
}

const date = (seconds: number) => new Date(NOW + seconds * 1000).toUTCString();
const directive = fc.constantFrom(
  'max-age=0',
  'max-age=60',
  'max-age=600',
  'max-age=junk',
  'MAX-AGE=600',
  's-maxage=0',
  's-maxage=300',
  'public',
  'private',
  'no-store',
  'NO-STORE',
  'no-cache',
  'must-revalidate',
  'proxy-revalidate',
  'must-understand',
  'immutable',
  'no-cache="x"',
  'private="x"',
  'ext="a, max-age=600"',
  'stale-while-revalidate=120',
  'stale-if-error=120',
  'no-transform',
);
const dates = fc.constantFrom(-10_000_000, -100_000, -300, 0, 300, 100_000).map(date);
const header = <T>(values: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight, arbitrary: values });
const line = (one: fc.Arbitrary<string>) =>
  fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
const requestLine = fc
  .uniqueArray(
    fc.constantFrom(
      'no-cache',
      'no-store',
      'max-age=0',
      'max-age=100',
      'max-stale',
      'max-stale=100',
      'min-fresh=100',
      'x',
    ),
    { minLength: 1, maxLength: 3, selector: (text) => text.split('=')[0] },
  )
  .map((all) => all.join(', '));
const requestFields = fc.record({
  'cache-control': header(requestLine, 4),
  pragma: header(fc.constantFrom('no-cache', 'x')),
  authorization: header(fc.constant('Basic eDp5')),
  foo: header(fc.constantFrom('1', '2', '1,2', '1, 2'), 4),
});
const responseFields = fc.record({
  'cache-control': header(line(directive), 16),
  expires: header(fc.oneof(dates, fc.constantFrom('0', '2050-01-01', 'Thu, 18 Aug 2050 02:01:18 UTC'))),
  date: header(fc.constantFrom(-300, 0).map(date)),
  'last-modified': header(dates),
  age: header(fc.constantFrom('0', '30', '500', '0, 500', 'x', '500x')),
  etag: header(fc.constant('"a"')),
  vary: header(fc.constantFrom('Foo', '*', 'foo, bar'), 2),
  pragma: header(fc.constant('no-cache')),
  'set-cookie': header(fc.constant('a=b')),
});
const present = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
const pairs: fc.Arbitrary<Pair> = fc.record({
  status: fc.constantFrom(200, 200, 200, 204, 301, 302, 404, 418, 500, 599),
  response: responseFields.map(present),
  first: requestFields.map(present),
  second: requestFields.map(present),
  elapsed: fc.constantFrom(0, 10, 100, 350, 1000, 800_000),
});

function weReuse({ status, response, first, second, elapsed }: Pair): boolean {
  const received: Received = { status, headers: new Headers(response), requestedAt: NOW, receivedAt: NOW };
  const permission = { marker: 'off', method: 'GET', request: new Headers(first) } as const;
  if (whyNotStorable(received, permission) !== null) return false;
  const names = varyOf(received.headers) ?? [];
  if (!sameSelecting(selecting(new Headers(first), names), selecting(new Headers(second), names)))
    return false;
  const age = initialAge(received);
  const storedAt = NOW / 1000;
  const expiresAt = storedAt + lifetime(received).seconds - age;
  const candidate = { age, storedAt, expiresAt, stale: stalePolicy(received.headers) };
  const decision = decide({
    asks: asksOf(new Headers(second)),
    candidate,
    softlyPurged: false,
    now: storedAt + elapsed,
  });
  return decision.action === 'serve' || decision.action === 'serve-and-refresh';
}

function oracleReuses({ status, response, first, second, elapsed }: Pair): boolean {
  clock = NOW;
  const policy = new ClockedPolicy(
    { method: 'GET', url: '/', headers: first },
    { status, headers: response },
  );
  if (!policy.storable()) return false;
  clock = NOW + elapsed * 1000;
  return policy.evaluateRequest({ method: 'GET', url: '/', headers: second }).response !== undefined;
}

describe('the core and http-cache-semantics', () => {
  it('decide alike, but for the differences that an RFC explains', () => {
    const used = new Set<string>();
    const check = fc.property(pairs, (pair) => {
      const we = weReuse(pair);
      if (we === oracleReuses(pair)) return;
      const rows = DIFFERENCES.filter(
        ({ reuses, explains }) =>
          (reuses === 'either' || reuses === (we ? 'we' : 'oracle')) && explains(pair, NOW),
      );
      const [only] = rows;
      if (only !== undefined && rows.length === 1) used.add(only.name);
      expect(rows.length, `${we ? 'we reuse' : 'the oracle reuses'} ${JSON.stringify(pair)}`).toBeGreaterThan(
        0,
      );
    });
    fc.assert(check, { numRuns: 60_000, seed: 9111 });
    expect(DIFFERENCES.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });
});
