/** Which of WordPress' answers are stored. Rows CP-* of the list of threats. */
import { describe, expect, it } from 'vitest';
import { isStored, PAGE, standWith } from '../support/page-stand.ts';
import { openStand, said } from '../support/stand.ts';

describe('what WordPress answers', () => {
  it('CP-75: a cookie is not stored, and given to nobody else', async () => {
    const stand = await standWith({ ...PAGE, afterwards: { 'Set-Cookie': 'sid=1' } });
    const answer = await stand.visit('/a/');
    expect([said(answer), answer.headers.get('Set-Cookie')]).toEqual(['miss; reason=set-cookie', 'sid=1']);
    stand.wordpress.pages.set('/a/', PAGE);
    expect((await stand.visit('/a/')).headers.get('Set-Cookie')).toBe(null);
  });

  it.each([
    'private',
    'no-store',
    'no-cache',
    'max-age=0',
    's-maxage=0',
    'nO-StOrE',
    'max-age="0"',
    'max-age=60, private',
    'max-age=60, max-age=0',
    'public, s-maxage=0, max-age=600',
    'max-age=junk',
  ])('CP-76: Cache-Control: %s is not stored', async (line) => {
    const stand = await standWith({ ...PAGE, afterwards: { 'Cache-Control': null } });
    stand.wordpress.pages.set('/a/', { ...PAGE, headers: { 'Cache-Control': line } });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=cache-control');
    expect(await isStored(stand)).toBe(false);
  });

  it.each<[string, string]>([
    ['Expires', '0'],
    ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['Pragma', 'no-cache'],
  ])('CP-76: %s: %s without Cache-Control is not stored', async (name, value) => {
    const stand = await standWith({
      ...PAGE,
      headers: { [name]: value },
      afterwards: { 'Cache-Control': null },
    });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=cache-control');
  });

  it.each(['private', 'no-store', 'no-cache'])(
    'CP-76: Cache-Control: %s counts although the targeted field allows storing',
    async (line) => {
      const headers = { 'Cache-Control': line, 'CDN-Cache-Control': 'max-age=600' };
      const stand = await standWith({ ...PAGE, headers });
      expect(said(await stand.visit('/a/'))).toBe('miss; reason=cache-control');
    },
  );

  it('CP-76: a targeted life counts instead of that for browsers', async () => {
    const browsers = { 'Cache-Control': 'max-age=0' };
    const long = await standWith({ ...PAGE, headers: { ...browsers, 'CDN-Cache-Control': 'max-age=600' } });
    expect(await isStored(long)).toBe(true);
    const none = await standWith({ ...PAGE, headers: { ...browsers, 'CDN-Cache-Control': 'max-age=0' } });
    expect(said(await none.visit('/a/'))).toBe('miss; reason=cache-control');
  });

  it('CP-76: a second line is read together with the first', async () => {
    const stand = await standWith({ ...PAGE, afterwards: { 'Cache-Control': 'no-store' } });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=cache-control');
  });

  it.each(['*', 'Cookie', 'Accept-Encoding, Cookie', 'User-Agent', 'Origin'])(
    'CP-77: Vary: %s is not stored',
    async (vary) => {
      const stand = await standWith({ ...PAGE, headers: { Vary: vary } });
      expect(said(await stand.visit('/a/'))).toBe('miss; reason=vary');
    },
  );

  it('CP-77: Vary: Accept-Encoding is stored', async () => {
    expect(await isStored(await standWith({ ...PAGE, headers: { Vary: 'Accept-Encoding' } }))).toBe(true);
  });

  it('CP-50: a page under the name of a file is not stored', async () => {
    const stand = await standWith(PAGE, '/my-account/x.css');
    expect(said(await stand.visit('/my-account/x.css'))).toBe('miss; reason=path');
  });

  it.each([206, 301, 302, 404, 410, 429, 500, 503])(
    'CP-94, CP-98, CP-99: status %i is not stored',
    async (status) => {
      const stand = await standWith({
        ...PAGE,
        status,
        headers: { 'Cache-Control': 'public, max-age=3600' },
      });
      expect((await stand.visit('/a/')).status).toBe(status);
      expect(await isStored(stand)).toBe(false);
    },
  );

  it('CP-97: 404 is stored for as long as the owner allows, and no longer', async () => {
    const ttl = { page: 604_800, not_found: 30, grace: 86_400, browser: 0 };
    const stand = await openStand({ ttl });
    stand.wordpress.pages.set('/gone/', { ...PAGE, status: 404 });
    await stand.visit('/gone/');
    const hit = await stand.visit('/gone/');
    expect([hit.status, said(hit)]).toEqual([404, 'hit; reason=fresh']);
    stand.world.pass(31);
    expect(said(await stand.visit('/gone/'))).toBe('miss; reason=expired');
  });

  it('an answer that is older than what the origin has told is served, not stored', async () => {
    const stand = await standWith();
    const epoch = stand.wordpress.epoch;
    await stand.purge({ tags: ['post:1'], origin_seq: { epoch, seq: 7 } });
    stand.wordpress.token = 6;
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=origin-stale');
    stand.wordpress.token = 7;
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=cold');
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('of another epoch of the origin is not stored until the origin tells that epoch', async () => {
    const stand = await standWith();
    await stand.purge({ tags: ['other'], origin_seq: { epoch: stand.wordpress.epoch, seq: 7 } });
    stand.wordpress.epoch = 'f'.repeat(32);
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=origin-stale');
    await stand.purge({ tags: ['other'], origin_seq: { epoch: 'f'.repeat(32), seq: 1 } });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=origin-stale');
    await stand.purge({ everything: true, origin_seq: { epoch: 'f'.repeat(32), seq: 1 } });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=cold');
    // A late message of the old epoch does not bring it back.
    await stand.purge({ tags: ['other'], origin_seq: { epoch: '0123456789abcdef'.repeat(2), seq: 9 } });
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });
});
