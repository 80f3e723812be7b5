// @vitest-environment jsdom
/** What went wrong is on the screen as long as it is news, and no longer. */
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import { beforeEach, describe, expect, it } from 'vitest';
import { siteStore } from '../src/store/site.ts';

const STATUS = {
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

let isDown = false;
apiFetch.setFetchHandler(async () => {
  if (isDown) throw { code: 'some_error', message: 'It is down.' };
  return STATUS;
});

const site = () => select(siteStore);

beforeEach(() => {
  isDown = true;
});

describe('a failure', () => {
  it('to read the state is gone once the state was read', async () => {
    await dispatch(siteStore).retry();
    expect(site().getFailure()).toBe('It is down.');
    isDown = false;
    await dispatch(siteStore).retry();
    expect([site().getFailure(), site().getStatus()?.enabled]).toEqual([null, true]);
  });

  it('of a button stays while the screen is kept true, and goes when it was read', async () => {
    await dispatch(siteStore).purgeEverything();
    isDown = false;
    await dispatch(siteStore).refresh();
    expect(site().getFailure()).toBe('It is down.');
    await dispatch(siteStore).putAway();
    expect(site().getFailure()).toBeNull();
  });
});
