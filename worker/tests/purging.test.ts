/** What a purge makes visible, where, and when. */
import { describe, expect, it } from 'vitest';
import { errorOf, openStand, type Stand, said } from './support/stand.ts';

async function standWith(...paths: string[]): Promise<Stand> {
  const stand = await openStand({ aliases: [`${crypto.randomUUID()}.alias.test`] });
  paths.forEach((path, i) => {
    stand.wordpress.pages.set(path, { body: `<html>${path} old</html>`, tags: [`post:${i + 1}`] });
  });
  for (const path of paths) await stand.visit(path);
  return stand;
}

/** Which of the paths are still answered from the cache. */
async function hits(stand: Stand, ...paths: string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const path of paths) if (said(await stand.visit(path)) === 'hit; reason=fresh') kept.push(path);
  return kept;
}

describe('a purge', () => {
  it('of a tag takes exactly the pages that carry it', async () => {
    const stand = await standWith('/a/', '/b/', '/c/');
    expect(await stand.purge({ tags: ['post:1', 'post:3', 'post:99'] })).toMatchObject({ ok: true, seq: 1 });
    expect(await hits(stand, '/a/', '/b/', '/c/')).toEqual(['/b/']);
  });

  it('of a URL takes that page, named by any host of the site, with parameters that do not count', async () => {
    const stand = await standWith('/a/', '/a/?x=1', '/b/');
    await stand.purge({ urls: [`https://${stand.config.aliases[0]}/a/?utm_source=mail`] });
    expect(await hits(stand, '/a/', '/a/?x=1', '/b/')).toEqual(['/a/?x=1', '/b/']);
  });

  it('of a prefix takes what lies below it', async () => {
    const stand = await standWith('/', '/shop/', '/shop/a/b', '/shopping/');
    await stand.purge({ prefixes: [`https://${stand.wordpress.host}/shop/`] });
    expect(await hits(stand, '/', '/shop/', '/shop/a/b', '/shopping/')).toEqual(['/', '/shopping/']);
  });

  it('of everything takes every page of this site and none of another', async () => {
    const stand = await standWith('/a/', '/b/');
    const other = await standWith('/a/');
    await stand.purge({ everything: true });
    expect(await hits(stand, '/a/', '/b/')).toEqual([]);
    expect(await hits(other, '/a/')).toEqual(['/a/']);
  });

  it('of more than 500 tags is one of the whole site', async () => {
    const stand = await standWith('/a/');
    await stand.purge({ tags: Array.from({ length: 501 }, (_, i) => `other:${i}`) });
    expect(await hits(stand, '/a/')).toEqual([]);
    const rows = await stand.env.LEDGER.prepare('SELECT count(*) AS n FROM tag_gen WHERE site = ?1')
      .bind(stand.siteId)
      .first('n');
    expect(rows).toBe(1);
  });

  it('of addresses that are not of this site changes nothing, and is acknowledged', async () => {
    const stand = await standWith('/a/');
    expect(await stand.purge({ urls: ['https://elsewhere.test/a/'] })).toMatchObject({ ok: true });
    expect(await hits(stand, '/a/')).toEqual(['/a/']);
  });

  it('that names nothing is refused; null counts as not there', async () => {
    const stand = await standWith();
    for (const body of [{}, { tags: [] }, { tags: null, urls: null, everything: false }]) {
      const answer = await stand.signed('POST', '/api/cache/purge', { site_id: stand.siteId, ...body });
      expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_body']);
    }
    expect(
      await stand.purge({ tags: ['a'], urls: null, soft: null, acked: null, origin_seq: null }),
    ).toMatchObject({ ok: true });
  });

  it('with a tag of another form is refused as a whole', async () => {
    const stand = await standWith('/a/');
    const tags = ['post:1', 'a b'];
    const answer = await stand.signed('POST', '/api/cache/purge', { site_id: stand.siteId, tags });
    expect(errorOf(answer)).toBe('invalid_body');
    expect(await hits(stand, '/a/')).toEqual(['/a/']);
  });

  it('that is soft shows the old page once more, while it is fetched anew', async () => {
    const stand = await standWith('/a/', '/b/');
    stand.wordpress.pages.set('/a/', { body: 'new', tags: ['post:1'] });
    await stand.purge({ tags: ['post:1'], soft: true });
    const stale = await stand.visit('/a/');
    expect([said(stale), stale.text]).toEqual(['stale; reason=grace', '<html>/a/ old</html>']);
    const fresh = await stand.visit('/a/');
    expect([said(fresh), fresh.text]).toEqual(['hit; reason=fresh', 'new']);
    expect(stand.wordpress.asked('/a/')).toHaveLength(2);
  });

  it('that is soft is hard after a minute', async () => {
    const stand = await standWith('/a/');
    await stand.purge({ tags: ['post:1'], soft: true });
    stand.world.pass(60);
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=purged');
  });
});

describe('another isolate', () => {
  it('sees a purge after the time of a view at the latest', async () => {
    const stand = await standWith('/a/');
    const other = stand.isolate();
    await other.visit('/a/');
    await stand.purge({ tags: ['post:1'] });
    stand.world.pass(5.001);
    expect(said(await other.visit('/a/'))).toBe('miss; reason=purged');
  });

  it('sees it typically one visit after a second', async () => {
    const stand = await standWith('/a/');
    const other = stand.isolate();
    await other.visit('/a/');
    await stand.purge({ tags: ['post:1'] });
    stand.world.pass(1.001);
    expect(said(await other.visit('/a/'))).toBe('hit; reason=fresh');
    expect(said(await other.visit('/a/'))).toBe('miss; reason=purged');
  });

  it('sees it at once where the owner asked for that', async () => {
    const stand = await openStand({ strict: true });
    stand.wordpress.pages.set('/a/', { body: 'a', tags: ['post:1'] });
    const other = stand.isolate();
    await other.visit('/a/');
    expect(said(await other.visit('/a/'))).toBe('hit; reason=fresh');
    await stand.purge({ tags: ['post:1'] });
    expect(said(await other.visit('/a/'))).toBe('miss; reason=purged');
  });

  it('that begins after thousands of purges looks up the tags of an older page', async () => {
    const stand = await standWith('/a/', '/b/');
    await stand.env.LEDGER.prepare(
      `INSERT INTO tag_gen (site, tag, hard, soft, soft_at, last)
       WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 2500)
       SELECT ?1, 'other:' || n, n, 0, 0, n FROM i`,
    )
      .bind(stand.siteId)
      .run();
    await stand.env.LEDGER.prepare('UPDATE seq SET n = 2500 WHERE site = ?1').bind(stand.siteId).run();
    // Until then it would go by what the first one has read.
    stand.world.pass(1.1);
    const other = stand.isolate();
    expect(said(await other.visit('/a/'))).toBe('hit; reason=fresh');
    await stand.env.LEDGER.prepare(`UPDATE tag_gen SET tag = 'post:2' WHERE site = ?1 AND tag = 'other:7'`)
      .bind(stand.siteId)
      .run();
    expect(said(await other.visit('/b/'))).toBe('miss; reason=purged');
  });
});

describe('a ledger that was put back', () => {
  it('is noticed by an isolate that knew more, and nothing old is served', async () => {
    const stand = await standWith('/a/');
    await stand.purge({ tags: ['other'] });
    await stand.visit('/a/');
    await stand.purge({ tags: ['post:1'] });
    stand.wordpress.pages.set('/a/', { body: 'new', tags: ['post:1'] });
    await stand.visit('/a/');
    await rewind(stand, 1);
    stand.world.pass(6);
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=purged');
    expect(await stand.purge({ tags: ['x'] })).toMatchObject({ ok: true });
    expect((await stand.visit('/a/')).text).toBe('new');
  });

  it('is noticed by a copy from the future, in an isolate that knew nothing', async () => {
    const stand = await standWith();
    stand.wordpress.pages.set('/a/', { body: 'a', tags: ['post:1'] });
    await stand.purge({ tags: ['x'] });
    await stand.purge({ tags: ['x'] });
    await stand.visit('/a/');
    const before = await epochOf(stand);
    await rewind(stand, 1);
    stand.world.pass(1.1);
    expect(said(await stand.isolate().visit('/a/'))).toBe('miss; reason=purged');
    expect(await epochOf(stand)).not.toBe(before);
  });

  it('is noticed by the site, which remembers what was acknowledged', async () => {
    const stand = await standWith('/a/', '/b/');
    const acked = await stand.purge({ tags: ['post:1'] });
    await rewind(stand, 0);
    const answer = await stand.purge({ tags: ['other'], acked: { epoch: acked.epoch, seq: acked.seq } });
    expect(answer.epoch).not.toBe(acked.epoch);
    expect(await hits(stand, '/a/', '/b/')).toEqual([]);
  });
});

async function rewind(stand: Stand, seq: number): Promise<void> {
  const { LEDGER } = stand.env;
  await LEDGER.prepare('UPDATE seq SET n = ?2 WHERE site = ?1').bind(stand.siteId, seq).run();
  await LEDGER.prepare('DELETE FROM tag_gen WHERE site = ?1 AND last > ?2').bind(stand.siteId, seq).run();
}

function epochOf(stand: Stand): Promise<string | null> {
  return stand.env.LEDGER.prepare('SELECT epoch FROM seq WHERE site = ?1').bind(stand.siteId).first('epoch');
}
