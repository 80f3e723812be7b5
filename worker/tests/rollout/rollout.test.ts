/** A new strategy for a part of the visitors: who has it, what is counted, and how it ends when it is worse. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import * as api from '@dynamic-cache/contracts/cache-api';
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import { Rollout } from '@dynamic-cache/contracts/rollout';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Count } from '../../src/metrics/counters.ts';
import { MetricsStore } from '../../src/metrics/metrics-store.ts';
import { bucketOf, groupOf } from '../../src/rollout/draw.ts';
import { get } from '../support/management-call.ts';
import { errorOf, openStand, type Stand, said } from '../support/stand.ts';

const PAGE = '<html>a page</html>';
const optionsOf = (rollout: object) =>
  CacheOptions.parse({ rollout: { strategy: 'edge-balanced', percent: 50, salt: 'first', ...rollout } });

/** A site that goes from pages in memory and data centre to pages in KV as well. */
async function rollingOut(rollout: object = {}): Promise<Stand> {
  const stand = await openStand({ strategy: 'origin-disk', cache: optionsOf(rollout) });
  stand.wordpress.pages.set('/a/', { body: PAGE, tags: ['post:1'] });
  return stand;
}

/** Visitors by their address, one of each group. */
function visitorOf(group: 'current' | 'next', rollout: object = {}): Record<string, string> {
  const drawn = Rollout.parse({ ...optionsOf(rollout).rollout });
  for (let n = 0; n < 10_000; n++) {
    const address = `192.0.2.${n}`;
    if (groupOf(`${address}\n`, drawn) === group) return { 'CF-Connecting-IP': address };
  }
  throw new Error('nobody');
}

async function cron(stand: Stand): Promise<void> {
  const context = createExecutionContext();
  await createApp(stand.world).scheduled(createScheduledController(), stand.env, context);
  await waitOnExecutionContext(context);
}

const metricsOf = async (stand: Stand) => (await get(stand, 'metrics', api.MetricsAnswer)).rollout;
const checkOf = async (stand: Stand) =>
  (await get(stand, 'diagnostics', api.DiagnosticsAnswer)).checks.find(({ check }) => check === 'rollout');

/** Figures as many visits would leave them. */
function figures(stand: Stand, named: Record<'current' | 'next', Record<string, number>>, salt = 'first') {
  const counts = Object.entries(named).flatMap(([group, values]) =>
    Object.entries(values).map(
      ([name, value]): Count => ({
        site: stand.siteId,
        subject: `rollout:${salt}:origin-disk:edge-balanced:${group}`,
        name,
        value,
      }),
    ),
  );
  return new MetricsStore(stand.env.CONTROL, stand.world).add(counts);
}

const GOOD = { hit: 1900, miss: 100, 'le:0': 2000 };
const BAD = { hit: 1000, miss: 1000, error: 500, 'le:9': 2000 };

describe('visitors', () => {
  it('are drawn evenly, and in the share that is wished', () => {
    const clients = Array.from({ length: 20_000 }, (_, n) => `10.${n >> 8}.${n & 255}.7\nA browser`);
    for (const percent of [10, 50, 100] as const) {
      const { rollout } = optionsOf({ percent });
      const share = clients.filter((one) => rollout && groupOf(one, rollout) === 'next').length / 200;
      expect(Math.abs(share - percent)).toBeLessThan(1);
    }
    const counts = Array<number>(100).fill(0);
    for (const client of clients) counts[bucketOf(client)] = (counts[bucketOf(client)] ?? 0) + 1;
    // 200 in each on average, and no bucket further from it than five standard deviations.
    expect(Math.max(...counts.map((count) => Math.abs(count - 200)))).toBeLessThan(71);
  });

  it('keep the new strategy as its share grows, and are drawn anew under another name', () => {
    const clients = Array.from({ length: 2000 }, (_, n) => `client ${n}`);
    const nextAt = (more: object) =>
      clients.filter((one) => groupOf(one, Rollout.parse({ ...optionsOf(more).rollout })) === 'next');
    const [some, half] = [nextAt({ percent: 10 }), nextAt({ percent: 50 })];
    expect(half).toEqual(expect.arrayContaining(some));
    expect(nextAt({ percent: 10, salt: 'second' })).not.toEqual(some);
  });
});

describe('a rollout', () => {
  it('gives the new group the tiers of the new strategy, and nobody else', async () => {
    const stand = await rollingOut();
    const keysInKv = async () => (await stand.env.CACHE_KV?.list())?.keys.length ?? 0;
    const before = await keysInKv();
    stand.env = { ...stand.env, CACHE_KV_ENABLED: 'true' };
    stand.world.hurry = 1000;
    for (let n = 0; n < 3; n++) await stand.visit('/a/', { headers: visitorOf('current') });
    expect(await keysInKv()).toBe(before);
    for (let n = 0; n < 3; n++) await stand.visit('/a/', { headers: visitorOf('next') });
    expect(await keysInKv()).toBe(before + 1);
  });

  it('shows both groups side by side, and keeps nothing of a visitor', async () => {
    const stand = await rollingOut();
    const [current, next] = [visitorOf('current'), visitorOf('next')];
    await stand.visit('/a/', { headers: current });
    for (let n = 0; n < 3; n++) await stand.visit('/a/', { headers: next });
    stand.world.answer(stand.wordpress.host, async () => new Response('down', { status: 500 }));
    await stand.visit('/b/', { headers: next });
    const rollout = await metricsOf(stand);
    expect(rollout).toMatchObject({ salt: 'first', percent: 50, state: 'running', verdict: 'too-few' });
    expect(rollout?.groups).toMatchObject([
      { group: 'current', strategy: 'origin-disk', requests: 1, hits: 0, errors: 0 },
      { group: 'next', strategy: 'edge-balanced', requests: 4, hits: 3, errors: 1, hit_ratio: 0.75 },
    ]);
    stand.world.pass(61);
    await stand.visit('/a/', { headers: next });
    await stand.visit('/a/', { headers: next });
    const { results } = await stand.env.CONTROL.prepare(
      "SELECT * FROM cache_metrics WHERE subject LIKE 'rollout:%'",
    ).all();
    expect(results.length).toBeGreaterThan(0);
    expect(JSON.stringify(results)).not.toContain('192.0.2.');
  });

  it('counts neither what the cache has no part in nor what the Worker asks of itself', async () => {
    const stand = await rollingOut();
    stand.world.answer(stand.wordpress.host, async () => new Response('down', { status: 500 }));
    await stand.visit('/a/', { headers: { ...visitorOf('next'), Cookie: 'wordpress_logged_in_1=x' } });
    await get(stand, 'test/a/?iterations=3', api.TestAnswer);
    const none = { requests: 0, errors: 0, latency: { p95_ms: null } };
    expect((await metricsOf(stand))?.groups).toMatchObject([none, none]);
  });

  it('is none unless the site wishes one', async () => {
    const stand = await openStand();
    expect([await metricsOf(stand), (await checkOf(stand))?.finding]).toEqual([null, 'none']);
  });

  it.each([
    ['cache.rollout.percent', { percent: 20 }],
    ['cache.rollout.salt', { salt: 'a b' }],
    ['cache.rollout.strategy', { strategy: 'none' }],
    ['cache.rollout.minRequests', { minRequests: 1 }],
  ])('with a wrong %s is refused, and the field is named', async (path, wrong) => {
    const stand = await openStand();
    const rollout = { strategy: 'edge-r2', percent: 10, salt: 'first', ...wrong };
    const answer = await stand.signed('PUT', '/api/plugin/config', { ...stand.config, cache: { rollout } });
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_body']);
    expect(answer.text).toContain(`"${path}"`);
  });

  it('to the strategy that the site has by now changes nothing, and diagnostics say so', async () => {
    const stand = await rollingOut({ strategy: 'origin-disk' });
    await stand.visit('/a/', { headers: visitorOf('next') });
    expect(await metricsOf(stand)).toMatchObject({
      state: 'idle',
      groups: [{ requests: 0 }, { requests: 0 }],
    });
    expect(await checkOf(stand)).toMatchObject({ status: 'warning' });
  });
});

describe('a rollout that is worse', () => {
  async function steppedBack(rollout: object = {}): Promise<Stand> {
    const stand = await rollingOut(rollout);
    await figures(stand, { current: GOOD, next: BAD });
    await cron(stand);
    // Seen everywhere within the bound of a view.
    stand.world.pass(6);
    return stand;
  }

  it('steps back by itself: everybody has the current strategy, and it is said why', async () => {
    const stand = await steppedBack();
    await stand.visit('/a/', { headers: visitorOf('next') });
    const at = Math.floor(stand.world.now() / 1000) - 6;
    const rollout = await metricsOf(stand);
    expect(rollout).toMatchObject({ state: 'stepped-back', stepped_back_at: at, verdict: 'worse' });
    expect(rollout?.findings.map(({ code }) => code)).toEqual(['errors', 'misses', 'slower']);
    expect(rollout?.groups[1]?.requests).toBe(2000);
    expect(await checkOf(stand)).toMatchObject({
      status: 'warning',
      finding: expect.stringContaining('again'),
    });
    const logged = stand.env.CONTROL.prepare(
      'SELECT detail FROM audit_log WHERE site_id = ?1 AND action = ?2',
    );
    const detail = await logged.bind(stand.siteId, 'site.rollout-stepped-back').first('detail');
    expect(detail).toContain('first:origin-disk:edge-balanced');
  });

  it('stays back when the site sends its configuration again, in every isolate', async () => {
    const stand = await steppedBack();
    await stand.configure({ cache: optionsOf({ percent: 100 }) });
    expect((await metricsOf(stand.isolate()))?.state).toBe('stepped-back');
  });

  it('begins anew under another name', async () => {
    const stand = await steppedBack();
    await stand.configure({ cache: optionsOf({ salt: 'second' }) });
    expect(await metricsOf(stand)).toMatchObject({ state: 'running', verdict: 'too-few' });
    await cron(stand);
    stand.world.pass(6);
    expect((await metricsOf(stand))?.state).toBe('running');
  });

  it.each<[string, object, Record<string, number>]>([
    ['is wished not to', { stepBack: false }, BAD],
    ['has had too few requests', { minRequests: 2001 }, BAD],
    ['is no worse', {}, GOOD],
  ])('does not step back when it %s', async (_, rollout, next) => {
    const stand = await rollingOut(rollout);
    await figures(stand, { current: GOOD, next });
    await cron(stand);
    stand.world.pass(6);
    expect((await metricsOf(stand))?.state).toBe('running');
  });

  it('is no concern of a site beside it', async () => {
    const [stand, beside] = [await steppedBack(), await rollingOut()];
    await cron(beside);
    beside.world.pass(6);
    expect([(await metricsOf(stand))?.state, (await metricsOf(beside))?.state]).toEqual([
      'stepped-back',
      'running',
    ]);
  });
});

it('one switch takes everybody out of everything', async () => {
  const stand = await rollingOut();
  stand.env = { ...stand.env, CACHE_ENABLED: 'false' };
  for (const group of ['current', 'next'] as const)
    expect(said(await stand.visit('/a/', { headers: visitorOf(group) }))).toBe('bypass; reason=disabled');
  expect((await metricsOf(stand))?.groups.map(({ requests }) => requests)).toEqual([0, 0]);
});
