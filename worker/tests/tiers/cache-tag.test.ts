import { describe, expect, it } from 'vitest';
import { CacheApiTier } from '../../src/tiers/cache-api.ts';
import { entryOf, randomKey } from '../support/entry.ts';
import { TestWorld } from '../support/world.ts';

describe('the Cache API', () => {
  const tagsOf = async (key: string) => {
    const copy = await new TestWorld().cache().match(`https://dynamic-cache-edge.invalid/v2/${key}`);
    await copy?.body?.cancel();
    return copy?.headers.get('Cache-Tag') ?? null;
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
