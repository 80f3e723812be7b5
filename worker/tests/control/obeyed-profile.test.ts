/** The Worker keeps pages as the profile of their site says, until its owner chooses otherwise. */
import { BenchmarkRecommendation, ProfileAnswer } from '@dynamic-cache/contracts/benchmark';
import type { Strategy } from '@dynamic-cache/contracts/settings';
import { describe, expect, it } from 'vitest';
import { benchmarkBody, call, candidate, done, siteCaller } from '../support/control-call.ts';
import { standWith } from '../support/page-stand.ts';
import { defaultConfig, openStand, type Stand } from '../support/stand.ts';

const measured = (stand: Stand, strategy: Strategy, ttl_seconds: number, vps_fingerprint = 'vps-1') =>
  done(
    siteCaller(stand),
    'cache/benchmark',
    { ...benchmarkBody(stand.siteId, [candidate({ strategy, ttl_seconds })]), vps_fingerprint },
    BenchmarkRecommendation,
  );
const profileOf = async (stand: Stand) => {
  const answer = await call(siteCaller(stand), `cache/profile?site_id=${stand.siteId}`);
  const { strategy, ttl_seconds, source } = ProfileAnswer.parse(JSON.parse(answer.text)).profile;
  return [strategy, ttl_seconds, source];
};
const page = (stand: Stand) => defaultConfig(stand.siteId, stand.wordpress.host).ttl.page;
const withTtl = (stand: Stand, seconds: number) => ({ ...stand.config.ttl, page: seconds });

/** Whether a page that was asked for twice reaches KV. */
async function keepsInKv(stand: Stand, path: string): Promise<boolean> {
  stand.wordpress.pages.set(path, { body: `<html>${path}</html>`, tags: ['post:1'] });
  for (const _ of [1, 2, 3]) await stand.visit(path);
  const { keys } = (await stand.env.CACHE_KV?.list()) ?? { keys: [] };
  const texts = await Promise.all(
    keys.map(async ({ name }) =>
      new TextDecoder().decode((await stand.env.CACHE_KV?.get(name, 'arrayBuffer')) ?? undefined),
    ),
  );
  return texts.some((text) => text.includes(`<html>${path}</html>`));
}

describe('the strategy', () => {
  it('of the profile counts instead of the setting, in every isolate', async () => {
    const stand = await openStand({ strategy: 'origin-disk' });
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    const other = stand.isolate();
    expect(await keepsInKv(stand, '/before/')).toBe(false);
    expect(await keepsInKv(other, '/before/')).toBe(false);
    await measured(stand, 'edge-balanced', 300);
    stand.world.pass(5);
    expect(await keepsInKv(stand, '/after/')).toBe(true);
    expect(await keepsInKv(other, '/other/')).toBe(true);
  });

  it('that the owner chooses later counts instead of the profile', async () => {
    const stand = await openStand({ strategy: 'origin-disk' });
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    await measured(stand, 'edge-balanced', 300);
    await stand.configure({ strategy: 'object-cache' });
    expect(await profileOf(stand)).toEqual(['object-cache', 300, 'owner']);
    expect(await keepsInKv(stand, '/a/')).toBe(false);
  });
});

describe('the lifetime', () => {
  it('of the profile bounds that of a page at the edge', async () => {
    const stand = await standWith();
    await measured(stand, 'edge-balanced', 300);
    await stand.visit('/a/');
    stand.world.pass(299);
    await stand.visit('/a/');
    expect(stand.wordpress.requests).toHaveLength(1);
    stand.world.pass(2);
    await stand.visit('/a/');
    expect(stand.wordpress.requests).toHaveLength(2);
  });
});

describe('what the owner overrides', () => {
  it('is what a new configuration changes, and nothing when it changes neither', async () => {
    const stand = await openStand({ strategy: 'origin-disk' });
    await measured(stand, 'edge-balanced', 300);
    await stand.configure({ strategy: 'origin-disk', revision: 'a'.repeat(16) });
    expect(await profileOf(stand)).toEqual(['edge-balanced', 300, 'measured']);
    await stand.configure({ strategy: 'origin-disk', ttl: withTtl(stand, 3600) });
    expect(await profileOf(stand)).toEqual(['edge-balanced', 3600, 'owner']);
  });

  it('ends when the owner takes the recommendation', async () => {
    const stand = await openStand({ strategy: 'origin-disk' });
    await measured(stand, 'edge-balanced', 300);
    await stand.configure({ strategy: 'edge-r2' });
    await stand.configure({ strategy: 'edge-balanced' });
    expect(await profileOf(stand)).toEqual(['edge-balanced', 300, 'measured']);
  });

  it('is not undone by the next measurement, nor by one on a new host', async () => {
    const stand = await openStand({ strategy: 'origin-disk' });
    await measured(stand, 'edge-balanced', 300);
    await stand.configure({ strategy: 'object-cache' });
    stand.world.pass(60);
    const again = await measured(stand, 'edge-r2', 600);
    expect(again).toMatchObject({
      recommended_strategy: 'edge-r2',
      profile: {
        strategy: 'object-cache',
        ttl_seconds: 300,
        recommended_strategy: 'edge-r2',
        source: 'owner',
      },
    });
    stand.world.pass(60);
    await measured(stand, 'edge-r2', 600, 'vps-2');
    expect(await profileOf(stand)).toEqual(['object-cache', 300, 'owner']);
  });

  it('is not decided by a message that was signed before the last one', async () => {
    const stand = await openStand({ strategy: 'origin-disk' });
    await measured(stand, 'edge-balanced', 300);
    const late = await stand.prepare('PUT', '/api/plugin/config', { ...stand.config, strategy: 'edge-r2' });
    stand.world.pass(10);
    await stand.configure({ strategy: 'origin-disk', ttl: withTtl(stand, page(stand)) });
    await stand.send(new Request(late.url, late));
    expect(await profileOf(stand)).toEqual(['edge-balanced', 300, 'measured']);
  });
});
