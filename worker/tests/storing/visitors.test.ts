/** What of a visitor can reach a page that others are shown. Rows CP-* of the list of threats. */
import { describe, expect, it } from 'vitest';
import { PAGE, standWith } from '../support/page-stand.ts';
import { said } from '../support/stand.ts';

describe('what a visitor sends', () => {
  const CANARY = 'canary.evil';
  it.each<[string, Record<string, string>]>([
    ['CP-01', { 'X-Forwarded-Host': CANARY }],
    ['CP-02', { 'X-Forwarded-Host': CANARY, 'X-Forwarded-Scheme': 'nothttps' }],
    [
      'CP-03',
      {
        'X-Forwarded-Proto': 'http',
        'X-Forwarded-SSL': 'off',
        'Front-End-Https': 'off',
        'X-Url-Scheme': 'http',
      },
    ],
    ['CP-04', { 'X-Forwarded-Port': '31337' }],
    [
      'CP-05',
      {
        'X-Host': CANARY,
        'X-Forwarded-Server': CANARY,
        'X-Original-Host': CANARY,
        Forwarded: `host=${CANARY}`,
      },
    ],
    ['CP-06', { 'X-Original-URL': '/wp-login.php', 'X-Rewrite-URL': '/wp-login.php' }],
    ['CP-07', { Origin: `https://${CANARY}` }],
    ['CP-08', { [`X-${CANARY.replace('.', '-')}`]: CANARY, Via: CANARY, Referer: CANARY }],
    ['CP-10', { Accept: 'application/json', 'Accept-Language': 'xx-canary', 'Accept-Charset': 'utf-7' }],
    ['CP-11', { 'User-Agent': `<script>${CANARY}</script>` }],
    ['CP-12', { 'X-Persona': 'vip', 'X-Device': 'x', 'CF-IPCountry': 'XX', 'X-Forwarded-For': '127.0.0.1' }],
    ['CP-14', { 'Cache-Control': 'no-cache', Pragma: 'no-cache' }],
    ['CP-15', { Pragma: 'akamai-x-get-cache-key', 'X-Cache-Debug': '1', 'X-Get-Cache-Key': '1' }],
    ['CP-70', { Cookie: `fehost="${CANARY}"` }],
    [
      'CP-93',
      { 'If-None-Match': '"x"', 'If-Modified-Since': 'Fri, 01 Jan 2099 00:00:00 GMT', 'If-Match': '"x"' },
    ],
    ['CP-94', { Range: 'bytes=0-10' }],
  ])('%s: does not reach WordPress on a fill', async (_, headers) => {
    const stand = await standWith();
    const first = await stand.visit('/a/', { headers });
    expect(said(first)).toBe('miss; reason=cold');
    const [fill] = stand.wordpress.requests;
    const allowed = ['accept', 'accept-encoding', 'user-agent', 'cdn-loop', 'x-dynamic-cache-fill'];
    expect([...(fill?.headers.keys() ?? [])].filter((name) => !allowed.includes(name))).toEqual([]);
    expect(JSON.stringify([...(fill?.headers ?? [])])).not.toContain(CANARY);
    const clean = await stand.visit('/a/');
    expect([said(clean), clean.text]).toEqual(['hit; reason=fresh', PAGE.body]);
  });

  it('CP-09: with authorisation is neither served from the cache nor stored', async () => {
    const stand = await standWith();
    const headers = { Authorization: 'Basic eDp5' };
    expect(said(await stand.visit('/a/', { headers }))).toBe('bypass; reason=authorization');
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=cold');
    expect(said(await stand.visit('/a/', { headers }))).toBe('bypass; reason=authorization');
  });

  it('CP-13: listed in Connection is looked at all the same', async () => {
    const stand = await standWith();
    const headers = { Connection: 'Cookie, X-Dynamic-Cache-Store', Cookie: 'wordpress_logged_in_x=1' };
    expect(said(await stand.visit('/a/', { headers }))).toBe('bypass; reason=cookie');
  });

  it('CP-14: cannot force a page to be fetched again', async () => {
    const stand = await standWith();
    await stand.visit('/a/');
    for (const value of ['no-cache', 'max-age=0', 'no-store', 'only-if-cached']) {
      expect(said(await stand.visit('/a/', { headers: { 'Cache-Control': value } }))).toBe(
        'hit; reason=fresh',
      );
    }
  });

  it('CP-16: that has been here already is not sent round again', async () => {
    const stand = await standWith();
    const answer = await stand.visit('/a/', { headers: { 'CDN-Loop': 'other, dynamic-cache-edge' } });
    expect(answer.status).toBe(502);
    expect(stand.wordpress.requests).toHaveLength(0);
  });

  it.each([
    'wordpress_logged_in_x',
    'wordpress.logged.in.x',
    'wordpress_sec_x',
    'wp-settings-1',
    'comment_author_x',
    'PHPSESSID',
  ])('CP-71, CP-72: the cookie %s makes it a person, who gets and leaves no stored page', async (name) => {
    const stand = await standWith({ ...PAGE, body: '<html>private</html>' });
    const headers = { Cookie: `${name}=1` };
    const answer = await stand.visit('/a/', { headers });
    expect(said(answer)).toBe('bypass; reason=cookie');
    expect(stand.wordpress.requests[0]?.headers.get('Cookie')).toBe(`${name}=1`);
    stand.wordpress.pages.set('/a/', PAGE);
    expect((await stand.visit('/a/')).text).toBe(PAGE.body);
    expect(said(await stand.visit('/a/', { headers }))).toBe('bypass; reason=cookie');
  });

  it('CP-28, CP-38: with another method or a body goes to WordPress as it is', async () => {
    const stand = await standWith();
    await stand.visit('/a/');
    const answer = await stand.visit('/a/', { method: 'POST', body: 'a=1' });
    expect(said(answer)).toBe('bypass; reason=method');
    expect(await stand.wordpress.requests.at(-1)?.text()).toBe('a=1');
    expect(said(await stand.visit('/a/', { method: 'PURGE' }))).toBe('bypass; reason=method');
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('CP-30: tracking parameters are in no key and do not reach WordPress', async () => {
    const stand = await standWith();
    expect(said(await stand.visit('/a/?utm_source=canary&fbclid=canary'))).toBe('miss; reason=cold');
    expect(stand.wordpress.requests[0]?.url).toBe(`https://${stand.wordpress.host}/a/`);
    expect(said(await stand.visit('/a/?gclid=2'))).toBe('hit; reason=fresh');
  });

  it('CP-31: a redirect is not stored, and a visitor keeps the tracking parameters', async () => {
    const location = 'https://elsewhere.test/';
    const stand = await standWith({ body: '', status: 301, headers: { Location: '/b/?x=1' }, tags: [] });
    const answer = await stand.visit('/a/?utm_source=mine');
    expect([answer.status, answer.headers.get('Location')]).toEqual([301, '/b/?x=1&utm_source=mine']);
    expect((await stand.visit('/a/')).headers.get('Location')).toBe('/b/?x=1');
    stand.wordpress.pages.set('/a/', { body: '', status: 302, headers: { Location: location } });
    expect((await stand.visit('/a/?utm_source=mine')).headers.get('Location')).toBe(location);
  });

  it('CP-95: HEAD first fills the page for GET; afterwards HEAD has its headers and no body', async () => {
    const stand = await standWith();
    const head = await stand.visit('/a/', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    const get = await stand.visit('/a/');
    expect([said(get), get.text]).toEqual(['hit; reason=fresh', PAGE.body]);
    const again = await stand.visit('/a/', { method: 'HEAD' });
    expect([again.text, again.headers.get('Content-Length')]).toEqual(['', String(PAGE.body.length)]);
    expect(stand.wordpress.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a page that must not be stored', () => {
  it('is asked for again with the cookies that the first request left out', async () => {
    const stand = await standWith({ ...PAGE, unmarked: true });
    const headers = { Cookie: 'currency=EUR' };
    expect(said(await stand.visit('/a/', { headers }))).toBe('bypass; reason=no-marker');
    expect(stand.wordpress.requests.map((request) => request.headers.get('Cookie'))).toEqual([
      null,
      'currency=EUR',
    ]);
    await stand.visit('/a/', { headers });
    expect(stand.wordpress.requests).toHaveLength(3);
    stand.world.pass(11);
    stand.wordpress.pages.set('/a/', PAGE);
    expect(said(await stand.visit('/a/', { headers }))).toBe('miss; reason=cold');
  });
});
