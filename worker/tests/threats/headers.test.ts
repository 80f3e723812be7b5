/** What stands in the header fields of requests and answers: rows CP-73, CP-74, CP-90 to CP-102. */
import { Rules } from '@dynamic-cache/contracts/rules';
import { describe, expect, it } from 'vitest';
import { CANARY, carelessStand, staysClean, stored } from '../support/careless.ts';
import { isStored, PAGE, standWith } from '../support/page-stand.ts';
import { openStand, said } from '../support/stand.ts';

const many = (count: number, length: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`X-${CANARY}-${n}`, 'y'.repeat(length)]));

describe('header fields of a visitor', () => {
  it.each<[string, Record<string, string>]>([
    ['50 of 85 bytes', many(50, 85)],
    ['200 of 85 bytes', many(200, 85)],
    ['one of 33 KB', many(1, 33_000)],
    ['a cookie of 9 KB', { Cookie: `theme=${CANARY.repeat(800)}` }],
  ])(
    'CP-90: %s do not reach WordPress on a fill, so nothing it would refuse them with is stored',
    async (_, headers) => {
      await staysClean((stand) => stand.visit('/a/', { headers }));
    },
  );

  it.each([400, 413, 431])(
    'CP-90: refused by WordPress with %i on a bypass leave the page alone',
    async (status) => {
      const stand = await standWith();
      await stand.visit('/a/');
      stand.world.answer(stand.wordpress.host, async () => new Response('too large', { status }));
      const headers = { ...many(50, 85), Cookie: 'wordpress_logged_in_x=1' };
      expect((await stand.visit('/a/', { headers })).status).toBe(status);
      expect((await stand.visit('/a/')).text).toBe(PAGE.body);
    },
  );

  it.each<[string, Record<string, string>]>([
    ['a name of capitals', { 'ZTRANSFER-ENCODING': CANARY }],
    ['an expectation', { Expect: '100-continue' }],
    ['an unknown expectation', { Expect: CANARY }],
    ['TE', { TE: CANARY }],
    ['Max-Forwards', { 'Max-Forwards': '0' }],
    ['Upgrade', { Upgrade: 'h2c' }],
    ['a content type without content', { 'Content-Type': CANARY }],
    ['a content coding without content', { 'Content-Encoding': 'gzip' }],
  ])('CP-92: %s is not passed on with a fill', async (_, headers) => {
    await staysClean((stand) => stand.visit('/a/', { headers }));
  });

  it('CP-96: with words that a firewall refuses are not passed on with a fill', async () => {
    const stand = await standWith();
    const guarded = async (request: Request) => {
      const text = JSON.stringify([...request.headers]) + request.url;
      return /<script>|burpcollaborator/.test(text)
        ? new Response('forbidden', { status: 403 })
        : stand.wordpress.answer(request);
    };
    stand.world.answer(stand.wordpress.host, guarded);
    const headers = { 'Any-Header': '<script>alert(1)</script>', Referer: 'https://x.burpcollaborator.net/' };
    expect((await stand.visit('/a/', { headers })).text).toBe(PAGE.body);
    expect((await stand.visit('/a/')).text).toBe(PAGE.body);
    // On a bypass WordPress says what it likes, and that is not kept.
    const refused = await stand.visit('/a/', { headers: { ...headers, Cookie: 'wordpress_logged_in_x=1' } });
    expect([refused.status, (await stand.visit('/a/')).text]).toEqual([403, PAGE.body]);
  });
});

describe('cookies', () => {
  it.each([
    'a=1;wordpress_logged_in_x=1',
    'a=1;\twordpress_logged_in_x=1',
    '$Version=1; wordpress_logged_in_x=1',
    'wordpress.logged.in.x=1',
    'wordpress logged in x=1',
    '%77ordpress_logged_in_x=1',
    'a=1, wordpress_logged_in_x=1',
    `${Array.from({ length: 200 }, (_, n) => `c${n}=1`).join('; ')}; wordpress_logged_in_x=1`,
    `a=${'y'.repeat(32_000)}; wordpress_logged_in_x=1`,
  ])('CP-73: of a login are seen however they are written (%#)', async (cookie) => {
    const stand = await carelessStand();
    expect(said(await stand.visit('/a/', { headers: { Cookie: cookie } }))).toBe('bypass; reason=cookie');
    expect(await stored(stand)).toBe(0);
  });

  it('CP-74: choose among the values that the owner listed, and any other counts as none', async () => {
    const variants = { language: { cookie: 'lang', values: ['de', 'fr'] } };
    const stand = await openStand({ rules: Rules.parse({ query: {}, exclude: {}, variants }) });
    stand.wordpress.pages.set('/a/', PAGE);
    const values = ['de', 'fr', '<script>', 'DE', 'de,fr', `${CANARY}`, 'x'.repeat(100_000)];
    for (const value of [...values, ...values])
      await stand.visit('/a/', { headers: { Cookie: `lang=${value}` } });
    await stand.visit('/a/');
    expect(stand.wordpress.requests.map(({ headers }) => headers.get('Cookie'))).toEqual([
      'lang=de',
      'lang=fr',
      null,
    ]);
    expect(said(await stand.visit('/a/', { headers: { Cookie: 'lang=de' } }))).toBe('hit; reason=fresh');
    expect(
      JSON.stringify(stand.wordpress.requests.map(({ url, headers }) => [url, ...headers])),
    ).not.toContain(CANARY);
  });
});

describe('codings', () => {
  it.each(['gzip', 'br', 'zstd', 'identity', 'gzip;q=0', 'x, gzip', '', 'y'.repeat(1024)])(
    'CP-100: that a visitor accepts (%s) make no page of their own, and reach WordPress as ours',
    async (coding) => {
      const stand = await standWith();
      await stand.visit('/a/', { headers: { 'Accept-Encoding': coding } });
      const clean = await stand.visit('/a/');
      expect([said(clean), clean.text, clean.headers.get('Content-Encoding')]).toEqual([
        'hit; reason=fresh',
        PAGE.body,
        null,
      ]);
      expect(stand.wordpress.requests[0]?.headers.get('Accept-Encoding')).toBe('gzip');
    },
  );

  it('CP-100: that WordPress applied twice do not hold up to its mark, and are not stored', async () => {
    const stand = await standWith();
    stand.world.answer(stand.wordpress.host, async (request) => {
      const marked = await stand.wordpress.answer(request);
      const stream = marked.body?.pipeThrough(new CompressionStream('gzip')) ?? null;
      return new Response(stream, { headers: marked.headers });
    });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=bad-marker');
    expect(await stored(stand)).toBe(0);
  });
});

describe('an answer', () => {
  it.each(['%0d%0aSet-Cookie:%20c=1', '%E5%98%8A%E5%98%8DSet-Cookie:%20c=1', '%0aX-Evil:%201'])(
    'CP-101: to an address with a line break in it (%s) gets no further header field',
    async (text) => {
      const stand = await carelessStand();
      for (let i = 0; i < 2; i++) {
        const { headers } = await stand.visit(`/a/?x=${text}`);
        expect([headers.get('Set-Cookie'), headers.get('X-Evil')]).toEqual([null, null]);
      }
    },
  );

  it.each(['post:1,post 2', 'post:1,<x>', 'post:1;2', `post:${'1'.repeat(200)}`])(
    'CP-101, CP-103: with tags of another form (%s) is not stored, because its purge could not be told',
    async (tags) => {
      const stand = await standWith({ ...PAGE, afterwards: { 'X-Dynamic-Cache-Tags': tags } });
      expect(said(await stand.visit('/a/'))).toBe('miss; reason=bad-marker');
      expect(await isStored(stand)).toBe(false);
    },
  );

  it('CP-102: keeps its type, and what tells browsers to take it for nothing else', async () => {
    const headers = {
      'Content-Type': 'text/plain; charset=UTF-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'",
      'Strict-Transport-Security': 'max-age=31536000',
      'X-Frame-Options': 'DENY',
    };
    const stand = await standWith({ ...PAGE, headers });
    for (const word of ['miss; reason=cold', 'hit; reason=fresh']) {
      const answer = await stand.visit('/a/');
      expect(said(answer)).toBe(word);
      for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
    }
  });
});
