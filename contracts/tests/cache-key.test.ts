import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalPath,
  canonicalQuery,
  canonicalString,
  type KeyFields,
  parseQuery,
} from '../src/cache-key.ts';
import { phpVariableName } from '../src/php-names.ts';

const fields: fc.Arbitrary<KeyFields> = fc.record({
  site: fc.string(),
  scheme: fc.string(),
  host: fc.string(),
  path: fc.string(),
  query: fc.string(),
  persona: fc.string(),
  language: fc.string(),
  currency: fc.string(),
  device: fc.string(),
});

describe('cache key', () => {
  it('two different sets of fields never have one canonical string (CP-63)', () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const same = JSON.stringify(Object.values(a)) === JSON.stringify(Object.values(b));
        return same === (canonicalString(a) === canonicalString(b));
      }),
    );
  });

  it('bytes moved from one field into its neighbour change the key (CP-63)', () => {
    const base = {
      site: '1',
      scheme: 'https',
      language: '',
      currency: '',
      device: '',
      path: '/',
      host: 'a.test',
    };
    expect(canonicalString({ ...base, query: 'y', persona: 'x' })).not.toBe(
      canonicalString({ ...base, query: '', persona: 'yx' }),
    );
  });

  it('a canonical path is its own canonical path, and plain ASCII', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, tail) => {
        const once = canonicalPath(`/${path}${tail}`);
        if (once === null) return true;
        return canonicalPath(once) === once && /^[\x21-\x7e]+$/.test(once);
      }),
    );
  });

  it('a canonical query is its own canonical query', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const once = canonicalQuery(parseQuery(query));
        return canonicalQuery(parseQuery(once)) === once;
      }),
    );
  });

  it('the order of different names never changes the key, the order of equal names does', () => {
    expect(canonicalQuery(parseQuery('b=1&a=2'))).toBe(canonicalQuery(parseQuery('a=2&b=1')));
    expect(canonicalQuery(parseQuery('a=1&a=2'))).not.toBe(canonicalQuery(parseQuery('a=2&a=1')));
  });

  // What parse_str() of PHP 8.2 registers; the same table is in the PHP suite, against the real function.
  it.each([
    ['a.b', 'a_b'],
    ['rest[route', 'rest_route'],
    [' rest_route', 'rest_route'],
    ['rest_route\0x', 'rest_route'],
    ['a[b.c d[e', 'a_b_c_d_e'],
    ['a[b]c.d', 'a'],
    ['a.b[c.d]', 'a_b'],
    ['[a]', ''],
    ['a]b', 'a]b'],
    ['a[', 'a_'],
    ['.a', '_a'],
    ['  ', ''],
  ])('PHP makes %j the variable %j', (name, variable) => {
    expect(phpVariableName(name)).toBe(variable);
  });
});
