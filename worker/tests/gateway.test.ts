/** General mode while its databases are away, and what it may never share. */
import { MetricsAnswer } from '@dynamic-cache/contracts/cache-api';
import { deriveHmacKey } from '@dynamic-cache/contracts/canonical';
import { MIN_SEQ_HEADER, MIN_SEQ_INFO, signMinSeq } from '@dynamic-cache/contracts/min-seq';
import { PurgeAccepted } from '@dynamic-cache/contracts/purge';
import { describe, expect, it } from 'vitest';
import { LOCAL_KEY, openGateway } from './support/gateway.ts';

const LONG_AGO = 'Thu, 01 Jan 2015 00:00:00 GMT';
const fresh = async () => new Response('a', { headers: { 'Cache-Control': 'max-age=600' } });

describe('R-27: without a database', () => {
  it('that was never read the origin answers everybody', async () => {
    const { control, requests, visit } = await openGateway(fresh);
    control.mode = 'down';
    for (const _ of [1, 2]) expect((await visit('/blind')).said).toBe('bypass; reason=no-view');
    expect((await visit('/blind', { method: 'POST', body: 'x' })).status).toBe(200);
    expect(requests).toHaveLength(3);
  });

  it('of purges nothing is stored, and nothing shown of what is', async () => {
    const { ledger, requests, visit } = await openGateway(fresh);
    ledger.mode = 'down';
    for (const _ of [1, 2]) expect((await visit('/unknown')).said).toBe('bypass; reason=no-view');
    expect(requests).toHaveLength(2);
  });

  it('a hit goes on within the view that is known', async () => {
    const { ledger, requests, visit } = await openGateway(fresh);
    await visit('/known');
    ledger.mode = 'down';
    expect((await visit('/known')).said).toBe('hit; reason=fresh');
    expect(requests).toHaveLength(1);
  });
});

describe('time that passes', () => {
  it('makes a response stale to the second', async () => {
    const { world, visit } = await openGateway(fresh);
    await visit('/clock');
    world.pass(599);
    const last = await visit('/clock');
    expect([last.said, last.headers.get('Age')]).toEqual(['hit; reason=fresh', '599']);
    world.pass(1);
    expect((await visit('/clock')).said).toBe('miss; reason=expired');
  });

  it('keeps a lifetime beyond 2^31 seconds finite', async () => {
    const forever = { headers: { 'Cache-Control': 'max-age=99999999999999999999999' } };
    const { visit } = await openGateway(async () => new Response('a', forever));
    await visit('/forever');
    expect((await visit('/forever')).headers.get('Cache-Status')).toContain('ttl=2147483648');
  });
});

it('CP-16: a gateway whose origin is itself does not call itself without end', async () => {
  const { visit, requests } = await openGateway(fresh);
  expect((await visit('/loop', { headers: { 'CDN-Loop': 'dynamic-cache-edge' } })).status).toBe(502);
  expect(requests).toHaveLength(0);
});

describe('a purge', () => {
  /** Two pages: one that the purge is for, and one beside it. Each answer tells which it is. */
  async function openPages() {
    const folder = `/${crypto.randomUUID()}`;
    const tag = `t-${folder.slice(1, 9)}`;
    let answers = 0;
    const gateway = await openGateway(async (request) => {
      answers += 1;
      const own = request.url.includes('/in/') ? tag : 'other';
      const tags = request.url.endsWith('?own')
        ? { 'X-Dynamic-Cache-Tags': `a,${own}` }
        : { 'Surrogate-Key': `a ${own}` };
      return new Response(String(answers), { headers: { 'Cache-Control': 'max-age=600', ...tags } });
    });
    const [page, beside] = [`${folder}/in/`, `${folder}/out/`];
    for (const path of [page, `${page}?own`, beside]) await gateway.visit(path);
    return { ...gateway, page, beside, folder, tag };
  }
  type Pages = Awaited<ReturnType<typeof openPages>>;
  const at = (path: string) => `https://edge.test${path}`;

  it.each<[string, (pages: Pages) => object, string[]]>([
    ['a tag, of either field', ({ tag }) => ({ tags: [tag] }), ['miss', 'miss', 'hit']],
    [
      'an address',
      ({ page }) => ({ urls: [at(page).replace('edge.test', 'origin.test')] }),
      ['miss', 'hit', 'hit'],
    ],
    [
      'a prefix',
      ({ page }) => ({ prefixes: [at(page).replace('edge.test', 'origin.test')] }),
      ['miss', 'miss', 'hit'],
    ],
    ['everything', () => ({ everything: true }), ['miss', 'miss', 'miss']],
    ['a tag, softly', ({ tag }) => ({ tags: [tag], soft: true }), ['stale', 'stale', 'hit']],
  ])('of %s takes that and nothing else', async (_, what, seen) => {
    const pages = await openPages();
    const { page, beside, visit, signed, isolate } = pages;
    expect((await signed('POST', '/api/cache/purge', what(pages))).status).toBe(200);
    const words = [];
    for (const path of [page, `${page}?own`, beside]) words.push((await visit(path)).said?.split(';')[0]);
    expect(words).toEqual(seen);
    // Behind a softly purged page a new one was fetched; whoever comes next has it.
    const elsewhere = isolate();
    expect((await elsewhere(new Request(at(page)))).said).toBe('hit; reason=fresh');
  });

  it('that is soft is hard after a minute', async () => {
    const { page, tag, visit, signed, world } = await openPages();
    await signed('POST', '/api/cache/purge', { tags: [tag], soft: true });
    world.pass(61);
    expect((await visit(page)).said).toBe('miss; reason=purged');
  });
});

describe('the answer to a POST that is good for GET', () => {
  /** An address of its own for each test, and what the origin says of the answer to a POST there. */
  const open = () => {
    const path = `/${crypto.randomUUID()}`;
    return {
      path,
      says: { 'Cache-Control': 'max-age=600', 'Content-Location': path, 'Surrogate-Key': 'list' },
    };
  };

  it('is kept', async () => {
    const { path, says } = open();
    const { visit, requests } = await openGateway(
      async ({ method }) => new Response(method, { headers: says }),
    );
    await visit(path, { method: 'POST', body: 'x' });
    expect(await visit(path)).toMatchObject({ text: 'POST', said: 'hit; reason=fresh' });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, HeadersInit, HeadersInit]>([
    ['names another address', { 'Content-Location': '/elsewhere' }, {}],
    ['names another origin', { 'Content-Location': 'https://other.test/' }, {}],
    ['has no lifetime but a guessed one', { 'Cache-Control': 'public', 'Last-Modified': LONG_AGO }, {}],
    ['is private', { 'Cache-Control': 'private, max-age=600' }, {}],
    ['sets a cookie', { 'Set-Cookie': 'a=b' }, {}],
    ['varies', { Vary: 'Foo' }, {}],
    ['was given to credentials', {}, { Authorization: 'a b' }],
    ['may be shaped by a field that is in no key (CP-01)', {}, { 'X-Forwarded-Host': 'evil.test' }],
  ])('is not kept when it %s', async (_, changes, headers) => {
    const { path, says } = open();
    const { visit } = await openGateway(
      async ({ method }) => new Response(method, { headers: { ...says, ...changes } }),
    );
    await visit(path, { method: 'POST', body: 'x', headers });
    expect((await visit(path)).text).toBe('GET');
  });

  it('is kept when a purge of something else came while it was asked for', async () => {
    const { path, says } = open();
    const gateway = await openGateway(async ({ method }) => {
      if (method === 'POST') await gateway.signed('POST', '/api/cache/purge', { tags: ['elsewhere'] });
      return new Response(method, { headers: says });
    });
    await gateway.visit(path, { method: 'POST', body: 'x' });
    expect((await gateway.visit(path)).text).toBe('POST');
  });

  it('R-22: is not kept when a purge of it came while it was asked for', async () => {
    const { path, says } = open();
    const gateway = await openGateway(async ({ method }) => {
      if (method === 'POST') await gateway.signed('POST', '/api/cache/purge', { tags: ['list'] });
      return new Response(method, { headers: says });
    });
    await gateway.visit(path, { method: 'POST', body: 'x' });
    expect((await gateway.visit(path)).text).toBe('GET');
  });

  it('R-27: is given to the client, and not kept, while the ledger is away', async () => {
    const { path, says } = open();
    const { visit, ledger } = await openGateway(
      async ({ method }) => new Response(method, { headers: says }),
    );
    await visit('/elsewhere');
    ledger.mode = 'down';
    expect((await visit(path, { method: 'POST', body: 'x' })).text).toBe('POST');
    ledger.mode = 'up';
    expect((await visit(path)).text).toBe('GET');
  });
});

describe('the figures', () => {
  it('tell what each tier did', async () => {
    const { visit, signed } = await openGateway(fresh);
    await signed('POST', '/api/cache/reset', { metrics: true });
    for (const _ of [1, 2, 3]) await visit('/counted');
    const answer = MetricsAnswer.parse(JSON.parse((await signed('GET', '/api/cache/metrics')).text));
    expect([answer.total.hits, answer.total.misses]).toEqual([2, 1]);
    expect(answer.tiers.map(({ tier, hits, misses }) => [tier, hits, misses])).toEqual([
      ['cache-api', 0, 1],
      ['memory', 2, 1],
    ]);
  });
});

describe('X-Min-Seq', () => {
  it('shows who has purged what came after, in an isolate that has not heard of it', async () => {
    let version = 'old';
    const { world, visit, signed, isolate, requests } = await openGateway(
      async () =>
        new Response(version, { headers: { 'Cache-Control': 'max-age=600', 'Surrogate-Key': 'list' } }),
    );
    const other = isolate();
    const at = 'https://edge.test/listed';
    for (const _ of [1, 2]) await other(new Request(at));
    version = 'new';
    const { epoch, seq } = PurgeAccepted.parse(
      JSON.parse((await signed('POST', '/api/cache/purge', { tags: ['list'] })).text),
    );
    expect((await other(new Request(at))).text).toBe('old');
    const key = await deriveHmacKey(LOCAL_KEY.secret, MIN_SEQ_INFO);
    const header = await signMinSeq(key, LOCAL_KEY.kid, { epoch, seq }, world.now() / 1000);
    const answer = await other(new Request(at, { headers: { [MIN_SEQ_HEADER]: header } }));
    expect(answer.text).toBe('new');
    expect(requests.at(-1)?.headers.get(MIN_SEQ_HEADER)).toBeNull();
    expect((await visit('/listed')).text).toBe('new');
  });
});
