/** Sites that share a Worker, and KV that is behind: rows of the list of faults. */
import { describe, expect, it } from 'vitest';
import { standWith } from '../support/page-stand.ts';
import { type Stand, said } from '../support/stand.ts';

const page = (text: string) => ({ body: `<html>${text}</html>`, tags: ['post:1'] });

/** Two sites with a page under the same path and tag, visited in one isolate. */
async function twoSites(): Promise<{
  one: Stand;
  visitOther: () => Promise<{ text: string; word: string }>;
}> {
  const [one, other] = [await standWith(page('one')), await standWith(page('other'))];
  one.world.answer(other.wordpress.host, (request) => other.world.fetch(request));
  const visitOther = async () => {
    const answer = await one.send(new Request(`https://${other.wordpress.host}/a/`));
    return { text: answer.text, word: said(answer) };
  };
  return { one, visitOther };
}

describe('R-47 two sites in one isolate', () => {
  it('have a page each under one path, by host and on the Worker’s hostname', async () => {
    const { one, visitOther } = await twoSites();
    for (const word of ['miss; reason=cold', 'hit; reason=fresh']) {
      expect([said(await one.visit('/a/')), (await one.visit('/a/')).text]).toEqual([word, page('one').body]);
      expect(await visitOther()).toEqual({ word, text: page('other').body });
      expect((await one.edgeVisit('/a/')).text).toBe(page('one').body);
    }
  });
});

describe('R-46 a purge of one site', () => {
  it.each([{ everything: true }, { tags: ['post:1', 'site'] }, { soft: true, everything: true }])(
    '%j leaves the pages of another',
    async (what) => {
      const { one, visitOther } = await twoSites();
      await one.visit('/a/');
      await visitOther();
      await one.purge(what);
      expect((await visitOther()).word).toBe('hit; reason=fresh');
      expect(said(await one.visit('/a/'))).not.toContain('hit');
    },
  );

  it('in the name of another is refused, and purges nothing', async () => {
    const { one, visitOther } = await twoSites();
    const stranger = await standWith(page('stranger'));
    await one.visit('/a/');
    const body = { site_id: one.siteId, everything: true };
    const answer = await stranger.signed('POST', '/api/cache/purge', body);
    expect(answer.status).toBe(403);
    expect([said(await one.visit('/a/')), (await visitOther()).word]).toEqual([
      'hit; reason=fresh',
      'miss; reason=cold',
    ]);
  });
});

describe('R-25 KV that is a minute behind', () => {
  /** A stand whose KV answers as it did at one moment, in a data centre where nothing else is. */
  async function behind(at: 'before the page was there' | 'before the purge') {
    const stand = await standWith(page('old'));
    const kv = stand.env.CACHE_KV;
    if (kv === undefined) throw new Error('CACHE_KV is not bound');
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    stand.world.hurry = 100;
    for (let i = 0; i < 3; i++) await stand.visit('/a/');
    const { keys } = await kv.list({ prefix: 'page/1/' });
    const frozen = new Map<string, ArrayBuffer | null>();
    for (const { name } of keys)
      frozen.set(name, at === 'before the purge' ? await kv.get(name, 'arrayBuffer') : null);
    const get = async (name: string) => frozen.get(name) ?? null;
    stand.env = { ...stand.env, CACHE_KV: Object.assign(Object.create(kv), { get, put: async () => {} }) };
    stand.world.replaceCache(await caches.open(crypto.randomUUID()));
    return stand;
  }

  it('shows no page from before a purge', async () => {
    const stand = await behind('before the purge');
    // It is this copy that another data centre would show.
    expect(said(await stand.isolate().visit('/a/'))).toBe('hit; reason=fresh');
    stand.world.replaceCache(await caches.open(crypto.randomUUID()));
    stand.wordpress.pages.set('/a/', page('new'));
    await stand.purge({ tags: ['post:1'] });
    for (const isolate of [stand.isolate(), stand.isolate()])
      expect((await isolate.visit('/a/')).text).toBe(page('new').body);
  });

  it('and says that a page is not there costs a fetch', async () => {
    const stand = await behind('before the page was there');
    const isolate = stand.isolate();
    expect(said(await isolate.visit('/a/'))).toBe('miss; reason=cold');
    expect(said(await isolate.visit('/a/'))).toBe('hit; reason=fresh');
  });
});

describe('R-40 a copy of another layout', () => {
  it.each([
    ['an older one', 1],
    ['a later one', 3],
  ])('from %s deploy is a miss, and neither shown nor the end of anything', async (_, version) => {
    const stand = await standWith(page('one'));
    const kv = stand.env.CACHE_KV;
    if (kv === undefined) throw new Error('CACHE_KV is not bound');
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    const frame = new TextEncoder().encode(`\0\0\0\x07{"v":${version}}<html>foreign</html>`);
    stand.env = {
      ...stand.env,
      CACHE_KV: Object.assign(Object.create(kv), { get: async () => frame.buffer, put: async () => {} }),
    };
    const first = await stand.visit('/a/');
    expect([first.text, said(first)]).toEqual([page('one').body, 'miss; reason=schema']);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });
});
