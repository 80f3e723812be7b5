/** Much of something: rows CP-80, CP-104, CP-105, R-24, R-37. */
import { describe, expect, it, vi } from 'vitest';
import { CANARY, carelessStand, staysClean, stored } from '../support/careless.ts';
import { standWith } from '../support/page-stand.ts';
import { type Stand, said } from '../support/stand.ts';

/** Each a way in for a poison. */
const VECTORS: ((stand: Stand, n: number) => Promise<unknown>)[] = [
  (stand, n) => stand.visit('/p/', { headers: { 'X-Forwarded-Host': `${CANARY}${n}` } }),
  (stand, n) => stand.visit('/p/', { headers: { 'X-Original-URL': `/${CANARY}${n}` } }),
  (stand, n) => stand.visit('/p/', { headers: { Cookie: `theme=${CANARY}${n}` } }),
  (stand, n) => stand.visit('/p/', { headers: { Cookie: `wordpress_logged_in_x=${CANARY}${n}` } }),
  (stand, n) => stand.visit('/p/', { headers: { Range: 'bytes=0-1', 'User-Agent': `${CANARY}${n}` } }),
  (stand, n) => stand.visit(`/p/?utm_source=${CANARY}${n}`),
  (stand, n) => stand.visit(`/p/?x=${CANARY}${n}`),
  (stand, n) => stand.visit(`/${CANARY}${n}/`),
  (stand, n) => stand.visit(`/p/..%2f${CANARY}${n}`),
  (stand, n) => stand.visit('/p/', { method: 'POST', body: `${CANARY}${n}` }),
  (stand, n) => stand.edgeVisit('/p/', { headers: { Referer: `${CANARY}${n}` } }),
  (stand, n) => stand.edgeVisit(`/~${CANARY}${n}.test/`),
];

describe('CP-80 a poison', () => {
  it('on every way in, three hundred times, is on no other page', async () => {
    const stand = await carelessStand();
    for (let n = 0; n < 300; n++) await VECTORS[n % VECTORS.length]?.(stand, n);
    const pages = ['/p/', ...Array.from({ length: 60 }, (_, n) => `/page/${n}/`)];
    for (const path of [...pages, ...pages]) {
      const answer = await stand.visit(path);
      expect(answer.text + JSON.stringify([...answer.headers])).not.toContain(CANARY);
    }
  });

  it('on every way in leaves the page that it is sent to as it was', async () => {
    for (const [n, vector] of VECTORS.entries()) await staysClean((stand) => vector(stand, n), '/p/');
  });
});

describe('CP-104 a fill that drips', () => {
  it('holds nobody up for longer than the wait, and is done by one, or one more', async () => {
    const stand = await standWith();
    stand.world.hurry = 50;
    const held: (() => void)[] = [];
    stand.wordpress.rendering = () =>
      held.length > 0 ? Promise.resolve() : new Promise<void>((done) => void held.push(done));
    const first = stand.visit('/a/');
    await vi.waitFor(() => expect(held).toHaveLength(1));
    const others = await Promise.all(Array.from({ length: 100 }, () => stand.visit('/a/')));
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
    expect(stand.wordpress.requests).toHaveLength(2);
    held[0]?.();
    expect((await first).status).toBe(200);
  });
});

describe('CP-105 purges', () => {
  it('a hundred of one tag, of everything and of a thousand addresses are a row for each tag and no more', async () => {
    const stand = await standWith();
    const { host } = stand.wordpress;
    await Promise.all(Array.from({ length: 50 }, () => stand.purge({ tags: ['post:1'] })));
    await Promise.all(Array.from({ length: 50 }, () => stand.purge({ everything: true })));
    const urls = Array.from({ length: 1000 }, (_, n) => `https://${host}/${n}/`);
    const { seq } = await stand.purge({ urls });
    const rows = await stand.env.LEDGER.prepare('SELECT count(*) AS n FROM tag_gen WHERE site = ?1')
      .bind(stand.siteId)
      .first('n');
    expect([seq, rows]).toEqual([101, 2]);
  });

  it('softly, in a burst, keep a page up that is asked for', async () => {
    const stand = await standWith();
    await stand.visit('/a/');
    const answers: string[] = [];
    for (let n = 0; n < 30; n++) {
      await stand.purge({ tags: ['post:1'], soft: true });
      answers.push(said(await stand.visit('/a/')));
    }
    expect(new Set(answers)).toEqual(new Set(['stale; reason=grace']));
    // Each purge may be followed by one renewal, by nobody's wait.
    expect(stand.wordpress.requests.length).toBeLessThanOrEqual(31);
  });
});

describe('R-24 fills at the same time', () => {
  it('of different pages and ways in are independent, each purged by its own tags', async () => {
    const stand = await carelessStand();
    const other = stand.isolate();
    const paths = Array.from({ length: 25 }, (_, n) => `/${n}/`);
    const ask = (path: string, n: number) =>
      n % 2 === 0
        ? stand.visit(path, { headers: { 'Accept-Encoding': 'br' } })
        : other.edgeVisit(`${path}?utm_source=${n}`);
    const answers = await Promise.all([...paths, ...paths].map(ask));
    for (const [n, { text }] of answers.entries()) expect(text).toContain(`/${n % 25}/"`);
    await stand.purge({ urls: [`https://${stand.wordpress.host}/3/`] });
    expect(said(await stand.visit('/3/'))).toBe('miss; reason=purged');
    expect(said(await stand.visit('/4/'))).toBe('hit; reason=fresh');
  });
});

describe('R-37 a large site', () => {
  it('is purged at the same cost, however many pages carry the tag', async () => {
    const costs: number[] = [];
    for (const pages of [1, 200]) {
      const stand = await carelessStand();
      for (let n = 0; n < pages; n++) await stand.visit(`/${n}/`);
      let statements = 0;
      const real = stand.env.LEDGER;
      const batch = (all: D1PreparedStatement[]) => {
        statements += all.length;
        return real.batch(all);
      };
      const counting = { batch, prepare: real.prepare.bind(real) };
      stand.env = { ...stand.env, LEDGER: Object.assign(Object.create(real), counting) };
      await stand.purge({ tags: ['post:1'] });
      costs.push(statements);
      stand.env = { ...stand.env, LEDGER: real };
      expect(await stored(stand)).toBe(pages);
      expect(said(await stand.visit('/0/'))).toBe('miss; reason=purged');
    }
    expect(costs[0]).toBe(costs[1]);
  });
});
