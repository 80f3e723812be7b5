/** What time, deploys and cut-off requests do to pages: rows of the list of faults that only show across isolates. */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { describe, expect, it, vi } from 'vitest';
import { EntryFacts } from '../src/cache/entry.ts';
import { LARGEST_BODY } from '../src/tiers/origin.ts';
import { factsUrl, STAMP } from './support/shelf.ts';
import { openStand, type Stand, said } from './support/stand.ts';

const PAGE = '<html>a</html>';
const DAY = 86_400;

async function standWithPage(): Promise<Stand> {
  const stand = await openStand();
  stand.wordpress.pages.set('/a/', { body: PAGE, tags: ['post:1'] });
  return stand;
}

const seen = async (stand: Stand, target = '/a/') => {
  const answer = await stand.visit(target);
  return [answer.text, said(answer)];
};

describe('R-28 an isolate', () => {
  it('that ends in the middle of a fill leaves nothing, and the next one fills', async () => {
    const stand = await standWithPage();
    const held: (() => void)[] = [];
    stand.wordpress.rendering = () => new Promise<void>((done) => void held.push(done));
    const ending = stand.isolate();
    ending.waits = false;
    const cut = ending.visit('/a/');
    await vi.waitFor(() => expect(held).toHaveLength(1));
    // It is gone: its fetch never comes back to it, and nobody else waits for that.
    stand.wordpress.rendering = async () => {};
    const next = stand.isolate();
    expect(await seen(next)).toEqual([PAGE, 'miss; reason=cold']);
    expect(await seen(next)).toEqual([PAGE, 'hit; reason=fresh']);
    held[0]?.();
    await cut;
  });

  it('that ends between storing and telling has stored the whole page or none', async () => {
    const stand = await standWithPage();
    const real = caches.default;
    stand.world.replaceCache({
      match: (request) => real.match(request),
      put: () => Promise.reject(new Error('the isolate has ended')),
      delete: (request) => real.delete(request),
    });
    await stand.visit('/a/');
    expect(await seen(stand.isolate())).toEqual([PAGE, 'miss; reason=cold']);
  });

  it('of another deploy, side by side, neither reads nor destroys what it does not understand', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    // What the other deploy keeps: the same shelf, a layout of later.
    const kept = new Map<string, { headers: Headers; bytes: ArrayBuffer }>();
    stand.world.replaceCache({
      match: async (request) => {
        const copy = kept.get(String(request));
        return copy === undefined ? undefined : new Response(copy.bytes, { headers: copy.headers });
      },
      put: async (request, response) => {
        if (String(request).includes('/view/')) return;
        const bytes = await response.arrayBuffer();
        kept.set(String(request), { headers: new Headers(response.headers), bytes });
      },
      delete: async () => false,
    });
    const ours = stand.isolate();
    await ours.visit('/a/');
    await toLaterLayout(kept);
    expect(await seen(stand.isolate())).toEqual([PAGE, 'miss; reason=schema']);
    expect(await seen(ours)).toEqual([PAGE, 'hit; reason=fresh']);
  });
});

/** The same pages with facts that say `v: 3`. */
async function toLaterLayout(kept: Map<string, { headers: Headers; bytes: ArrayBuffer }>): Promise<void> {
  for (const { headers } of [...kept.values()]) {
    const facts = kept.get(factsUrl(headers.get(STAMP) ?? ''));
    if (facts === undefined) continue;
    const text = new TextDecoder().decode(facts.bytes);
    EntryFacts.parse(JSON.parse(text));
    const later = text.replace('"v":2', '"v":3');
    const stamp = await sha256Hex(later);
    const bytes = await new Response(later).arrayBuffer();
    kept.set(factsUrl(stamp), { headers: facts.headers, bytes });
    headers.set(STAMP, stamp);
  }
}

describe('R-29 a clock', () => {
  it.each([
    ['ten minutes', 600],
    ['a day', DAY],
    ['a month', 31 * DAY],
  ])(
    'that jumps ahead by %s shows nothing that was purged, and ends what is past its life',
    async (_, seconds) => {
      const stand = await standWithPage();
      await stand.visit('/a/');
      stand.wordpress.pages.set('/a/', { body: 'new', tags: ['post:1'] });
      stand.world.pass(seconds);
      expect((await seen(stand))[0]).toBe(seconds > 7 * DAY ? 'new' : PAGE);
      await stand.purge({ tags: ['post:1'] });
      expect((await seen(stand))[0]).toBe('new');
    },
  );

  it.each([
    ['ten minutes', 600],
    ['a day', DAY],
  ])(
    'that is set back by %s shows nothing that was purged, and no page lives for ever',
    async (_, seconds) => {
      const stand = await standWithPage();
      await stand.visit('/a/');
      stand.world.pass(-seconds);
      expect(await seen(stand)).toEqual([PAGE, 'hit; reason=fresh']);
      const { headers } = await stand.visit('/a/');
      expect(headers.get('Age')).toBe('0');
      stand.wordpress.pages.set('/a/', { body: 'new', tags: ['post:1'] });
      const other = stand.isolate();
      await other.purge({ tags: ['post:1'] });
      stand.world.pass(5.001);
      expect((await seen(other))[0]).toBe('new');
      stand.world.pass(7 * DAY + seconds + 1);
      expect(said(await stand.visit('/a/'))).not.toContain('hit');
    },
  );
});

describe('R-38 a page', () => {
  it('without a byte, or with one, is served and stored as it is', async () => {
    const stand = await openStand();
    for (const [path, body] of [
      ['/empty/', ''],
      ['/one/', 'x'],
    ] as const) {
      stand.wordpress.pages.set(path, { body });
      await stand.visit(path);
      expect((await stand.visit(path)).text).toBe(body);
    }
  });

  it('above the largest that is kept is handed on whole, and not kept', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'x'.repeat(LARGEST_BODY + 1) });
    for (let i = 0; i < 2; i++) {
      const answer = await stand.visit('/a/');
      expect([answer.text.length, said(answer)]).toEqual([LARGEST_BODY + 1, 'miss; reason=bad-marker']);
    }
  });

  it('that goes on beyond its marker is handed on whole, and not kept', async () => {
    const stand = await standWithPage();
    let pulled = 0;
    stand.world.answer(stand.wordpress.host, async (request) => {
      const marked = await stand.wordpress.answer(request);
      const endless = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            pulled += 1;
            if (pulled > 200) controller.close();
            else controller.enqueue(new Uint8Array(1024).fill(120));
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(endless, { headers: marked.headers });
    });
    const answer = await stand.visit('/a/');
    expect([answer.text.length, said(answer)]).toEqual([200 * 1024, 'miss; reason=bad-marker']);
  });
});

describe('R-42 a visitor who leaves', () => {
  it('has the page filled for the others', async () => {
    const stand = await standWithPage();
    const gone = new AbortController();
    const held: (() => void)[] = [];
    stand.wordpress.rendering = () => new Promise<void>((done) => void held.push(done));
    const left = stand.visit('/a/', { signal: gone.signal }).catch(() => null);
    await vi.waitFor(() => expect(held).toHaveLength(1));
    gone.abort();
    held[0]?.();
    await left;
    await vi.waitFor(async () => expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh'));
    expect(stand.wordpress.requests).toHaveLength(1);
  });
});

describe('R-18, R-19 a refresh behind an old page', () => {
  it('R-19: is one question to a slow origin, however many visitors are shown the page', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    await stand.purge({ tags: ['post:1'], soft: true });
    stand.wordpress.rendering = () => new Promise((done) => setTimeout(done, 30));
    const answers = await Promise.all(Array.from({ length: 50 }, () => stand.visit('/a/')));
    expect(new Set(answers.map(said))).toEqual(new Set(['stale; reason=grace']));
    expect(stand.wordpress.requests).toHaveLength(2);
  });

  it('R-18: that fails leaves the page as it was', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    await stand.purge({ tags: ['post:1'], soft: true });
    stand.wordpress.pages.set('/a/', { body: 'broken', status: 500, unmarked: true });
    for (let i = 0; i < 3; i++) expect(await seen(stand)).toEqual([PAGE, 'stale; reason=grace']);
  });

  it('R-18, R-44: that fails is tried again after a second, then after two, then after four, and not in between', async () => {
    const stand = await standWithPage();
    await stand.visit('/a/');
    await stand.purge({ tags: ['post:1'], soft: true });
    const whole = stand.wordpress.pages.get('/a/') ?? { body: '' };
    stand.wordpress.pages.set('/a/', { body: 'broken', status: 500, unmarked: true });
    const asked = () => stand.wordpress.requests.length - 1;
    // The longest of the waits that chance could find.
    stand.world.random = (bytes) => new Uint8Array(bytes).fill(255);
    const tries: number[] = [];
    for (const seconds of [0, 0.4, 0.7, 0.9, 1.2, 1.9, 2.2]) {
      stand.world.pass(seconds);
      await stand.visit('/a/');
      tries.push(asked());
    }
    expect(tries).toEqual([1, 1, 2, 2, 3, 3, 4]);
    stand.world.pass(8);
    stand.wordpress.pages.set('/a/', whole);
    await stand.visit('/a/');
    expect(await seen(stand)).toEqual([PAGE, 'hit; reason=fresh']);
  });
});
