/** The cache of the Worker's own data: true as long as the ledger says so, in every isolate. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InMemoryViewShelf } from '../../src/ledger/in-memory-shelf.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { LedgerViews } from '../../src/ledger/views.ts';
import { CacheService } from '../../src/service/cache-service.ts';
import type { CachedCollection } from '../../src/service/cached-collection.ts';
import { type Collection, listId } from '../../src/service/data-key.ts';
import { concernedBy } from '../../src/service/namespaces.ts';
import type { Reach } from '../../src/service/reach.ts';
import { testEnv } from '../support/env.ts';
import { SwitchedD1 } from '../support/switched-d1.ts';
import { TestWorld } from '../support/world.ts';

const Page = z.strictObject({ title: z.string() });
type Page = z.infer<typeof Page>;

class Isolate {
  readonly world: TestWorld;
  readonly reach: Reach;
  readonly service: CacheService;
  readonly pages: CachedCollection<Page>;
  readonly ledger = new SwitchedD1(testEnv().LEDGER);
  loads = 0;

  constructor(world: TestWorld, kind: Collection, changes: Partial<Reach> = {}) {
    this.world = world;
    const ledger = openLedger({ LEDGER: this.ledger }, world);
    this.reach = { ledger, kv: null, version: '1', background: () => {}, ...changes };
    this.service = new CacheService(world, new LedgerViews(world, new InMemoryViewShelf(world)));
    this.pages = this.service.collection(kind, Page);
  }

  async title(id: string, now: string): Promise<string> {
    const load = async () => {
      this.loads += 1;
      return { value: { title: now } };
    };
    const kept = await this.pages.getOrSet({ scope: 'site-1', id }, load, this.reach);
    return kept.state === 'none' ? 'none' : kept.value.value.title;
  }
}

/** A kind of its own per test: the ledger is one for all. */
const kindOf = (namespace: Collection['namespace'] = 'content'): Collection => ({
  namespace,
  entity: `e-${crypto.randomUUID().slice(0, 8)}`,
});
const isolate = (kind = kindOf(), changes: Partial<Reach> = {}) =>
  new Isolate(new TestWorld(), kind, changes);

describe('what was loaded', () => {
  it('is loaded once, also for many who ask at the same time', async () => {
    const one = isolate();
    const titles = await Promise.all([1, 2, 3].map(() => one.title('a', 'old')));
    expect([titles, await one.title('a', 'new'), one.loads]).toEqual([['old', 'old', 'old'], 'old', 1]);
  });

  it('ends with the time of its namespace, or with its own', async () => {
    const one = isolate(kindOf('api'));
    await one.title('a', 'old');
    one.world.pass(299);
    expect(await one.title('a', 'new')).toBe('old');
    one.world.pass(2);
    expect(await one.title('a', 'new')).toBe('new');
    const until = Math.floor(one.world.now() / 1000) + 10;
    const name = { scope: 'site-1', id: 'b' };
    await one.pages.set(name, { value: { title: 'short' }, until }, one.reach);
    one.world.pass(11);
    expect(await one.pages.get(name, one.reach)).toBeNull();
  });

  it('keeps its identity and its entity tag when it is the same again', async () => {
    const one = isolate();
    const name = { scope: 'site-1', id: 'a' };
    const read = async () => {
      const kept = await one.pages.getOrSet(name, async () => ({ value: { title: 'x' } }), one.reach);
      return kept.state === 'none' ? null : kept.value;
    };
    const first = await read();
    one.world.pass(3601);
    const second = await read();
    expect(second).not.toBe(first);
    expect(second?.value).toBe(first?.value);
    expect(second?.etag).toMatch(/^"[0-9a-f]{32}"$/);
  });

  it('is the same list for the same parameters in any order', async () => {
    expect(await listId({ page: 2, by: 'date' })).toBe(await listId({ by: 'date', page: 2 }));
    expect(await listId({ page: 2 })).not.toBe(await listId({ page: '2' }));
  });
});

describe('a change', () => {
  it.each(['content', 'content:*', 'content:ENTITY:*', 'content:ENTITY:a', 'content:ENTITY:a:*'])(
    'told as %s is seen here at once, and elsewhere within the bound of a view',
    async (pattern) => {
      const kind = kindOf();
      const one = isolate(kind);
      const other = new Isolate(one.world, kind);
      await one.title('a', 'old');
      await other.title('a', 'old');
      await one.service.invalidate('site-1', [pattern.replace('ENTITY', kind.entity)], one.reach);
      expect(await one.title('a', 'new')).toBe('new');
      one.world.pass(5.001);
      expect(await other.title('a', 'new')).toBe('new');
    },
  );

  it('of another site, another entity or another id changes nothing', async () => {
    const kind = kindOf();
    const one = isolate(kind);
    await one.title('a', 'old');
    await one.service.invalidate('site-2', ['content:*'], one.reach);
    await one.service.invalidate(
      'site-1',
      [`content:${kind.entity}:b`, 'content:other', 'user:*'],
      one.reach,
    );
    expect(await one.title('a', 'new')).toBe('old');
  });

  it('that comes while a value is loaded makes that value untrue', async () => {
    const one = isolate();
    const name = { scope: 'site-1', id: 'a' };
    const load = async () => {
      await one.service.invalidate('site-1', ['content:*'], one.reach);
      return { value: { title: 'read before the change' } };
    };
    await one.pages.getOrSet(name, load, one.reach);
    expect(await one.pages.get(name, one.reach)).toBeNull();
  });

  it('is told by its event to the namespaces of the table', async () => {
    expect(concernedBy('content.delete')).toEqual(['content', 'media']);
    expect(concernedBy('user.update')).toEqual(['user', 'session']);
    const one = isolate();
    await one.title('a', 'old');
    await one.service.announce('site-1', 'user.update', one.reach);
    expect(await one.title('a', 'new')).toBe('old');
    await one.service.announce('site-1', 'content.update', one.reach);
    expect(await one.title('a', 'new')).toBe('new');
  });

  it('by deletion is one too', async () => {
    const kind = kindOf();
    const one = isolate(kind);
    const other = new Isolate(one.world, kind);
    for (const each of [one, other]) await each.title('a', 'old');
    await one.service.delete(one.pages, { scope: 'site-1', id: 'a' }, one.reach);
    other.world.pass(5.001);
    expect([await one.title('a', 'new'), await other.title('a', 'new')]).toEqual(['new', 'new']);
  });
});

describe('many at once', () => {
  it('are set, read, deleted and warmed', async () => {
    const one = isolate();
    const names = ['a', 'b', 'c'].map((id) => ({ scope: 'site-1', id }));
    await one.pages.setMany(
      names.slice(0, 2).map((name) => ({ name, loaded: { value: { title: name.id } } })),
      one.reach,
    );
    const titles = async () =>
      (await one.pages.getMany(names, one.reach)).map((datum) => datum?.value.title ?? null);
    expect(await titles()).toEqual(['a', 'b', null]);
    await one.service.deleteMany(one.pages, names.slice(0, 1), one.reach);
    expect(await titles()).toEqual([null, 'b', null]);
    const warmed = names.map((name) => ({ name, load: async () => ({ value: { title: 'warm' } }) }));
    expect(await one.pages.warm(warmed, one.reach)).toBe(3);
    expect(await titles()).toEqual(['warm', 'b', 'warm']);
    expect(Object.values(one.service.stats())[0]).toMatchObject({ sets: 2, entries: 3 });
  });
});

describe('KV', () => {
  const kv = () => testEnv().CACHE_KV ?? null;

  it('tells an isolate that remembers nothing, as long as it is true', async () => {
    const kind = kindOf();
    const one = isolate(kind, { kv: kv() });
    await one.title('a', 'old');
    const other = new Isolate(one.world, kind, { kv: kv() });
    expect([await other.title('a', 'new'), other.loads]).toEqual(['old', 0]);
    await one.service.invalidate('site-1', ['content:*'], one.reach);
    const third = new Isolate(one.world, kind, { kv: kv() });
    expect(await third.title('a', 'new')).toBe('new');
  });

  it.each(['user', 'session', 'site'] as const)('never holds the private namespace %s', async (namespace) => {
    const kind = kindOf(namespace);
    await isolate(kind, { kv: kv() }).title('a', 'secret');
    const { keys } = (await kv()?.list({ prefix: `data/site-1/${namespace}:${kind.entity}` })) ?? {
      keys: ['no KV'],
    };
    expect(keys).toEqual([]);
  });

  it('of another version is not read', async () => {
    const kind = kindOf();
    const one = isolate(kind, { kv: kv() });
    await one.title('a', 'old');
    const deployed = new Isolate(one.world, kind, { kv: kv(), version: '2' });
    expect(await deployed.title('a', 'new')).toBe('new');
  });

  it('with something else in it is a miss', async () => {
    const kind = kindOf();
    await kv()?.put(`data/site-1/content:${kind.entity}:a:1`, '{"value":{"title":5}}');
    expect(await isolate(kind, { kv: kv() }).title('a', 'new')).toBe('new');
  });
});

describe('the ledger is down', () => {
  it('what is known is told for seconds, then loaded anew; nothing is told by `get`', async () => {
    const one = isolate();
    await one.title('a', 'old');
    one.ledger.mode = 'down';
    one.world.pass(61);
    expect(await one.pages.get({ scope: 'site-1', id: 'a' }, one.reach)).toBeNull();
    expect(await one.title('a', 'new')).toBe('new');
  });

  it('a change is refused, so that whoever tells it tries again', async () => {
    const one = isolate();
    one.ledger.mode = 'down';
    await expect(one.service.invalidate('site-1', ['content:*'], one.reach)).rejects.toThrow('D1_ERROR');
  });
});
