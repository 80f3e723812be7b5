/** Hits from the Cache API that are sent as streams: when, and that nothing wrong ever goes out that way. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type EntryFacts, NOTHING_ALLOWED } from '../src/cache/entry.ts';
import { createEdge, type Edge } from '../src/edge.ts';
import { zone } from '../src/routes/zone.ts';
import type { Asked } from '../src/serve/asked.ts';
import { coloHit } from '../src/serve/plain-hit.ts';
import { plainVisit } from '../src/serve/plain-visit.ts';
import { ComparedCopies } from '../src/tiers/compared-copies.ts';
import { refaced, SHELF } from './support/shelf.ts';
import { openStand, type Stand } from './support/stand.ts';
import { BEGIN } from './support/world.ts';

const PAGE = '<html>Page</html>';

let stand: Stand;
let edge: Edge;
const tasks: Promise<unknown>[] = [];

const asked = (target = '/page/'): Asked => ({
  request: new Request(`https://${stand.wordpress.host}${target}`, { redirect: 'manual' }),
  env: stand.env,
  edge,
  background: (task) => void tasks.push(task),
});

/** What the visitor gets, by whichever way. */
const visit = async (target = '/page/') => {
  const response = await zone(asked(target));
  const text = await response?.text();
  await Promise.all(tasks.splice(0));
  return [response?.headers.get('X-Dynamic-Cache'), text];
};

/** The response that goes out as a stream; null where the page is left for the long way. */
const streamed = async () => {
  const visited = asked();
  const known = plainVisit(visited);
  return known === null ? null : coloHit(visited, known);
};
const isStreamed = async () => {
  const response = await streamed();
  await response?.body?.cancel();
  return response !== null;
};

const keyOfPage = () => edge.plain.peek(`https://${stand.wordpress.host}/page/`)?.key ?? '';

/** Puts something else where the copy lies. */
async function replace(change: (copy: Response) => Promise<Response>): Promise<void> {
  const copy = await caches.default.match(SHELF + keyOfPage());
  if (copy === undefined) throw new Error('no copy');
  await caches.default.put(SHELF + keyOfPage(), await change(copy));
}

/** The Cache API, with another answer to each reading. */
function reading(match: (copy: Response | undefined) => Promise<Response | undefined>): void {
  stand.world.replaceCache({
    match: async (request) => match(await caches.default.match(request)),
    put: (request, response) => caches.default.put(request, response),
    delete: (request) => caches.default.delete(request),
  });
}

/** A memory in which no page has room. */
const NO_ROOM = '0.0001';

async function open(memory: string = NO_ROOM): Promise<void> {
  stand = await openStand({ strategy: 'origin-disk' });
  stand.env = { ...stand.env, CACHE_MAX_MEMORY_SIZE: memory };
  edge = createEdge(stand.world);
  stand.wordpress.pages.set('/page/', { body: PAGE, tags: ['post:1'] });
  await visit();
}

const HIT = ['hit; reason=fresh', PAGE];
const hits = (tier: string) =>
  edge.counters
    .ofSite(stand.siteId)
    .filter(({ subject, name }) => subject === `tier:${tier}` && name === 'hit')
    .reduce((sum, { value }) => sum + value, 0);

describe('a copy in the colo', () => {
  beforeEach(() => open());

  it('is read and compared the first time, and is a stream from then on: the same answer', async () => {
    expect(await isStreamed()).toBe(false);
    const long = await zone(asked());
    const short = await streamed();
    expect(short?.status).toBe(200);
    expect([...(short?.headers ?? [])]).toEqual([...(long?.headers ?? [])]);
    expect(short?.headers.get('Content-Length')).toBe(String(PAGE.length));
    expect(await short?.text()).toBe(await long?.text());
  });

  it('counts as a hit of its tier, by either way', async () => {
    for (const _ of ['read', 'streamed', 'streamed']) expect(await visit()).toEqual(HIT);
    expect([hits('memory'), hits('cache-api')]).toEqual([0, 3]);
  });

  it('is read again after a minute', async () => {
    await visit();
    for (let second = 0; second < 59; second++) {
      stand.world.pass(1);
      await visit('/other/');
    }
    expect(await isStreamed()).toBe(true);
    stand.world.pass(1);
    await visit('/other/');
    expect(await isStreamed()).toBe(false);
    expect(await visit()).toEqual(HIT);
    expect(await isStreamed()).toBe(true);
  });

  it('is not shown once it was purged, nor when that becomes known while it is fetched', async () => {
    await visit();
    reading(async (copy) => {
      await stand.purge({ tags: ['post:1'] });
      edge.views.outdate(stand.siteId);
      return copy;
    });
    expect(await isStreamed()).toBe(false);
    reading(async (copy) => copy);
    stand.wordpress.pages.set('/page/', { body: 'new', tags: ['post:1'] });
    expect(await visit()).toEqual(['miss; reason=purged', 'new']);
  });

  it('that another isolate has replaced is read before it is shown', async () => {
    await visit();
    await stand.purge({ tags: ['post:1'] });
    stand.wordpress.pages.set('/page/', { body: 'new', tags: ['post:1'] });
    await stand.visit('/page/');
    stand.world.pass(1.5);
    await visit('/other/');
    expect(await isStreamed()).toBe(false);
    expect(await visit()).toEqual(['hit; reason=fresh', 'new']);
    expect(await isStreamed()).toBe(true);
  });

  it('of other settings, or past its time, is left for the long way', async () => {
    await visit();
    await stand.configure({ revision: 'e'.repeat(16) });
    stand.world.pass(6);
    expect(await isStreamed()).toBe(false);
    expect((await visit())[0]).toBe('miss; reason=revision');
  });
});

describe('R-39 a copy that was damaged since it was compared', () => {
  beforeEach(async () => {
    await open();
    await visit();
    expect(await isStreamed()).toBe(true);
  });

  it.each<[string, string, (copy: Response) => Promise<Response>]>([
    ['too short', 'corrupt', async (copy) => resized(copy, (bytes) => bytes.slice(0, -1))],
    ['too long', 'corrupt', async (copy) => resized(copy, (bytes) => new Uint8Array([...bytes, 0]))],
    ['empty', 'corrupt', async (copy) => resized(copy, () => new Uint8Array(0))],
    [
      'with facts that were changed',
      'schema',
      async (copy) => refaced(copy, (facts) => facts.replace('"v":2', '"v":7')),
    ],
    ["with another page's facts", 'corrupt', async (copy) => refaced(copy, withOtherKey)],
  ])('%s is a miss', async (_, reason, change) => {
    await replace(change);
    expect(await isStreamed()).toBe(false);
    expect(await visit()).toEqual([`miss; reason=${reason}`, PAGE]);
  });

  it('of which the length is not announced is read whole', async () => {
    reading(async (copy) => {
      const headers = new Headers(copy?.headers);
      headers.delete('Content-Length');
      return new Response(copy?.body ?? null, { headers });
    });
    expect(await isStreamed()).toBe(false);
    expect(await visit()).toEqual(HIT);
  });

  it('in its bytes alone is noticed within a minute', async () => {
    await replace(async (copy) => resized(copy, (bytes) => bytes.with(0, 0)));
    stand.world.pass(61);
    expect(await visit()).toEqual(['miss; reason=corrupt', PAGE]);
  });

  it('so that it breaks off ends in an error for the visitor, not in a short page (R-11)', async () => {
    reading(async (copy) => {
      const cut = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('<html>'));
          controller.error(new Error('reset'));
        },
      });
      return new Response(cut, { headers: copy?.headers ?? {} });
    });
    const response = await streamed();
    expect(response?.headers.get('Content-Length')).toBe(String(PAGE.length));
    await expect(response?.text()).rejects.toThrow('reset');
  });
});

describe('R-26 a Cache API that fails or hangs while a copy of it is known', () => {
  it.each(['fails', 'hangs'])('%s: the page comes from WordPress', async (how) => {
    await open();
    await visit();
    stand.world.hurry = 10;
    reading(() => (how === 'fails' ? Promise.reject(new Error('broken')) : new Promise<never>(() => {})));
    expect(await isStreamed()).toBe(false);
    const reason = how === 'fails' ? 'store-error' : 'tier-timeout';
    expect(await visit()).toEqual([`miss; reason=${reason}`, PAGE]);
  });
});

describe('a page that memory could keep', () => {
  it('is read into it while there is room', async () => {
    await open('1');
    edge = createEdge(stand.world);
    for (const _ of ['read', 'kept']) expect(await visit()).toEqual(HIT);
    expect([hits('memory'), hits('cache-api')]).toEqual([1, 1]);
    expect(await isStreamed()).toBe(false);
  });

  it('takes the place of another when it is asked for a second time', async () => {
    // Two pages have room, with what is known of them.
    await open('0.003');
    for (const other of ['/other/', '/third/']) {
      stand.wordpress.pages.set(other, { body: 'other' });
      await visit(other);
    }
    expect(edge.memory.peek(keyOfPage())).toBe(null);
    await visit();
    for (const other of ['/other/', '/third/']) await visit(other);
    expect(edge.memory.peek(keyOfPage())).toBe(null);
    expect(await visit()).toEqual(HIT);
    expect(edge.memory.peek(keyOfPage())).toBe(null);
    expect(await visit()).toEqual(HIT);
    expect(edge.memory.peek(keyOfPage())?.length).toBe(PAGE.length);
  });
});

describe('what an isolate knows of copies', () => {
  const factsOf = (key: string): EntryFacts => ({
    v: 2,
    site: 'site-1',
    key,
    fillSeq: 0,
    epoch: '0'.repeat(32),
    tags: [],
    status: 200,
    headers: [],
    storedAt: BEGIN,
    age: 0,
    expiresAt: BEGIN + 600,
    revision: '0'.repeat(16),
    stale: NOTHING_ALLOWED,
    selecting: [],
    variants: [],
    digest: '0'.repeat(64),
    length: 0,
  });

  it('is bounded by how long the facts are together; what was compared first is forgotten first', () => {
    const copies = new ComparedCopies();
    for (const key of ['a', 'b', 'c']) copies.note('stamp', factsOf(key), 1_900_000, 0);
    expect(['a', 'b', 'c'].map((key) => copies.peek(key, 0) !== null)).toEqual([false, true, true]);
    copies.note('stamp', factsOf('b'), 1, 0);
    copies.note('stamp', factsOf('d'), 1_900_000, 0);
    expect(['b', 'c', 'd'].map((key) => copies.peek(key, 0) !== null)).toEqual([true, true, true]);
  });

  it('counts from no time that is still to come', () => {
    const copies = new ComparedCopies();
    copies.note('stamp', factsOf('a'), 1, 1000);
    expect(copies.peek('a', 999)).toBe(null);
  });
});

async function resized(
  copy: Response,
  change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const bytes = change(new Uint8Array(await copy.arrayBuffer()));
  const headers = new Headers(copy.headers);
  headers.set('Content-Length', String(bytes.byteLength));
  return new Response(bytes, { headers });
}

const withOtherKey = (facts: string) => facts.replace(/"key":"[0-9a-f]{64}"/, `"key":"${'0'.repeat(64)}"`);
