/** KV behind memory and the colo: pages that are asked for again are found by every colo, and old copies by nobody. */
import { describe, expect, it } from 'vitest';
import { openStand, type Stand, said } from './support/stand.ts';

/** A Cache API of another colo: nothing is in it yet. */
function emptyColo(): Cache {
  return { match: async () => undefined, put: async () => undefined, delete: async () => false };
}

/** Counts what is written. */
async function standWithKv(changes: Parameters<typeof openStand>[0] = {}) {
  const stand = await openStand(changes);
  const { CACHE_KV: kv } = stand.env;
  if (kv === undefined) throw new Error('CACHE_KV is not bound');
  const written: string[] = [];
  const counting = {
    get: (key: string) => kv.get(key, 'arrayBuffer'),
    put: (key: string, value: Uint8Array<ArrayBuffer>, options: KVNamespacePutOptions) => {
      written.push(key);
      return kv.put(key, value, options);
    },
  };
  stand.env = {
    ...stand.env,
    CACHE_KV_ENABLED: 'true',
    CACHE_KV: new Proxy(kv, { get: (_, name) => Reflect.get(counting, name) }),
  };
  stand.world.hurry = 1000;
  stand.wordpress.pages.set('/a/', { body: '<html>one</html>', tags: ['post:1'] });
  return { stand, written };
}

/** A visit in a colo and an isolate that have seen nothing. */
async function elsewhere(stand: Stand, target = '/a/') {
  const other = stand.isolate();
  other.world.replaceCache(emptyColo());
  return other.visit(target);
}

describe('KV', () => {
  it('is written when a page is asked for a second time, once, and answers other colos', async () => {
    const { stand, written } = await standWithKv();
    await stand.visit('/a/');
    await stand.visit('/a/');
    expect(written).toEqual([]);
    for (let i = 0; i < 3; i++) await stand.visit('/a/');
    expect(written).toHaveLength(1);
    const answer = await elsewhere(stand);
    expect([said(answer), answer.text]).toEqual(['hit; reason=fresh', '<html>one</html>']);
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('R-25 with old copies, as it has them for a minute after a write, shows none of them', async () => {
    const { stand } = await standWithKv();
    for (let i = 0; i < 3; i++) await stand.visit('/a/');
    stand.wordpress.pages.set('/a/', { body: '<html>two</html>', tags: ['post:1'] });
    await stand.purge({ tags: ['post:1'] });
    const answer = await elsewhere(stand);
    expect([said(answer), answer.text]).toEqual(['miss; reason=purged', '<html>two</html>']);
  });

  it.each(['origin-disk', 'object-cache'] as const)('is left alone under %s', async (strategy) => {
    const { stand, written } = await standWithKv({ strategy });
    for (let i = 0; i < 4; i++) await stand.visit('/a/');
    expect(written).toEqual([]);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('may be missing, or be switched off', async () => {
    const { stand, written } = await standWithKv();
    const { CACHE_KV: _, ...without } = stand.env;
    for (const env of [without, { ...stand.env, CACHE_KV_ENABLED: 'false' }]) {
      stand.env = env;
      for (let i = 0; i < 4; i++) expect((await stand.visit('/a/')).status).toBe(200);
    }
    expect(written).toEqual([]);
  });
});
