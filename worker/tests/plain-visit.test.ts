/** The short way of a hit: when it is taken, that it gives what the long way gives, and that whatever is in doubt leaves it. */
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import { MIN_SEQ_HEADER } from '@dynamic-cache/contracts/min-seq';
import { Rules } from '@dynamic-cache/contracts/rules';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEdge, type Edge } from '../src/edge.ts';
import { zone } from '../src/routes/zone.ts';
import type { Asked } from '../src/serve/asked.ts';
import { memoryHit } from '../src/serve/plain-hit.ts';
import { plainVisit } from '../src/serve/plain-visit.ts';
import { openStand, type Stand } from './support/stand.ts';

const rules = (exclude: object, variants: object = {}) => Rules.parse({ query: {}, exclude, variants });

let stand: Stand;
let edge: Edge;
const tasks: Promise<unknown>[] = [];

const asked = (init: RequestInit = {}, target = '/page/'): Asked => ({
  request: new Request(`https://${stand.wordpress.host}${target}`, { redirect: 'manual', ...init }),
  env: stand.env,
  edge,
  background: (task) => void tasks.push(task),
});
const plainHit = (visit: Asked) => {
  const known = plainVisit(visit);
  return known === null ? null : memoryHit(visit, known);
};
const saidOf = (response: Response | null) => response?.headers.get('X-Dynamic-Cache') ?? '';
/** What the visitor gets, by whichever way. */
const visit = async (init: RequestInit = {}, target = '/page/') => {
  const response = await zone(asked(init, target));
  await response?.clone().arrayBuffer();
  await Promise.all(tasks.splice(0));
  return response;
};
const isPlain = async (init: RequestInit = {}, target = '/page/') => {
  const response = plainHit(asked(init, target));
  await response?.arrayBuffer();
  return response !== null;
};

async function open(changes: Parameters<typeof openStand>[0] = {}): Promise<void> {
  stand = await openStand({ strategy: 'origin-disk', ...changes });
  edge = createEdge(stand.world);
  stand.wordpress.pages.set('/page/', { body: '<html>Page</html>', tags: ['post:1'] });
  for (const _ of ['cold', 'fresh']) await visit();
}

describe('the short way', () => {
  beforeEach(() => open());

  it('gives what the long way gives, byte for byte', async () => {
    const short = plainHit(asked());
    // A validator that does not match is looked at on the long way, and changes nothing else.
    const long = await zone(asked({ headers: { 'If-None-Match': '"other"' } }));
    expect(saidOf(short)).toBe('hit; reason=fresh');
    expect([...(short?.headers ?? [])]).toEqual([...(long?.headers ?? [])]);
    expect(await short?.text()).toBe(await long?.text());
    expect(short?.status).toBe(long?.status);
  });

  it('says the age of each second, and how long the page lives yet', async () => {
    const said = async () => {
      const response = plainHit(asked());
      await response?.arrayBuffer();
      return [
        response?.headers.get('Age'),
        /ttl=(\d+)/.exec(response?.headers.get('Cache-Status') ?? '')?.[1],
      ];
    };
    const [age, ttl] = await said();
    expect(await said()).toEqual([age, ttl]);
    stand.world.pass(1);
    expect(await said()).toEqual([String(Number(age) + 1), String(Number(ttl) - 1)]);
  });

  it('gives each visitor fields that no other can change', async () => {
    const first = plainHit(asked());
    first?.headers.set('Content-Type', 'changed');
    await first?.arrayBuffer();
    expect((await visit())?.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
  });

  it('gives the fields of the copy that is there now', async () => {
    plainHit(asked());
    stand.wordpress.pages.set('/page/', { body: 'longer than before, and another page', tags: ['post:1'] });
    await stand.purge({ tags: ['post:1'] });
    edge.views.outdate(stand.siteId);
    await visit();
    const response = plainHit(asked());
    expect(response?.headers.get('Content-Length')).toBe('36');
    expect((await response?.text())?.length).toBe(36);
  });

  it.each([
    ['a login', { headers: { Cookie: 'wordpress_logged_in_1=a' } }, 'bypass; reason=cookie'],
    ['an encoded login', { headers: { Cookie: '%77ordpress_logged_in_1=a' } }, 'bypass; reason=cookie'],
    [
      'a commenter, as PHP names it',
      { headers: { Cookie: 'a=1; comment.author_1=b' } },
      'bypass; reason=cookie',
    ],
    ['a cart', { headers: { Cookie: 'woocommerce_items_in_cart=1' } }, 'bypass; reason=cookie'],
    ['a session', { headers: { Cookie: 'PHPSESSID=1' } }, 'bypass; reason=cookie'],
    ['a password', { headers: { Authorization: 'Basic YTpi' } }, 'bypass; reason=authorization'],
    [
      'another method in a header',
      { headers: { 'X-HTTP-Method-Override': 'DELETE' } },
      'bypass; reason=override',
    ],
    ['a form', { method: 'POST', body: 'a=1' }, 'bypass; reason=method'],
    ['a body', { headers: { 'Content-Length': '3' } }, 'bypass; reason=body'],
    ['a validator', { headers: { 'If-None-Match': '"other"' } }, 'hit; reason=fresh'],
    ['a loop', { headers: { 'CDN-Loop': 'dynamic-cache-edge' } }, 'miss; reason=host'],
    ['HEAD', { method: 'HEAD' }, 'hit; reason=fresh'],
    ['a position to be seen', { headers: { [MIN_SEQ_HEADER]: 'v1;nonsense' } }, 'hit; reason=fresh'],
  ])('is left for %s', async (_, init, said) => {
    expect(await isPlain(init)).toBe(false);
    expect(saidOf(await visit(init))).toBe(said);
    expect(await isPlain()).toBe(true);
  });

  it('is taken with cookies that no rule knows', async () => {
    expect(await isPlain({ headers: { Cookie: '_ga=GA1.2; theme=dark' } })).toBe(true);
  });

  it('is not known for a URL that was never looked at', async () => {
    expect(await isPlain({}, '/page/?a=1')).toBe(false);
  });

  it('ends with a purge, a pause, other settings and the switch of the whole edge', async () => {
    await stand.purge({ tags: ['post:1'] });
    stand.world.pass(1.5);
    await visit();
    expect(saidOf(await visit())).toBe('miss; reason=purged');
    await visit();
    expect(await isPlain()).toBe(true);

    await stand.configure({ paused_until: Math.floor(stand.world.now() / 1000) + 600 });
    stand.world.pass(6);
    expect(saidOf(await visit())).toBe('bypass; reason=paused');
    expect(await isPlain()).toBe(false);

    await stand.configure({ revision: 'e'.repeat(16) });
    stand.world.pass(6);
    expect(saidOf(await visit())).toBe('miss; reason=revision');
    await visit();
    expect(await isPlain()).toBe(true);

    stand.env = { ...stand.env, CACHE_ENABLED: 'false' };
    expect(await isPlain()).toBe(false);
    expect(saidOf(await visit())).toBe('bypass; reason=disabled');
  });

  it('ends with new rules, though all else that this URL needs was read by another visit', async () => {
    await stand.configure({ rules: rules({ paths: ['/page/*'] }) });
    stand.world.pass(6);
    await visit({}, '/other/');
    expect(await isPlain()).toBe(false);
    expect(saidOf(await visit())).toBe('bypass; reason=excluded');
  });

  it('gives no copy of other settings, when WordPress has none of these yet', async () => {
    const { config } = stand.wordpress;
    await stand.configure({ revision: 'e'.repeat(16) });
    stand.wordpress.config = config;
    stand.world.pass(6);
    for (const _ of [1, 2]) expect(saidOf(await visit())).toBe('miss; reason=revision');
    expect(await isPlain()).toBe(false);
  });

  it('ends when the page does, and when nothing is known of purges any more', async () => {
    stand.world.pass(5.5);
    expect(await isPlain()).toBe(false);
  });
});

describe.each([
  ['excludes a cookie', { rules: rules({ cookies: ['theme'] }) }],
  ['excludes a browser', { rules: rules({ user_agents: ['*Bot*'] }) }],
  ['tells devices apart', { rules: rules({}, { device: { cookie: 'device', values: ['phone'] } }) }],
  ['wants the ledger asked for each hit', { strict: true }],
  [
    'tries another strategy on some visitors',
    { cache: CacheOptions.parse({ rollout: { strategy: 'edge-balanced', percent: 10, salt: 'autumn' } }) },
  ],
])('a site that %s', (_, changes) => {
  it('has no short way', async () => {
    await open(changes);
    expect(await isPlain()).toBe(false);
  });
});

describe('a copy that a durable tier lacks', () => {
  it('is offered to it on the long way first', async () => {
    await open({ strategy: 'edge-balanced' });
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    stand.world.hurry = 1000;
    await visit();
    expect(await isPlain()).toBe(false);
    await visit();
    expect(await isPlain()).toBe(true);
    const { keys } = (await stand.env.CACHE_KV?.list()) ?? { keys: [] };
    expect(keys.length).toBeGreaterThan(0);
  });
});
