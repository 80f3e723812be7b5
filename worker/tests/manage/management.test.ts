/** The management API as a signed client uses it. */
import * as api from '@dynamic-cache/contracts/cache-api';
import { PurgeAccepted } from '@dynamic-cache/contracts/purge';
import { describe, expect, it } from 'vitest';
import { get, post } from '../support/management-call.ts';
import { standWith } from '../support/page-stand.ts';
import { requestOf } from '../support/signed-request.ts';
import { EDGE, errorOf, openStand, said } from '../support/stand.ts';

describe('metrics', () => {
  it('tell hits, misses and reasons per route, and what each tier did', async () => {
    const stand = await standWith();
    for (const _ of [1, 2, 3]) await stand.visit('/a/');
    await stand.edgeVisit('/a/');
    await stand.visit('/a/', { headers: { Cookie: 'wordpress_logged_in_x=1' } });
    const { total, routes, tiers, health } = await get(stand, 'metrics', api.MetricsAnswer);
    const zone = routes.find(({ route }) => route === 'zone');
    expect([zone?.misses, zone?.hits, zone?.bypasses, zone?.hit_ratio]).toEqual([1, 2, 1, 0.6667]);
    expect(zone?.reasons).toEqual({ 'hit:fresh': 2, 'miss:cold': 1, 'bypass:cookie': 1 });
    expect([total.requests, routes.map(({ route }) => route)]).toEqual([5, ['edge-path', 'zone']]);
    expect(tiers.map(({ tier, hits, misses }) => [tier, hits, misses])).toEqual([
      ['cache-api', 0, 1],
      ['memory', 3, 1],
    ]);
    expect(health.grade).not.toBe('unknown');
  });

  it('add up over isolates, each of which writes once a minute at most', async () => {
    const stand = await standWith();
    const other = stand.isolate();
    await stand.visit('/a/');
    await other.visit('/a/');
    const rows = () =>
      stand.env.CONTROL.prepare('SELECT count(*) AS n FROM cache_metrics WHERE site = ?1').bind(stand.siteId);
    expect(await rows().first('n')).toBe(0);
    stand.world.pass(61);
    await stand.visit('/a/');
    await other.visit('/a/');
    const written = await rows().first('n');
    await stand.visit('/a/');
    expect([written, await rows().first('n')]).toEqual([expect.any(Number), written]);
    expect(written).toBeGreaterThan(0);
    stand.forget();
    const { total } = await get(stand, 'metrics', api.MetricsAnswer);
    // The two answered after the minute are in the memory of isolates yet: one wrote before it counted them.
    expect(total.requests).toBe(2);
  });

  it('are kept for the next time when the database does not take them, and never another site’s', async () => {
    const [stand, stranger] = [await standWith(), await standWith()];
    await stand.visit('/a/');
    expect((await get(stranger, 'metrics', api.MetricsAnswer)).total.requests).toBe(0);
    await stand.env.CONTROL.prepare('ALTER TABLE cache_metrics RENAME TO away').run();
    stand.world.pass(61);
    await stand.visit('/a/');
    await stand.env.CONTROL.prepare('ALTER TABLE away RENAME TO cache_metrics').run();
    expect((await get(stand, 'metrics', api.MetricsAnswer)).total.requests).toBe(2);
  });
});

describe('insights', () => {
  it('name cause and remedy of what is most frequent', async () => {
    const stand = await standWith();
    for (const _ of [1, 2, 3]) await stand.visit('/a/', { headers: { Cookie: 'wordpress_logged_in_x=1' } });
    const { insights } = await get(stand, 'insights', api.InsightsAnswer);
    expect(insights.map(({ code }) => code)).toEqual(['frequent_bypass_cookie']);
    expect(insights[0]?.remedy).toContain('exclude.cookies');
  });

  it('say so when nobody came', async () => {
    const { insights, health } = await get(await openStand(), 'insights', api.InsightsAnswer);
    expect([insights[0]?.code, health]).toEqual(['no_traffic', { score: null, grade: 'unknown' }]);
  });
});

describe('diagnostics', () => {
  const failing = ({ checks }: api.DiagnosticsAnswer) =>
    checks.filter(({ status }) => status !== 'ok').map(({ check, status }) => `${check} ${status}`);

  it('find nothing in a healthy site', async () => {
    const stand = await standWith();
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    const answer = await get(stand, 'diagnostics', api.DiagnosticsAnswer);
    expect([answer.ok, failing(answer)]).toEqual([true, []]);
    await stand.configure({ strategy: 'edge-r2' });
    expect(failing(await get(stand, 'diagnostics', api.DiagnosticsAnswer))).toEqual([]);
  });

  it('name R2 and KV that are bound and do not answer, and call nothing failed that goes on without', async () => {
    const stand = await standWith();
    const [kv, r2] = [stand.env.CACHE_KV, stand.env.CACHE_R2];
    if (kv === undefined || r2 === undefined) throw new Error('KV and R2 are not bound');
    const away = () => Promise.reject(new Error('away'));
    stand.env = {
      ...stand.env,
      CACHE_KV_ENABLED: 'true',
      CACHE_KV: Object.assign(Object.create(kv), { get: away }),
      CACHE_R2: Object.assign(Object.create(r2), { head: away }),
    };
    await stand.configure({ strategy: 'edge-r2' });
    const answer = await get(stand, 'diagnostics', api.DiagnosticsAnswer);
    expect([answer.ok, failing(answer)]).toEqual([true, ['workers_kv warning', 'r2 warning']]);
  });

  it('name a dead origin, a switch that is off, and KV and R2 that are missing', async () => {
    const stand = await standWith();
    stand.world.answer(stand.wordpress.host, async () => new Response('down', { status: 503 }));
    stand.env = { ...stand.env, CACHE_ENABLED: 'false' };
    const answer = await get(stand, 'diagnostics', api.DiagnosticsAnswer);
    expect(failing(answer)).toEqual(['origin failed', 'switch warning', 'workers_kv warning']);
    expect(answer.ok).toBe(false);
    const { CACHE_R2: _, ...unbound } = stand.env;
    stand.env = unbound;
    await stand.configure({ strategy: 'edge-r2' });
    expect(failing(await get(stand, 'diagnostics', api.DiagnosticsAnswer))).toContain('r2 warning');
    for (const { cause, remedy } of answer.checks.filter(({ status }) => status !== 'ok')) {
      expect([cause, remedy]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
    }
  });
});

describe('keys', () => {
  it('come in pages, of this site alone, with tags', async () => {
    const [stand, stranger] = [await standWith(), await standWith()];
    // In the memory of the same isolate.
    stand.world.answer(stranger.wordpress.host, (request) => stranger.world.fetch(request));
    await stand.send(new Request(`https://${stranger.wordpress.host}/a/`));
    expect(stranger.wordpress.requests).toHaveLength(1);
    for (const path of ['/a/', '/b/', '/c/']) {
      stand.wordpress.pages.set(path, { body: '<html>x</html>', tags: ['post:1'] });
      await stand.visit(path);
    }
    const first = await get(stand, 'keys?limit=2', api.KeysAnswer);
    const second = await get(stand, `keys?limit=2&after=${first.next}`, api.KeysAnswer);
    const all = [...first.keys, ...second.keys];
    expect([first.total, first.keys.length, second.keys.length, second.next]).toEqual([3, 2, 1, null]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(3);
    expect(all[0]?.tags).toContain('post:1');
    const prefix = all[0]?.key.slice(0, 16) ?? '';
    expect((await get(stand, `keys?prefix=${prefix}`, api.KeysAnswer)).keys).toEqual([all[0]]);
  });
});

describe('test of a page', () => {
  it('measures it first and warm, and tells what each tier has; it counts as no visit', async () => {
    const stand = await standWith();
    const { first, warm, tiers, path } = await get(stand, 'test/a/?iterations=5', api.TestAnswer);
    expect([path, first.outcome, first.reason]).toEqual(['/a/', 'miss', 'cold']);
    expect([warm.requests, warm.hits, warm.hit_ratio]).toEqual([5, 5, 1]);
    expect(tiers.map(({ tier, found }) => [tier, found])).toEqual([
      ['memory', true],
      ['cache-api', true],
    ]);
    expect((await get(stand, 'metrics', api.MetricsAnswer)).total.requests).toBe(0);
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('waits for what is written behind the answers, before it says which tier lacks the page', async () => {
    const stand = await standWith();
    stand.world.replaceCache({
      match: (request) => caches.default.match(request),
      put: async (request, response) => {
        await new Promise((done) => setTimeout(done, 50));
        return caches.default.put(request, response);
      },
      delete: (request) => caches.default.delete(request),
    });
    const { tiers } = await get(stand, 'test/a/?iterations=1', api.TestAnswer);
    expect(tiers.map(({ tier, found }) => [tier, found])).toEqual([
      ['memory', true],
      ['cache-api', true],
    ]);
  });
});

describe('benchmark', () => {
  it('answers per page and in total, and whether the target was reached', async () => {
    const stand = await standWith();
    const answer = await post(
      stand,
      'benchmark',
      { paths: ['/a/', '/none/'], iterations: 4 },
      api.BenchmarkAnswer,
    );
    expect(answer.routes.map(({ path, requests, hits }) => [path, requests, hits])).toEqual([
      ['/a/', 4, 4],
      ['/none/', 4, 0],
    ]);
    expect([answer.total.hit_ratio, answer.target_reached, answer.complete]).toEqual([0.5, false, true]);
  });

  it('is bounded in number', async () => {
    const stand = await standWith();
    const paths = Array.from({ length: 20 }, (_, n) => `/${n}/`);
    const answer = await stand.signed('POST', '/api/cache/benchmark', {
      site_id: stand.siteId,
      paths,
      iterations: 51,
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('"path":"iterations"')]);
    expect(stand.wordpress.requests).toHaveLength(0);
  });

  it('spends its nonce', async () => {
    const stand = await standWith();
    const call = await stand.prepare('POST', '/api/cache/benchmark', {
      site_id: stand.siteId,
      iterations: 1,
    });
    await stand.send(requestOf(call));
    expect(errorOf(await stand.send(requestOf(call)))).toBe('replayed_nonce');
  });
});

describe('warming', () => {
  it('asks for the pages behind the answer', async () => {
    const stand = await standWith();
    const { accepted } = await post(stand, 'warm', { paths: ['/a/'] }, api.WarmAccepted);
    expect([accepted, said(await stand.visit('/a/'))]).toEqual([1, 'hit; reason=fresh']);
  });

  it('goes on by itself when an isolate starts and it is due, once for all isolates; until it is dropped', async () => {
    const stand = await standWith();
    await post(stand, 'warm', { paths: ['/a/'], warmingIntervalMs: 60_000 }, api.WarmAccepted);
    await stand.purge({ everything: true });
    const asked = () => stand.wordpress.requests.length;
    const health = () => new Request(`${EDGE}/api/cache/health`);
    const before = asked();
    await stand.isolate().send(health());
    expect(asked()).toBe(before);
    stand.world.pass(61);
    await stand.isolate().send(health());
    expect(asked()).toBe(before + 1);
    // So that a second turn would ask WordPress again.
    await stand.purge({ everything: true });
    await stand.isolate().send(health());
    expect(asked()).toBe(before + 1);
    await post(stand, 'warm', { paths: ['/a/'], warmingIntervalMs: 0 }, api.WarmAccepted);
    await stand.purge({ everything: true });
    const dropped = asked();
    stand.world.pass(121);
    await stand.isolate().send(health());
    expect(asked()).toBe(dropped);
  });
});

describe('reset', () => {
  it('takes pages and figures of this site, and no other’s', async () => {
    const [stand, stranger] = [await standWith(), await standWith()];
    for (const one of [stand, stranger]) await one.visit('/a/');
    const { reset } = await post(stand, 'reset', {}, api.ResetAnswer);
    expect(reset).toEqual(['pages', 'data', 'metrics']);
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=purged');
    expect((await get(stand, 'metrics', api.MetricsAnswer)).total.requests).toBe(1);
    expect(said(await stranger.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('of figures alone leaves the pages', async () => {
    const stand = await standWith();
    await stand.visit('/a/');
    await post(stand, 'reset', { metrics: true }, api.ResetAnswer);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });
});

describe('optimize', () => {
  it('drops what has expired, and suggests from the figures', async () => {
    const stand = await standWith();
    await stand.visit('/a/');
    stand.world.pass(8 * 86_400);
    const { done, suggestions } = await post(stand, 'optimize', {}, api.OptimizeAnswer);
    expect(done[0]).toEqual({ action: expect.stringContaining('memory'), count: 1 });
    expect(suggestions.length).toBeGreaterThan(0);
  });
});

describe('invalidate', () => {
  it('answers with the position of the ledger', async () => {
    const stand = await openStand();
    const first = await post(stand, 'invalidate', { patterns: ['site:*'] }, PurgeAccepted);
    const second = await post(stand, 'invalidate', { events: ['content.update'] }, PurgeAccepted);
    expect(second.seq).toBe(first.seq + 1);
  });
});
