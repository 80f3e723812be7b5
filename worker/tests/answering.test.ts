/** What visitors get: headers, conditions, HEAD, redirects, the two ways in. */
import { describe, expect, it } from 'vitest';
import { EDGE, errorOf, openStand, type Stand, said } from './support/stand.ts';

const MODIFIED = 'Fri, 20 Nov 2026 10:00:00 GMT';

async function standWithPage(): Promise<Stand> {
  const stand = await openStand();
  const headers = {
    ETag: '"abc"',
    'Last-Modified': MODIFIED,
    'Content-Security-Policy': "default-src 'self'",
  };
  stand.wordpress.pages.set('/a/', { body: '<html>a</html>', tags: ['post:1'], headers });
  return stand;
}

describe('headers', () => {
  it('for machines are not shown, on a miss or a hit', async () => {
    const stand = await standWithPage();
    stand.wordpress.pages.set('/plain/', { body: 'x', unmarked: true });
    for (const target of ['/a/', '/a/', '/plain/', '/wp-admin/']) {
      const { headers } = await stand.visit(target);
      for (const name of [
        'Surrogate-Key',
        'Surrogate-Control',
        'Cache-Tag',
        'CDN-Cache-Control',
        'X-Powered-By',
        'X-Dynamic-Cache-Store',
        'X-Dynamic-Cache-Tags',
      ]) {
        expect(headers.get(name), `${name} of ${target}`).toBe(null);
      }
    }
  });

  it('of the page are replayed, the word about the cache is ours, and browsers ask each time', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    stand.world.pass(10);
    const { headers } = await stand.visit('/a/');
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'self'");
    expect(headers.get('Cache-Control')).toBe('max-age=0, must-revalidate');
    expect(headers.get('Age')).toBe('10');
    expect(headers.get('X-Dynamic-Cache')).toBe('hit; reason=fresh');
    expect(headers.get('Cache-Status')).toBe(
      'dynamic-cache-origin; fwd=uri-miss; stored, dynamic-cache-edge; hit; ttl=604790; detail=fresh',
    );
  });

  it('say how a miss and a bypass came about', async () => {
    const stand = await standWithPage();
    const miss = (await stand.visit('/a/')).headers.get('Cache-Status') ?? '';
    expect(miss.split(', ')[1]).toBe('dynamic-cache-edge; fwd=uri-miss; fwd-status=200; stored; detail=cold');
    const bypass = (await stand.visit('/wp-login.php')).headers.get('Cache-Status') ?? '';
    expect(bypass.split(', ')[1]).toBe('dynamic-cache-edge; fwd=bypass; fwd-status=404; detail=path');
  });

  it('let browsers keep a page for the seconds that the owner allows, and not beyond its life', async () => {
    const stand = await openStand({ ttl: { page: 604_800, not_found: 0, grace: 86_400, browser: 60 } });
    stand.wordpress.pages.set('/a/', { body: 'x', marker: { exp: '1795000100' } });
    const life = async () => (await stand.visit('/a/')).headers.get('Cache-Control');
    expect(await life()).toBe('max-age=60, must-revalidate');
    stand.world.pass(30);
    expect(await life()).toBe('max-age=90, must-revalidate');
    stand.world.pass(60);
    expect(await life()).toBe('max-age=100, must-revalidate');
  });

  it('count the age that an answer had when it arrived', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'x', headers: { Age: '100' } });
    await stand.visit('/a/');
    stand.world.pass(5);
    expect((await stand.visit('/a/')).headers.get('Age')).toBe('105');
  });
});

describe('a condition on a stored page', () => {
  it.each([
    [{ 'If-None-Match': '"abc"' }, 304],
    [{ 'If-None-Match': 'W/"abc"' }, 304],
    [{ 'If-None-Match': '"x", W/"abc"' }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': '"abcd"' }, 200],
    [{ 'If-None-Match': 'abc' }, 200],
    [{ 'If-Modified-Since': MODIFIED }, 304],
    [{ 'If-Modified-Since': 'Fri, 20 Nov 2026 09:59:59 GMT' }, 200],
    [{ 'If-Modified-Since': 'yesterday' }, 200],
    [{ 'If-None-Match': '"other"', 'If-Modified-Since': MODIFIED }, 200],
  ])('%j is %i', async (headers, status) => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    const answer = await stand.visit('/a/', { headers });
    expect(answer.status).toBe(status);
    expect(answer.text).toBe(status === 304 ? '' : '<html>a</html>');
    expect(answer.headers.get('ETag')).toBe('"abc"');
  });

  it('CP-94: a range is answered with the whole page', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    for (const range of ['bytes=0-1', 'bytes=-1', 'bytes=5-1', 'bytes=cow']) {
      const answer = await stand.visit('/a/', { headers: { Range: range } });
      expect([answer.status, answer.text]).toEqual([200, '<html>a</html>']);
    }
  });
});

describe('the Worker hostname', () => {
  it('shows pages as nobody: cookies and credentials are not looked at and not sent on', async () => {
    const stand = await standWithPage();
    const headers = { Cookie: 'wordpress_logged_in_x=1', Authorization: 'Basic eDp5' };
    expect(said(await stand.edgeVisit('/a/', { headers }))).toBe('miss; reason=cold');
    expect(said(await stand.edgeVisit('/a/', { headers }))).toBe('hit; reason=fresh');
    await stand.edgeVisit('/wp-login.php', { headers });
    for (const request of stand.wordpress.requests) {
      expect([request.headers.get('Cookie'), request.headers.get('Authorization')]).toEqual([null, null]);
    }
  });

  it('tells what is stored to only-if-cached, and asks WordPress nothing for it', async () => {
    const stand = await standWithPage();
    const headers = { 'Cache-Control': 'no-transform, only-if-cached' };
    const before = await stand.edgeVisit('/a/', { method: 'HEAD', headers });
    expect([before.status, said(before)]).toEqual([504, 'miss; reason=cold']);
    expect(stand.wordpress.requests).toHaveLength(0);
    await stand.edgeVisit('/a/');
    stand.world.pass(10);
    const after = await stand.edgeVisit('/a/', { method: 'HEAD', headers });
    expect([after.status, said(after), after.headers.get('Age')]).toEqual([200, 'hit; reason=fresh', '10']);
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('alone listens to only-if-cached: visitors of the site get the page', async () => {
    const stand = await standWithPage();
    const headers = { 'Cache-Control': 'only-if-cached' };
    expect((await stand.visit('/a/', { headers })).status).toBe(200);
  });

  it('takes no other method, and gives no cookie of the site', async () => {
    const stand = await standWithPage();
    expect(errorOf(await stand.edgeVisit('/a/', { method: 'POST', body: 'x' }))).toBe('method_not_allowed');
    stand.wordpress.pages.set('/c/', { body: 'x', unmarked: true, headers: { 'Set-Cookie': 'a=1' } });
    expect((await stand.edgeVisit('/c/')).headers.get('Set-Cookie')).toBe(null);
  });

  it.each([
    ['/b/', '/edge/cache/b/', ''],
    ['https://SITE/b/?x=1', '/edge/cache/b/?x=1', ''],
    ['https://SITE/b/', '/edge/cache/~SITE/b/', '/~SITE'],
    ['https://elsewhere.test/b/', 'https://elsewhere.test/b/', ''],
    ['//elsewhere.test/b/', '//elsewhere.test/b/', ''],
  ])('keeps a redirect to %s here: %s', async (location, expected, named) => {
    const stand = await openStand();
    const { host } = stand.wordpress;
    const headers = { Location: location.replace('SITE', host) };
    stand.wordpress.pages.set('/a/', { body: '', status: 301, headers });
    const answer = await stand.edgeVisit(`${named.replace('SITE', host)}/a/`);
    expect(answer.headers.get('Location')).toBe(expected.replace('SITE', host));
  });

  it('knows no page of a site that is not registered', async () => {
    const stand = await standWithPage();
    expect(errorOf(await stand.edgeVisit('/~nowhere.test/a/'))).toBe('site_not_found');
    expect(errorOf(await stand.edgeVisit('/~bad host/a/'))).toBe('not_found');
    stand.env = { ...stand.env, DEFAULT_SITE_ID: 'site-none' };
    expect(errorOf(await stand.edgeVisit('/a/'))).toBe('site_not_found');
  });

  it('serves its only site without being told which', async () => {
    await (await openStand()).env.CONTROL.prepare('DELETE FROM sites').run();
    const stand = await standWithPage();
    stand.env = { ...stand.env, DEFAULT_SITE_ID: '' };
    expect((await stand.edgeVisit('/a/')).text).toBe('<html>a</html>');
  });

  it('tells its health, and nothing else, to everybody', async () => {
    const stand = await standWithPage();
    const answer = await stand.send(new Request(`${EDGE}/api/cache/health`));
    expect(JSON.parse(answer.text)).toEqual({ ok: true, status: 'healthy' });
  });
});

describe('a zone route', () => {
  it('has no route of ours: they are pages of WordPress there', async () => {
    const stand = await standWithPage();
    for (const target of ['/api/cache/health', '/edge/cache/a/', '/api/plugin/config', '/plugin/wp/x']) {
      const answer = await stand.visit(target);
      expect([answer.status, answer.text]).toEqual([404, 'Not here']);
    }
  });

  it('serves an alias from the same object, and lets WordPress redirect it when it must', async () => {
    const stand = await openStand({ aliases: ['www.alias.test'] });
    stand.world.answer('www.alias.test', (request) => stand.wordpress.answer(request));
    stand.wordpress.pages.set('/a/', { body: '<html>a</html>' });
    await stand.visit('/a/');
    const hit = await stand.send(new Request('https://www.alias.test/a/'));
    expect(said(hit)).toBe('hit; reason=fresh');
    await stand.send(new Request('https://www.alias.test/wp-login.php'));
    expect(stand.wordpress.requests.at(-1)?.url).toBe('https://www.alias.test/wp-login.php');
    expect(said(await stand.send(new Request('http://www.alias.test/a/')))).toBe('bypass; reason=host');
  });

  it('turned off by one switch passes everything through', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    stand.env = { ...stand.env, CACHE_ENABLED: 'false' };
    expect(said(await stand.visit('/a/'))).toBe('bypass; reason=disabled');
  });
});
