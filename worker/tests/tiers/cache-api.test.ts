/** What only the Cache API can break. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/cache/entry.ts';
import { CacheApiTier } from '../../src/tiers/cache-api.ts';
import { entryOf, randomKey } from '../support/entry.ts';
import { factsUrl, refaced, SHELF, STAMP } from '../support/shelf.ts';
import { BEGIN, TestWorld } from '../support/world.ts';

describe('the Cache API', () => {
  it('keeps no older copy of what is too short-lived for it', async () => {
    const tier = new CacheApiTier(new TestWorld());
    const key = randomKey();
    await tier.keep(await entryOf(key));
    await tier.keep({ ...(await entryOf(key, 'later')), expiresAt: BEGIN });
    expect(await tier.find({ key, path: '/a/', query: '' })).toEqual({ found: 'nothing', reason: 'cold' });
  });
});

describe('R-39 the Cache API', () => {
  type Damage = (copy: Response) => Promise<Response | null>;
  async function damaged(damage: Damage) {
    const tier = new CacheApiTier(new TestWorld());
    const key = randomKey();
    await tier.keep(await entryOf(key));
    const stored = await caches.default.match(SHELF + key);
    if (stored === undefined) throw new Error('not stored');
    const put = await damage(stored);
    if (put !== null) await caches.default.put(SHELF + key, put);
    return tier.find({ key, path: '/a/', query: '' });
  }

  const body = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Damage => {
    return async (copy) => {
      const bytes = change(new Uint8Array(await copy.arrayBuffer()));
      const headers = new Headers(copy.headers);
      headers.set('Content-Length', String(bytes.byteLength));
      return new Response(bytes, { headers });
    };
  };
  /** The facts that the copy names, changed where they lie. */
  const facts = (change: (text: string) => string): Damage => {
    return async (copy) => {
      const url = factsUrl(copy.headers.get(STAMP) ?? '');
      const written = await caches.default.match(url);
      const headers = written?.headers ?? {};
      await caches.default.put(url, new Response(change((await written?.text()) ?? ''), { headers }));
      await copy.body?.cancel();
      return null;
    };
  };
  const withoutFacts: Damage = async (copy) => {
    await caches.default.delete(factsUrl(copy.headers.get(STAMP) ?? ''));
    await copy.body?.cancel();
    return null;
  };
  const withoutStamp: Damage = async (copy) => {
    const headers = new Headers(copy.headers);
    headers.delete(STAMP);
    return new Response(await copy.arrayBuffer(), { headers });
  };
  it.each<[string, string, Damage]>([
    ['a flipped bit in the body', 'corrupt', body((bytes) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1))],
    ['a short body', 'corrupt', body((bytes) => bytes.slice(0, -1))],
    ['a long body', 'corrupt', body((bytes) => new Uint8Array([...bytes, 0]))],
    ['no body', 'corrupt', body(() => new Uint8Array(0))],
    ['a flipped bit in the facts', 'corrupt', facts((text) => text.replace('post:1', 'post:2'))],
    ['facts that were cut off', 'corrupt', facts((text) => text.slice(0, -1))],
    ['facts of another layout', 'schema', (copy) => refaced(copy, (text) => text.replace('"v":2', '"v":1'))],
    ['facts that are none', 'schema', (copy) => refaced(copy, () => 'no facts')],
    ['no name of its facts', 'schema', withoutStamp],
    ['facts that the colo has dropped', 'cold', withoutFacts],
  ])('with %s has no page (%s)', async (_, reason, damage) => {
    expect(await damaged(damage)).toEqual({ found: 'nothing', reason });
  });

  it('keeps a page without bytes, one with words of all alphabets, and one of which much is to be known', async () => {
    const tier = new CacheApiTier(new TestWorld());
    const find = async (changes: Partial<Entry>) => {
      const entry = { ...(await entryOf(randomKey(), '')), ...changes };
      await tier.keep(entry);
      return [entry, await tier.find({ key: entry.key, path: '/a/', query: '' })] as const;
    };
    const [empty, foundEmpty] = await find({});
    expect(foundEmpty).toEqual({ found: 'entry', entry: empty });
    const [foreign, foundForeign] = await find({ headers: [['x-title', 'Käse “日本” \u007f🎈']] });
    expect(foundForeign).toEqual({ found: 'entry', entry: foreign });
    const [long, foundLong] = await find({ tags: ['x'.repeat(200_000)] });
    expect(foundLong).toEqual({ found: 'entry', entry: long });
  });

  it("with another page's object under this key has no page", async () => {
    const tier = new CacheApiTier(new TestWorld());
    const [mine, foreign] = [randomKey(), randomKey()];
    await tier.keep(await entryOf(foreign));
    const object = await caches.default.match(SHELF + foreign);
    if (object !== undefined) await caches.default.put(SHELF + mine, object);
    expect(await tier.find({ key: mine, path: '/a/', query: '' })).toEqual({
      found: 'nothing',
      reason: 'corrupt',
    });
  });

  it('that hangs or fails is a miss with its reason', async () => {
    const world = new TestWorld();
    const tier = new CacheApiTier(world);
    const wanted = { key: randomKey(), path: '/a/', query: '' };
    world.replaceCache(cacheThat(() => new Promise<never>(() => {})));
    expect(await tier.find(wanted)).toEqual({ found: 'nothing', reason: 'tier-timeout' });
    world.replaceCache(cacheThat(() => Promise.reject(new Error('broken'))));
    expect(await tier.find(wanted)).toEqual({ found: 'nothing', reason: 'store-error' });
    await expect(tier.keep(await entryOf(wanted.key))).resolves.toBe(undefined);
  });
});

function cacheThat(behaves: () => Promise<never>): Cache {
  return { match: behaves, put: behaves, delete: behaves };
}
