/** The conditions that every tier fulfils, and what only one of them can break. */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/cache/entry.ts';
import { siteOf } from '../../src/sites/site.ts';
import { CacheApiTier } from '../../src/tiers/cache-api.ts';
import { KvTier, LARGEST } from '../../src/tiers/kv.ts';
import { MemoryTier } from '../../src/tiers/memory.ts';
import { OriginTier } from '../../src/tiers/origin.ts';
import { R2Tier } from '../../src/tiers/r2.ts';
import type { Tier, Wanted } from '../../src/tiers/tier.ts';
import { WrittenCopies } from '../../src/tiers/written-copies.ts';
import { entryOf, randomKey } from '../support/entry.ts';
import { testEnv } from '../support/env.ts';
import { defaultConfig, registerSite, Stand } from '../support/stand.ts';
import { WordPress } from '../support/wordpress.ts';
import { BEGIN, TestWorld } from '../support/world.ts';

/** The namespace that the runtime gives. */
function kv(): KVNamespace {
  const namespace = testEnv().CACHE_KV;
  if (namespace === undefined) throw new Error('CACHE_KV is not bound');
  return namespace;
}

/** The bucket that the runtime gives. */
function r2(): R2Bucket {
  const bucket = testEnv().CACHE_R2;
  if (bucket === undefined) throw new Error('CACHE_R2 is not bound');
  return bucket;
}

interface Prepared {
  tier: Tier;
  wanted: Wanted;
}

/** A tier in which a page with the body `<html>a</html>` is to be found. */
const WITH_PAGE: Record<string, () => Promise<Prepared>> = {
  memory: async () => withKept(new MemoryTier({ bytes: 1_000_000, entries: 10 })),
  'cache-api': async () => withKept(new CacheApiTier(new TestWorld())),
  kv: async () => withKept(new KvTier(new TestWorld(), kv())),
  r2: async () => withKept(new R2Tier(new TestWorld(), r2())),
  origin: async () => {
    const { tier, wanted, wordpress } = await originTier();
    wordpress.pages.set('/a/', { body: '<html>a</html>' });
    return { tier, wanted };
  },
};

async function withKept(tier: Tier): Promise<Prepared> {
  const key = randomKey();
  await tier.keep(await entryOf(key));
  return { tier, wanted: { key, path: '/a/', query: '' } };
}

async function originTier() {
  const { cacheKey, canonicalString } = await import('@dynamic-cache/contracts/cache-key');
  const world = new TestWorld();
  const env = testEnv();
  const wordpress = new WordPress(
    world,
    `${crypto.randomUUID().slice(0, 13)}.test`,
    env.EDGE_BOOTSTRAP_SECRET ?? '',
  );
  const stand = new Stand(world, wordpress, defaultConfig('none', wordpress.host), env);
  const id = await registerSite(stand);
  const config = defaultConfig(id, wordpress.host);
  wordpress.config = config;
  const row = {
    id,
    site_url: config.origin,
    config: JSON.stringify(config),
    other_contract: null,
    rollout_stopped: null,
  };
  const site = await siteOf(row, [stand.key], null);
  const view = { epoch: '0'.repeat(32), seq: 3, floor: 0, originEpoch: null, base: 0, tags: new Map() };
  const variants = { persona: '', language: '', currency: '', device: '' };
  const key = await cacheKey(
    canonicalString({ site: '1', ...config.canonical, path: '/a/', query: '', ...variants }),
  );
  const tier = new OriginTier(world, {
    site,
    config,
    view,
    cookies: '',
    longestLife: Number.POSITIVE_INFINITY,
  });
  return { tier, wanted: { key, path: '/a/', query: '' }, wordpress, world };
}

describe.each(Object.entries(WITH_PAGE))('a tier: %s', (name, open) => {
  it('finds the page under its key, with everything by which it is judged', async () => {
    const { tier, wanted } = await open();
    expect(tier.name).toBe(name);
    const found = await tier.find(wanted);
    if (found.found !== 'entry') throw new Error(JSON.stringify(found));
    const { entry } = found;
    expect(entry).toMatchObject({
      key: wanted.key,
      fillSeq: 3,
      epoch: '0'.repeat(32),
      storedAt: BEGIN,
      length: 14,
    });
    expect(entry.tags).toContain('site');
    expect(entry.digest).toBe(await sha256Hex(entry.body));
  });

  it('gives each reader a page that no other reader can change', async () => {
    const { tier, wanted } = await open();
    for (let reader = 0; reader < 2; reader++) {
      const found = await tier.find(wanted);
      if (found.found !== 'entry') throw new Error(found.found);
      const response = new Response(found.entry.body, {
        headers: [...found.entry.headers.map(([n, v]) => [n, v])],
      });
      response.headers.set('content-type', 'changed');
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(new TextDecoder().decode(bytes)).toBe('<html>a</html>');
      bytes.fill(0);
    }
  });

  it('keeps a page that it has already, or is given, without a word', async () => {
    const { tier, wanted } = await open();
    const found = await tier.find(wanted);
    if (found.found !== 'entry') throw new Error(found.found);
    await tier.keep(found.entry);
    expect((await tier.find(wanted)).found).toBe('entry');
  });

  it('finds nothing under another key', async () => {
    const { tier } = await open();
    const found = await tier.find({ key: randomKey(), path: '/other/', query: '' });
    expect(found.found).not.toBe('entry');
  });
});

describe('the Cache API', () => {
  it('keeps no older copy of what is too short-lived for it', async () => {
    const { tier, wanted } = await withKept(new CacheApiTier(new TestWorld()));
    await tier.keep({ ...(await entryOf(wanted.key, 'later')), expiresAt: BEGIN });
    expect(await tier.find(wanted)).toEqual({ found: 'nothing', reason: 'cold' });
  });
});

describe('R-39 the Cache API', () => {
  const shelf = 'https://dynamic-cache-edge.invalid/v2/';
  const field = 'X-Dynamic-Cache-Facts';
  type Change = (bytes: Uint8Array<ArrayBuffer>, headers: Headers) => Uint8Array<ArrayBuffer>;
  async function damaged(change: Change) {
    const tier = new CacheApiTier(new TestWorld());
    const key = randomKey();
    await tier.keep(await entryOf(key));
    const stored = await caches.default.match(shelf + key);
    if (stored === undefined) throw new Error('not stored');
    const headers = new Headers(stored.headers);
    const bytes = change(new Uint8Array(await stored.arrayBuffer()), headers);
    headers.set('Content-Length', String(bytes.byteLength));
    await caches.default.put(shelf + key, new Response(bytes, { headers }));
    return tier.find({ key, path: '/a/', query: '' });
  }

  const change = (text: (facts: string) => string): Change => {
    return (bytes, headers) => {
      headers.set(field, text(headers.get(field) ?? ''));
      return bytes;
    };
  };
  it.each<[string, string, Change]>([
    ['a flipped bit in the body', 'corrupt', (bytes) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1)],
    ['a short body', 'corrupt', (bytes) => bytes.slice(0, -1)],
    ['a long body', 'corrupt', (bytes) => new Uint8Array([...bytes, 0])],
    ['no body', 'corrupt', () => new Uint8Array(0)],
    ['a flipped bit in the facts', 'schema', change((facts) => facts.replace('{', 'z'))],
    ['facts of another layout', 'schema', change((facts) => facts.replace('"v":2', '"v":1'))],
    ['facts that were cut off', 'schema', change((facts) => facts.slice(0, -1))],
    ['no facts', 'schema', change(() => '')],
  ])('with %s has no page (%s)', async (_, reason, change) => {
    expect(await damaged(change)).toEqual({ found: 'nothing', reason });
  });

  it('keeps a page without bytes, one with words of all alphabets, and none of which too much is to be known', async () => {
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
    const [long, foundLong] = await find({ tags: ['x'.repeat(64_000)] });
    expect(foundLong).toEqual({ found: 'entry', entry: long });
    const [, foundNone] = await find({ tags: ['x'.repeat(65_600)] });
    expect(foundNone).toEqual({ found: 'nothing', reason: 'cold' });
  });

  it("with another page's object under this key has no page", async () => {
    const tier = new CacheApiTier(new TestWorld());
    const [mine, foreign] = [randomKey(), randomKey()];
    await tier.keep(await entryOf(foreign));
    const object = await caches.default.match(shelf + foreign);
    if (object !== undefined) await caches.default.put(shelf + mine, object);
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

describe('R-25 KV', () => {
  const wanted = (key: string) => ({ key, path: '/a/', query: '' });

  it('with changed or foreign bytes under the key has no page', async () => {
    const tier = new KvTier(new TestWorld(), kv());
    const [mine, foreign] = [randomKey(), randomKey()];
    await tier.keep(await entryOf(foreign));
    const bytes = await kv().get(`page/1/${foreign}`, 'arrayBuffer');
    await kv().put(`page/1/${mine}`, bytes ?? '');
    expect(await tier.find(wanted(mine))).toEqual({ found: 'nothing', reason: 'corrupt' });
    await kv().put(`page/1/${mine}`, 'no page at all');
    expect(await tier.find(wanted(mine))).toEqual({ found: 'nothing', reason: 'schema' });
  });

  it('that hangs, fails or is written too often is a miss with its reason, and never an error', async () => {
    const world = new TestWorld();
    const key = randomKey();
    const hanging = new KvTier(world, { ...kv(), get: () => new Promise<never>(() => {}) });
    expect(await hanging.find(wanted(key))).toEqual({ found: 'nothing', reason: 'tier-timeout' });
    const fails = () => Promise.reject(new Error('KV PUT failed: 429 Too Many Requests'));
    const failing = new KvTier(world, { ...kv(), get: fails, put: fails });
    expect(await failing.find(wanted(key))).toEqual({ found: 'nothing', reason: 'store-error' });
    await expect(failing.keep(await entryOf(key))).resolves.toBe(undefined);
  });

  it('is not given what lives shorter than a minute, or is too large', async () => {
    const tier = new KvTier(new TestWorld(), kv());
    const [short, large] = [randomKey(), randomKey()];
    await tier.keep({ ...(await entryOf(short)), expiresAt: BEGIN + 59 });
    await tier.keep(await entryOf(large, 'x'.repeat(LARGEST + 1)));
    expect(await tier.find(wanted(short))).toEqual({ found: 'nothing', reason: 'cold' });
    expect(await tier.find(wanted(large))).toEqual({ found: 'nothing', reason: 'cold' });
  });
});

describe('what an isolate writes to KV and R2', () => {
  it('is a page that was asked for a second time, once', async () => {
    const memory = new WrittenCopies();
    const entry = await entryOf(randomKey());
    expect([1, 2, 3, 4].map(() => memory.isDue(entry))).toEqual([false, true, false, false]);
  });

  it('is each copy anew', async () => {
    const memory = new WrittenCopies();
    const entry = await entryOf(randomKey());
    const later = { ...entry, fillSeq: entry.fillSeq + 1 };
    expect([entry, entry, later, later].map((copy) => memory.isDue(copy))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('is remembered within a bound', async () => {
    const memory = new WrittenCopies(1);
    const [a, b] = [await entryOf(randomKey()), await entryOf(randomKey())];
    expect([a, b, a].map((entry) => memory.isDue(entry))).toEqual([false, false, false]);
  });
});
