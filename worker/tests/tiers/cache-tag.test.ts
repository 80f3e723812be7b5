import { describe, expect, it } from 'vitest';
import { CacheApiTier } from '../../src/tiers/cache-api.ts';
import { entryOf, randomKey } from '../support/entry.ts';
import { factsUrl, SHELF, STAMP } from '../support/shelf.ts';
import { TestWorld } from '../support/world.ts';

describe('the Cache API', () => {
  const tagsOf = async (key: string) => {
    const cache = new TestWorld().cache();
    const copy = await cache.match(SHELF + key);
    await copy?.body?.cancel();
    const facts = await cache.match(factsUrl(copy?.headers.get(STAMP) ?? ''));
    if (facts === undefined) throw new Error('no facts');
    await facts.body?.cancel();
    return facts.headers.get('Cache-Tag');
  };

  it('is given the tags of a page, so that a purge of the zone finds its copies', async () => {
    const key = randomKey();
    await new CacheApiTier(new TestWorld()).keep(await entryOf(key));
    expect(await tagsOf(key)).toBe('post:1,site');
  });

  it('is given no tags at all where Cloudflare would read only some of them', async () => {
    const key = randomKey();
    const tags = Array.from({ length: 2000 }, (_, number) => `post:${number + 100_000}`);
    await new CacheApiTier(new TestWorld()).keep({ ...(await entryOf(key)), tags });
    expect(await tagsOf(key)).toBeNull();
  });
});
