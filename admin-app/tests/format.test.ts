/** Figures, times and numbers of things as a person reads them. */
import { getSettings, setSettings } from '@wordpress/date';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lasting, moment, percent, until } from '../src/components/format.ts';
import { stored, views } from '../src/screens/dashboard/Figures.tsx';

// The language of wp-admin is that of its page.
beforeAll(() => vi.stubGlobal('document', { documentElement: { lang: 'en-US' } }));

const NOW = 1_800_000_000;
const NOTHING = { count: 0, mean_ms: null, p50_ms: null, p95_ms: null };
const counts = (hits: number, misses: number) => ({
  hits,
  stale: 0,
  misses,
  bypasses: 0,
  edge_fills: 0,
  bytes_cached: 0,
  bytes_rendered: 0,
  reasons: {},
  cached: NOTHING,
  rendered: NOTHING,
});

describe('a date and time', () => {
  const before = getSettings();
  afterEach(() => setSettings(before));

  it('has the formats and the time zone of the site, whatever those of the browser', () => {
    setSettings({
      ...before,
      formats: { ...before.formats, date: 'd.m.Y', time: 'H:i' },
      timezone: { offset: 5.5, offsetFormatted: '5:30', string: 'Asia/Kolkata', abbr: 'IST' },
    });
    expect(moment(NOW)).toBe('15.01.2027 13:30');
  });
});

describe('a span of time', () => {
  it.each([
    [59, 'in 1 minute'],
    [90, 'in 2 minutes'],
    [3569, 'in 59 minutes'],
    [3599, 'in 1 hour'],
    [86_399, 'in 1 day'],
  ])('of %d seconds until something is said as %s', (seconds, said) => {
    expect(until(NOW + seconds, NOW)).toBe(said);
  });

  it.each([
    [0, '0 seconds'],
    [59.7, '1 minute'],
    [3599, '1 hour'],
    [86_399, '1 day'],
  ])('of %d seconds is said as %s', (seconds, said) => {
    expect(lasting(seconds)).toBe(said);
  });
});

describe('a share', () => {
  it('is 100 % of all alone', () => {
    expect([percent(1), percent(0.9999), percent(0.94)]).toEqual(['100%', '99.9%', '94%']);
  });
});

describe('numbers of things', () => {
  it('are of one thing or of more', () => {
    expect([views(counts(0, 1)), views(counts(1, 2))]).toEqual(['0 of 1 page view', '1 of 3 page views']);
    const storage = { pages: 1, bytes: 0, free_bytes: null };
    expect([stored(storage), stored({ ...storage, pages: 2 })]).toEqual(['1 page', '2 pages']);
    expect(stored({ ...storage, free_bytes: 1024 })).toBe('1 page; 1 kB are free on this disk');
  });
});
