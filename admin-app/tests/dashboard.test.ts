/** What the dashboard says, apart from how it looks. */
import type { PurgeRecord, SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import type { Counts, StatsAnswer } from '@dynamic-cache/contracts/stats';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ago, bytes, countdown, day, percent } from '../src/components/format.ts';
import { meaning, whyNot } from '../src/components/reasons.ts';
import { isPaused, stateSentence, whatIsCounted } from '../src/screens/dashboard/sentences.ts';
import { merged } from '../src/store/history.ts';
import { reduce } from '../src/store/site.ts';

// The language of wp-admin is that of its page.
beforeAll(() => vi.stubGlobal('document', { documentElement: { lang: 'en-US' } }));

const NOW = 1_800_000_000;
const ON: SiteStatus = {
  ok: true,
  version: '0.1.0',
  home: 'https://example.org/',
  enabled: true,
  paused_until: null,
  strategy: 'origin-disk',
  dropin: 'installed',
  wp_cache: true,
  cache_dir_writable: true,
  engine: '0.1.0',
  first_run: false,
  problems: [],
  edge: {
    state: 'off',
    error: null,
    site_id: null,
    kid: null,
    behind: 0,
    behind_since: null,
    next_try: null,
    url: '',
    clock: null,
    acked: null,
    origin_seq: { now: null, told: null },
    zone: null,
  },
  gates: null,
  proof: { checked: 0, differences: 0, sentence: '', shadow: null },
};
const NOTHING = { count: 0, mean_ms: null, p50_ms: null, p95_ms: null };
const counts = (hits: number, misses: number): Counts => ({
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

describe('the sentence of state', () => {
  it.each<[string, Partial<SiteStatus>, RegExp]>([
    ['off', { enabled: false }, /^Off\./],
    ['on', {}, /^On\. 94% of 100 page views/],
    ['paused', { paused_until: NOW + 61 }, /^Paused for 1:01\./],
    ['on again when the pause is over', { paused_until: NOW - 1 }, /^On\./],
    ['on without its drop-in', { dropin: 'absent' }, /^On, but not in place/],
    ['watching', { proof: { ...ON.proof, shadow: 'Keep watching.' } }, /^Watching\./],
    ['off, though a pause is set', { enabled: false, paused_until: NOW + 60 }, /^Off\./],
  ])('says when it is %s', (_, changes, said) => {
    expect(stateSentence({ ...ON, ...changes }, counts(94, 6), NOW)).toMatch(said);
  });

  it('claims no share before anybody came', () => {
    expect(stateSentence(ON, counts(0, 0), NOW)).toBe('On. Pages are stored as visitors ask for them.');
    expect(stateSentence(ON, null, NOW)).toBe('On. Pages are stored as visitors ask for them.');
  });

  it('counts a pause to the second at which it ends', () => {
    expect(isPaused({ ...ON, paused_until: NOW }, NOW)).toBe(false);
  });
});

describe('what is said below the figures', () => {
  const stats = (counted_until: number | null): StatsAnswer => ({
    ok: true,
    from: '2027-01-15',
    to: '2027-01-15',
    counted_until,
    gaps: [],
    days: [],
    total: counts(1, 0),
    storage: null,
  });

  it('says that of many hits within a second one in eight is counted, as eight', () => {
    expect(whatIsCounted(stats(null), false)).toBe(
      'Of the hits within one second the first is counted, and one in eight of the others, as eight.',
    );
  });

  it('says until when, and what the edge keeps to itself', () => {
    const said = whatIsCounted(stats(NOW), true);
    expect(said).toMatch(/^Counted on this host until January 15, 2027 8:00 am\. /);
    expect(said).toMatch(
      / Visits that the edge answers do not reach this host and are not in these figures\.$/,
    );
  });
});

describe('figures for people', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 kB'],
    [1_572_864, '1.5 MB'],
    [2 ** 40, '1 TB'],
    [2 ** 55, '32,768 TB'],
  ])('%d bytes are %s', (value, said) => {
    expect(bytes(value)).toBe(said);
  });

  it('a share near all or nothing keeps its tenth', () => {
    expect([percent(0.5), percent(0.998), percent(0.004)]).toEqual(['50%', '99.8%', '0.4%']);
  });

  it('a day stays the day that it is, whatever the time zone of the browser', () => {
    expect(day('2026-11-21')).toBe('Nov 21');
  });

  it('what is left of a pause has two digits of seconds and never falls below nothing', () => {
    expect([countdown(899.2), countdown(9), countdown(-5)]).toEqual(['15:00', '0:09', '0:00']);
  });

  it('time since is said in the largest whole unit', () => {
    const since = [5, 61, 7200, 90_000].map((seconds) => ago(NOW - seconds, NOW));
    expect(since).toEqual(['just now', '1 minute ago', '2 hours ago', 'yesterday']);
  });
});

describe('why pages did not come from the cache', () => {
  it('lists the most frequent first and leaves hits out', () => {
    const reasons = { 'hit:fresh': 90, 'miss:cold': 2, 'bypass:cookie': 7, 'not-stored:status': 0 };
    expect(whyNot(reasons).map(({ word, count }) => [word, count])).toEqual([
      ['cookie', 7],
      ['cold', 2],
    ]);
  });

  it('shows a word that it does not know as it is', () => {
    expect(meaning('of-the-future')).toBe('of-the-future');
  });
});

describe('the timeline', () => {
  const record = (id: number, sentence = ''): PurgeRecord => ({
    id,
    at: NOW,
    actor: '',
    cause: '',
    sentence,
    tags: [],
    urls: [],
    seq: 0,
    epoch: '',
    refreshed: null,
    untouched: null,
    edge_ms: null,
    edge_waiting: false,
  });

  it('has each line once, newest first, as it was last read', () => {
    const lines = merged([record(2, 'old'), record(1)], [record(3), record(2, 'new')]);
    expect(lines.map(({ id, sentence }) => [id, sentence])).toEqual([
      [3, ''],
      [2, 'new'],
      [1, ''],
    ]);
  });
});

describe('the state that is shown', () => {
  it('is never that of an earlier question, however late its answer comes', () => {
    const asked = reduce(reduce(undefined, { type: 'ASKED', number: 1 }), { type: 'ASKED', number: 2 });
    const newer = reduce(asked, { type: 'RECEIVED', number: 2, status: { ...ON, enabled: false } });
    expect(reduce(newer, { type: 'RECEIVED', number: 1, status: ON }).status?.enabled).toBe(false);
  });
});
