// @vitest-environment jsdom
/** The edge screen against a site that is made up: only the network between them is. */
import { OutboxAnswer } from '@dynamic-cache/contracts/outbox';
import { PurgeAnswer, type SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import type { RolloutFigures } from '@dynamic-cache/contracts/rollout';
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { behind, clock, position, steps } from '../src/components/edge/sentences.ts';
import { purgeSentence } from '../src/editor/sentences.ts';
import { findingsOf, stateOf } from '../src/screens/edge/rollout-sentences.ts';
import { outboxStore, reduce } from '../src/store/outbox.ts';

const NOW = 1_800_000_000;
const EDGE: SiteStatus['edge'] = {
  state: 'active',
  error: null,
  site_id: 'site-1',
  kid: 'k-1',
  behind: 0,
  behind_since: null,
  next_try: null,
  url: 'https://edge.example.org',
  clock: null,
  acked: null,
  origin_seq: { now: null, told: null },
  zone: null,
};

beforeAll(() => document.documentElement.setAttribute('lang', 'en-US'));

describe('a strategy that is tried', () => {
  const latency = { p50_ms: 1, p95_ms: 2, p99_ms: 3 };
  const group = { requests: 100, hits: 90, errors: 0, hit_ratio: 0.9, latency };
  const ROLLOUT: RolloutFigures = {
    salt: 'first',
    percent: 10,
    state: 'running',
    stepped_back_at: null,
    verdict: 'too-few',
    findings: [],
    groups: [
      { group: 'current', strategy: 'edge-balanced', ...group },
      { group: 'next', strategy: 'edge-r2', ...group },
    ],
  };

  it.each<[string, Partial<RolloutFigures>, RegExp, RegExp | null]>([
    ['while too few came', {}, /^10% of the visitors/, /^Too few/],
    ['at a half', { percent: 50, verdict: 'no-worse' }, /^50% of the visitors/, /no worse so far/],
    [
      'when it was ended',
      {
        state: 'stepped-back',
        stepped_back_at: NOW,
        verdict: 'worse',
        findings: [
          { code: 'errors', next: 0.052, current: 0.001 },
          { code: 'misses', next: 0.5, current: 0.1 },
          { code: 'slower', next_ms: 1500, current_ms: 90 },
        ],
      },
      /^January 15, 2027 8:00 am: .*everybody has the first one again.*another name/,
      /^Errors: 5\.2% .*second one, 0\.1% .*Not from the cache: 50% .*second one, 10% .*Slower: .*1\.5 sec .*second one, within 90 ms /,
    ],
    ['when it is what everybody has', { state: 'idle' }, /come to its end/, null],
  ])('is told %s', (_, changes, state, findings) => {
    const rollout = { ...ROLLOUT, ...changes };
    expect(stateOf(rollout)).toMatch(state);
    const said = findingsOf(rollout);
    if (findings === null) expect(said).toBe(null);
    else expect(said).toMatch(findings);
  });
});

describe('how far registering has come', () => {
  const states = (state: SiteStatus['edge']['state']) => steps({ ...EDGE, state }).map((step) => step.state);

  it.each<[SiteStatus['edge']['state'], string[]]>([
    ['verifying', ['done', 'now', 'open']],
    ['failed', ['done', 'failed', 'open']],
    ['active', ['done', 'done', 'done']],
  ])('is told step by step while it is %s', (state, expected) => {
    expect(states(state)).toEqual(expected);
  });
});

describe('the clock of the Worker', () => {
  it.each([
    [null, 'not known yet'],
    [0, 'the same as here'],
    [-2, 'the same as here'],
    [600, '600 seconds ahead of this server'],
    [-1200, '1,200 seconds behind this server'],
  ])('that is %s seconds ahead is told', (seconds, said) => {
    expect(clock({ ...EDGE, clock: seconds })).toBe(said);
  });
});

describe('what the edge has not heard of', () => {
  it('is nothing when nothing waits', () => {
    expect(behind(EDGE, NOW)).toBe('Nothing: the edge knows of every purge.');
  });

  it('is told with its age and its next try', () => {
    const waiting = { ...EDGE, behind: 3, behind_since: NOW - 600, next_try: NOW + 120 };
    expect(behind(waiting, NOW)).toBe(
      '3 purges wait to be delivered, the oldest written 10 minutes ago. Tried again in 2 minutes.',
    );
    expect(behind({ ...waiting, behind: 1, next_try: NOW }, NOW)).toBe(
      '1 purge waits to be delivered, the oldest written 10 minutes ago.',
    );
  });

  it('is told against what this site has written down', () => {
    expect(position(EDGE)).toBe('nothing has been acknowledged yet');
    const acked = { epoch: 'e', seq: 41, at: NOW };
    expect(position({ ...EDGE, acked, origin_seq: { now: 57, told: 50 } })).toMatch(
      /^position 41 of its ledger, acknowledged .*; 50 of 57 records of this site$/,
    );
  });
});

describe('what an author reads after a purge', () => {
  const told = (answer: object) => purgeSentence(PurgeAnswer.parse({ ok: true, unknown: [], ...answer }));

  it('says whether the edge knows of it', () => {
    expect(told({ edge: { epoch: '0'.repeat(32), seq: 3 }, edge_waits: false })).toMatch(
      /The edge knows of it\.$/,
    );
    expect(told({ edge: null, edge_waits: true })).toMatch(/may show the old page until it answers\.$/);
    expect(told({ edge: null, edge_waits: false })).not.toMatch(/edge/);
  });
});

type Sent = { path: string; data: unknown };
let sent: Sent[] = [];
let answer: (request: Sent) => unknown = () => ({});

apiFetch.setFetchHandler(async ({ path = '', data }) => {
  sent.push({ path, data });
  return answer({ path, data });
});

const page = (total: number) => OutboxAnswer.parse({ ok: true, total, page: 1, per_page: 20, messages: [] });

beforeEach(() => {
  sent = [];
});

describe('the outbox', () => {
  it('reads the part that is asked for', async () => {
    answer = () => page(45);
    await dispatch(outboxStore).look(3, 10);
    expect(sent.map(({ path }) => path)).toEqual([
      '/dynamic-cache/v1/outbox?page=3&per_page=10&_locale=user',
    ]);
    expect(select(outboxStore).getAnswer()?.total).toBe(45);
  });

  it('tries all, or those that were chosen', async () => {
    answer = () => ({ ok: true, done: 2, waiting: 1 });
    await dispatch(outboxStore).change('retry');
    await dispatch(outboxStore).change('drop', [4, 5]);
    expect(sent.map(({ data }) => data)).toEqual([{ do: 'retry' }, { do: 'drop', ids: [4, 5] }]);
    expect(select(outboxStore).getDone()).toMatchObject({ did: 'drop', came: { done: 2, waiting: 1 } });
  });

  it('says what went wrong, and lets one try again', async () => {
    answer = () => {
      throw { ok: false, error: 'internal_error' };
    };
    await dispatch(outboxStore).change('retry');
    expect(select(outboxStore).getFailure()).toBe('internal_error');
    expect(select(outboxStore).isBusy()).toBe(false);
    answer = () => ({ ok: true, done: 0, waiting: 0 });
    await dispatch(outboxStore).change('retry');
    expect(select(outboxStore).getFailure()).toBeNull();
  });

  it('keeps to the latest question when an earlier answer comes late', () => {
    const asked = reduce(undefined, { type: 'ASKED', number: 2 });
    const late = reduce(asked, { type: 'RECEIVED', number: 1, answer: page(1) });
    expect(late.answer).toBeNull();
    expect(reduce(late, { type: 'RECEIVED', number: 2, answer: page(2) }).answer?.total).toBe(2);
  });
});
