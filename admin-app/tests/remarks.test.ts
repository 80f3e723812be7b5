// @vitest-environment jsdom
/** What the Worker says of a run by codes, in the language of the app. */
import { Remark } from '@dynamic-cache/contracts/benchmark';
import { resetLocaleData, setLocaleData } from '@wordpress/i18n';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spoken } from '../src/screens/benchmark/remarks.ts';

beforeAll(() => document.documentElement.setAttribute('lang', 'en-US'));
afterEach(() => resetLocaleData({}, 'ai-wp-dynamic-cache'));

const REMARKS = [
  { code: 'best', strategy: 'edge-r2', ttl_seconds: 3600, passed: 2 },
  { code: 'close', strategy: 'edge-balanced', ttl_seconds: 3600, lead: 0.004 },
  { code: 'ahead', strategy: 'origin-disk', ttl_seconds: 3600, lead: 0.25 },
  { code: 'left-out', strategy: 'object-cache', failures: ['digest_mismatch', 'cache_key_collision'] },
  { code: 'shared', bonus: 0.12, samples: 40 },
  { code: 'in-use' },
].map((remark) => Remark.parse(remark));

describe('a remark', () => {
  it('of each code says its values by their names on the screen', () => {
    const said = REMARKS.map(spoken);
    expect(new Set(said).size).toBe(REMARKS.length);
    expect(said[0]).toMatch(/^Edge with R2 .* 1 hour .* 2 candidates/);
    expect(said[2]).toMatch(/0\.25.* Disk/);
    expect(said[3]).toContain('Same content, Addresses kept apart');
    expect(said[4]).toContain('40 samples');
    for (const sentence of said) expect(sentence).not.toMatch(/[a-z]+[-_][a-z]+_|%[1-9s]|edge-|origin-/);
  });

  it('is translated', () => {
    setLocaleData(
      { '': {}, 'It is the strategy in use.': ['Sie ist schon in Gebrauch.'] },
      'ai-wp-dynamic-cache',
    );
    expect(spoken({ code: 'in-use' })).toBe('Sie ist schon in Gebrauch.');
  });
});
