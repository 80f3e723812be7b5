/** R2: an older fill never replaces a newer one, whoever writes first, and a fault of R2 costs a miss. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/cache/entry.ts';
import { LARGEST_BODY } from '../../src/tiers/origin.ts';
import { R2Tier } from '../../src/tiers/r2.ts';
import { entryOf, randomKey } from '../support/entry.ts';
import { testEnv } from '../support/env.ts';
import { openStand, type Stand, said } from '../support/stand.ts';
import { BEGIN, TestWorld } from '../support/world.ts';

function bucket(): R2Bucket {
  const { CACHE_R2 } = testEnv();
  if (CACHE_R2 === undefined) throw new Error('CACHE_R2 is not bound');
  return CACHE_R2;
}

/** The real bucket with one or more of its methods replaced. */
function bucketThat(changes: Partial<R2Bucket>): R2Bucket {
  const real = bucket();
  return new Proxy(real, {
    get: (_, name) => {
      const changed: unknown = Reflect.get(changes, name);
      const own: unknown = Reflect.get(real, name);
      return changed ?? (typeof own === 'function' ? own.bind(real) : own);
    },
  });
}

const wanted = (key: string) => ({ key, path: '/a/', query: '' });
const tierOf = (r2: R2Bucket = bucket(), world = new TestWorld()) => new R2Tier(world, r2);

async function textIn(key: string): Promise<string> {
  const found = await tierOf().find(wanted(key));
  return found.found === 'entry' ? new TextDecoder().decode(found.entry.body) : found.found;
}

describe('R2 keeps the newer of two copies', () => {
  const OTHER_EPOCH = '1'.repeat(32);
  it.each<[string, Partial<Entry>, 'first' | 'second']>([
    ['a later position', { fillSeq: 4 }, 'second'],
    ['an earlier position, stored later', { fillSeq: 2, storedAt: BEGIN + 9 }, 'first'],
    ['the same position, stored later', { storedAt: BEGIN + 1 }, 'second'],
    ['the same position, stored earlier', { storedAt: BEGIN - 1 }, 'first'],
    [
      'another epoch, stored later, whatever its position',
      { epoch: OTHER_EPOCH, fillSeq: 0, storedAt: BEGIN + 1 },
      'second',
    ],
    [
      'another epoch, stored earlier, whatever its position',
      { epoch: OTHER_EPOCH, fillSeq: 9, storedAt: BEGIN - 1 },
      'first',
    ],
  ])('%s', async (_, second, stays) => {
    const key = randomKey();
    await tierOf().keep(await entryOf(key, 'first'));
    await tierOf().keep({ ...(await entryOf(key, 'second')), ...second });
    expect(await textIn(key)).toBe(stays);
  });

  it('though it was written between the look and the write of an older one', async () => {
    const key = randomKey();
    await tierOf().keep(await entryOf(key, 'first'));
    const slow = bucketThat({
      head: async (name) => {
        const there = await bucket().head(name);
        await tierOf().keep({ ...(await entryOf(key, 'newest')), fillSeq: 9 });
        return there;
      },
    });
    await tierOf(slow).keep({ ...(await entryOf(key, 'older')), fillSeq: 5 });
    expect(await textIn(key)).toBe('newest');
  });

  it('though the older one found nothing there when it looked', async () => {
    const key = randomKey();
    const newer = { ...(await entryOf(key, 'newest')), fillSeq: 9 };
    const slow = bucketThat({
      head: async () => {
        await tierOf().keep(newer);
        return null;
      },
    });
    await tierOf(slow).keep(await entryOf(key, 'older'));
    expect(await textIn(key)).toBe('newest');
  });

  it('and replaces what has no position of ours', async () => {
    const key = randomKey();
    await bucket().put(`page/1/${key}`, 'no page at all');
    await tierOf().keep(await entryOf(key, 'first'));
    expect(await textIn(key)).toBe('first');
  });
});

describe('R-26 R2', () => {
  it('R-39 with changed, foreign or other bytes under the key has no page', async () => {
    const [mine, foreign] = [randomKey(), randomKey()];
    await tierOf().keep(await entryOf(foreign));
    const object = await bucket().get(`page/1/${foreign}`);
    const bytes = new Uint8Array((await object?.arrayBuffer()) ?? new ArrayBuffer(0));
    for (const [content, reason] of [
      [bytes, 'corrupt'],
      [bytes.slice(0, -1), 'corrupt'],
      [bytes.with(4, 0), 'schema'],
      ['', 'schema'],
    ] as const) {
      await bucket().put(`page/1/${mine}`, content);
      expect(await tierOf().find(wanted(mine))).toEqual({ found: 'nothing', reason });
    }
  });

  it('R-38 with an object larger than any page has no page, and does not read it', async () => {
    const key = randomKey();
    await bucket().put(`page/1/${key}`, new Uint8Array(LARGEST_BODY + 300 * 1024));
    let read = 0;
    const counting = bucketThat({
      get: async (name: string) => {
        const object = await bucket().get(name);
        if (object !== null)
          Object.defineProperty(object, 'arrayBuffer', {
            value: async () => {
              read += 1;
              return new ArrayBuffer(0);
            },
          });
        return object;
      },
    } satisfies { get: (name: string) => Promise<R2ObjectBody | null> } & object);
    expect(await tierOf(counting).find(wanted(key))).toEqual({ found: 'nothing', reason: 'schema' });
    expect(read).toBe(0);
  });

  it('that hangs, fails or is written too often is a miss with its reason, and never an error', async () => {
    const key = randomKey();
    const hangs = () => new Promise<never>(() => {});
    expect(await tierOf(bucketThat({ get: hangs })).find(wanted(key))).toEqual({
      found: 'nothing',
      reason: 'tier-timeout',
    });
    const fails = () => Promise.reject(new Error('put: Too Many Requests (10058)'));
    const failing = tierOf(bucketThat({ get: fails, head: fails, put: fails }));
    expect(await failing.find(wanted(key))).toEqual({ found: 'nothing', reason: 'store-error' });
    await expect(failing.keep(await entryOf(key))).resolves.toBe(undefined);
    await expect(tierOf(bucketThat({ put: fails })).keep(await entryOf(key))).resolves.toBe(undefined);
  });

  it('is not given what lives shorter than a minute', async () => {
    const key = randomKey();
    await tierOf().keep({ ...(await entryOf(key)), expiresAt: BEGIN + 59 });
    expect(await textIn(key)).toBe('nothing');
  });
});

/** A colo in which nothing is stored. */
function emptyColo(): Cache {
  return { match: async () => undefined, put: async () => undefined, delete: async () => false };
}

async function standWithR2(strategy: 'edge-r2' | 'edge-balanced' = 'edge-r2') {
  const stand = await openStand({ strategy });
  const written: string[] = [];
  const r2 = bucketThat({
    put: async (name: string, value: Uint8Array<ArrayBuffer>, options?: R2PutOptions) => {
      written.push(name);
      return bucket().put(name, value, options);
    },
  } satisfies object);
  stand.env = { ...stand.env, CACHE_R2: r2 };
  stand.world.hurry = 1000;
  stand.wordpress.pages.set('/a/', { body: '<html>one</html>', tags: ['post:1'] });
  return { stand, written };
}

async function elsewhere(stand: Stand) {
  const other = stand.isolate();
  other.world.replaceCache(emptyColo());
  return other.visit('/a/');
}

describe('R2 behind the other tiers', () => {
  it('is written when a page is asked for a second time, once, and answers other colos', async () => {
    const { stand, written } = await standWithR2();
    for (let i = 0; i < 2; i++) await stand.visit('/a/');
    expect(written).toEqual([]);
    for (let i = 0; i < 3; i++) await stand.visit('/a/');
    expect(written).toHaveLength(1);
    const answer = await elsewhere(stand);
    expect([said(answer), answer.text]).toEqual(['hit; reason=fresh', '<html>one</html>']);
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('is not written by an isolate that has found the page there', async () => {
    const { stand, written } = await standWithR2();
    for (let i = 0; i < 3; i++) await stand.visit('/a/');
    const other = stand.isolate();
    other.world.replaceCache(emptyColo());
    for (let i = 0; i < 4; i++) await other.visit('/a/');
    expect(written).toHaveLength(1);
  });

  it('shows nothing that was purged since', async () => {
    const { stand } = await standWithR2();
    for (let i = 0; i < 3; i++) await stand.visit('/a/');
    stand.wordpress.pages.set('/a/', { body: '<html>two</html>', tags: ['post:1'] });
    await stand.purge({ tags: ['post:1'] });
    const answer = await elsewhere(stand);
    expect([said(answer), answer.text]).toEqual(['miss; reason=purged', '<html>two</html>']);
  });

  it('is left alone under another strategy, and may be missing', async () => {
    const { stand, written } = await standWithR2('edge-balanced');
    for (let i = 0; i < 4; i++) await stand.visit('/a/');
    expect(written).toEqual([]);
    const { stand: without } = await standWithR2();
    const { CACHE_R2: _, ...env } = without.env;
    without.env = env;
    for (let i = 0; i < 4; i++) expect((await without.visit('/a/')).status).toBe(200);
  });

  it('R-26 and KV both down: every page is still served', async () => {
    const { stand } = await standWithR2();
    const fails = () => Promise.reject(new Error('down'));
    const kv = stand.env.CACHE_KV;
    if (kv === undefined) throw new Error('CACHE_KV is not bound');
    stand.env = {
      ...stand.env,
      CACHE_KV_ENABLED: 'true',
      CACHE_KV: new Proxy(kv, { get: () => fails }),
      CACHE_R2: bucketThat({ get: fails, head: fails, put: fails }),
    };
    const first = await elsewhere(stand);
    expect([said(first), first.text]).toEqual(['miss; reason=store-error', '<html>one</html>']);
    for (let i = 0; i < 4; i++) expect((await stand.visit('/a/')).text).toBe('<html>one</html>');
  });
});
