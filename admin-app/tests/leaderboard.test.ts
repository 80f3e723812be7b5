// @vitest-environment jsdom
/** The leaderboard screen against a site that is made up: only the network between them is. */
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import { beforeEach, describe, expect, it } from 'vitest';
import { linesFor } from '../src/screens/leaderboard/Invited.tsx';
import { linesToShare } from '../src/screens/leaderboard/NoSamples.tsx';
import { leaderboardStore } from '../src/store/leaderboard.ts';

type Sent = { path: string; data: unknown };
let sent: Sent[] = [];
let answer: (request: Sent) => unknown = () => ({});

apiFetch.setFetchHandler(async ({ path = '', data }) => {
  sent.push({ path, data });
  return answer({ path, data });
});

beforeEach(() => {
  sent = [];
});

const store = leaderboardStore;
const SHARED = { ok: true, shared_page_profiles: [], strategy_leaderboard: [] };
const INVITED = {
  ok: true,
  tester: {
    plugin_id: 'tester-0123456789abcdef',
    name: 'Grace',
    created_at: 1_795_000_000,
    revoked_at: null,
  },
  secret: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
  capability_token: 'A83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
};

describe('the parts of the screen', () => {
  /** One that grows under the eyes of a person pushes what is below it away. */
  it('are seen in their order, whichever is answered first', async () => {
    const seen = () => select(store).getPartsAnswered();
    expect(seen()).toBe(0);
    answer = () => ({ ok: true, testers: [] });
    await dispatch(store).lookAtTesters();
    expect(seen()).toBe(0);
    answer = () => SHARED;
    await dispatch(store).lookAtShared({});
    expect(seen()).toBe(1);
    answer = () => Promise.reject(new Error('away'));
    await dispatch(store).lookAtQueue({ status: 'open' });
    expect(seen(), 'a failure is an answer').toBe(2);
    answer = () => ({ ok: true, conflicts: [] });
    await dispatch(store).lookAtConflicts({ status: 'open' });
    expect(seen()).toBe(4);
  });
});

describe('the averages', () => {
  it('are asked for as they are filtered, and for everything without a filter', async () => {
    answer = () => SHARED;
    await dispatch(store).lookAtShared({});
    await dispatch(store).lookAtShared({ strategy: 'edge-r2', samples: 'all' });
    expect(sent.map(({ path }) => path.replace(/[?&]_locale=user/, ''))).toEqual([
      '/dynamic-cache/v1/leaderboard',
      '/dynamic-cache/v1/leaderboard?strategy=edge-r2&samples=all',
    ]);
  });

  it('of an earlier filter do not replace those of a later one', async () => {
    const answers: ((value: unknown) => void)[] = [];
    answer = () => new Promise((done) => answers.push(done));
    const earlier = dispatch(store).lookAtShared({});
    const later = dispatch(store).lookAtShared({ strategy: 'origin-disk' });
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(SHARED);
    await later;
    answers[0]?.({ ...SHARED, strategy_leaderboard: 'late' });
    await earlier;
    expect(select(store).getShared()).toEqual({
      value: { ok: true, shared_page_profiles: [], strategy_leaderboard: [] },
      failure: null,
    });
  });

  it('that are of another form are no averages', async () => {
    answer = () => ({ ...SHARED, strategy_leaderboard: [{ rank: 'first' }] });
    await dispatch(store).lookAtShared({});
    expect(select(store).getShared().value).toBeNull();
    expect(select(store).getShared().failure).toMatch(/does not understand/);
  });
});

describe('a change', () => {
  it('sends no name of whoever acts: the site knows it', async () => {
    answer = () => ({ ok: true, request_id: `request-${'0'.repeat(32)}`, votes: 1, score: 31 });
    expect(await dispatch(store).vote({ request_id: 'request-1', vote: 1 })).toBe(true);
    expect(sent).toMatchObject([{ data: { request_id: 'request-1', vote: 1 } }]);
    expect(JSON.stringify(sent)).not.toContain('agent');
  });

  it('that is refused says why beside its own part, until the next one', async () => {
    answer = () => {
      throw { ok: false, error: 'sandbox_claim_conflict', details: [{ path: '', message: 'In use.' }] };
    };
    expect(await dispatch(store).claim({ sandbox_id: 'box-1' })).toBe(false);
    expect(select(store).getRefusal('queue')).toBe('In use.');
    expect(select(store).getRefusal('testers')).toBeNull();
    expect(select(store).getBusy()).toBeNull();
    answer = () => ({ ok: true, request_id: `request-${'0'.repeat(32)}`, votes: 1, score: 31 });
    await dispatch(store).vote({ request_id: 'request-1', vote: 1 });
    expect(select(store).getRefusal('queue')).toBeNull();
  });
});

describe('the key of a tester', () => {
  it('is there once, and gone when it is put away', async () => {
    answer = () => INVITED;
    await dispatch(store).invite({ name: 'Grace' });
    expect(select(store).getInvited()?.secret).toBe(INVITED.secret);
    dispatch(store).putAway();
    expect(select(store).getInvited()).toBeNull();
    expect(JSON.stringify(select(store).getTesters())).not.toContain(INVITED.secret);
  });

  it('is told as the variables that the script of the tester reads', () => {
    expect(linesFor({ ...INVITED, ok: true }, 'https://edge.example', 'site-1').split('\n')).toEqual([
      'WORKER_BASE_URL=https://edge.example',
      'SITE_ID=site-1',
      'WORKER_ID=tester-0123456789abcdef',
      'PLUGIN_ID=tester-0123456789abcdef',
      `WP_PLUGIN_SHARED_SECRET=${INVITED.secret}`,
      `CAP_TOKEN_SANDBOX_WRITE=${INVITED.capability_token}`,
    ]);
  });
});

describe('the way to the first samples', () => {
  it('measures what the site runs with, under its own name, with what the host knows of just that', () => {
    const { host, tester } = linesToShare('https://shop.example', 'object-cache');
    expect(host).toBe('wp dynamic-cache benchmark probe object-cache > probe.json');
    expect(tester).toMatch(
      /^BASE_URL=https:\/\/shop\.example .*STRATEGY=object-cache PROBE_FILE=probe\.json node /,
    );
  });
});
