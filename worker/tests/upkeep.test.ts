/** What the cron trigger does for a site, and how the site's configuration has it done. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import * as api from '@dynamic-cache/contracts/cache-api';
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import { describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { takeTurns } from '../src/upkeep/turns.ts';
import { get, post } from './support/management-call.ts';
import { openStand, registerCall, type Stand, said } from './support/stand.ts';

const DAY = 86_400;

async function cron(stand: Stand): Promise<void> {
  const context = createExecutionContext();
  await createApp(stand.world).scheduled(createScheduledController(), stand.env, context);
  await waitOnExecutionContext(context);
}

async function standThat(options: Partial<CacheOptions>): Promise<Stand> {
  const stand = await openStand({ cache: CacheOptions.parse(options) });
  stand.wordpress.pages.set('/a/', { body: '<html>a page</html>', tags: ['post:1'] });
  return stand;
}

/** Tags of a site that its ledger knows. */
async function tagsKnown(stand: Stand): Promise<unknown> {
  return stand.env.LEDGER.prepare('SELECT count(*) AS n FROM tag_gen WHERE site = ?1')
    .bind(stand.siteId)
    .first('n');
}

describe('a ledger whose site is looked after', () => {
  it('forgets purges from before anything that is alive was stored, and what is alive is shown on', async () => {
    const stand = await standThat({});
    await stand.purge({ tags: ['post:7', 'post:8'] });
    await cron(stand);
    expect(await tagsKnown(stand)).toBe(2);
    stand.world.pass(39 * DAY);
    await stand.visit('/a/');
    await cron(stand);
    expect(await tagsKnown(stand)).toBe(0);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
    await stand.purge({ tags: ['post:1'] });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=purged');
  });
});

describe('the turn of a site', () => {
  const turnsOf = async (stand: Stand) =>
    (await takeTurns(stand.env.CONTROL, stand.world.now())).filter((id) => id === stand.siteId).length;

  it.each([
    ['as often as its configuration says', { optimizationIntervalMs: 3_600_000 }, 3600],
    ['every quarter of an hour when it says nothing', {}, 900],
  ])('comes %s, and once for all isolates', async (_, options, seconds) => {
    const stand = await standThat(options);
    expect([await turnsOf(stand), await turnsOf(stand)]).toEqual([1, 0]);
    stand.world.pass(seconds - 1);
    expect(await turnsOf(stand)).toBe(0);
    stand.world.pass(1);
    expect(await turnsOf(stand)).toBe(1);
  });

  it('never comes when it does not want that', async () => {
    expect(await turnsOf(await standThat({ enableOptimization: false }))).toBe(0);
  });

  it('comes also when its configuration, or that of another site, cannot be read', async () => {
    const stand = await standThat({});
    await stand.env.CONTROL.prepare('UPDATE sites SET config = ?2 WHERE id = ?1')
      .bind(stand.siteId, '{')
      .run();
    expect(await turnsOf(stand)).toBe(1);
    expect(await turnsOf(await standThat({}))).toBe(1);
  });
});

describe('rows of the control database', () => {
  it('go when they are of no more use, and not before', async () => {
    const stand = await standThat({});
    const { CONTROL } = stand.env;
    // An attempt that comes to nothing.
    stand.wordpress.bootstrap = null;
    await registerCall(stand);
    const count = async (sql: string) => CONTROL.prepare(sql).first('n');
    const nonces = () => count(`SELECT count(*) AS n FROM nonces WHERE kid = '${stand.key.kid}'`);
    const answers = () => count(`SELECT count(*) AS n FROM idempotency WHERE scope LIKE '${stand.siteId} %'`);
    const attempts = () =>
      count(
        `SELECT count(*) AS n FROM registrations WHERE site_url LIKE '%${stand.wordpress.host}' AND state = 'failed'`,
      );
    const revokedAt = Math.floor(stand.world.now() / 1000);
    await CONTROL.prepare(
      `INSERT INTO site_keys (kid, site_id, secret, created_at, revoked_at) VALUES (?1, ?2, 'x', 0, ?3)`,
    )
      .bind(`old-${stand.siteId}`, stand.siteId, revokedAt)
      .run();
    const keys = () => count(`SELECT count(*) AS n FROM site_keys WHERE site_id = '${stand.siteId}'`);
    const all = async () => [await nonces(), await answers(), await attempts(), await keys()];
    expect(await all()).toEqual([1, 1, 1, 2]);
    await cron(stand);
    expect(await all()).toEqual([1, 1, 1, 2]);
    stand.world.pass(700);
    await cron(stand);
    expect(await all()).toEqual([0, 1, 1, 2]);
    stand.world.pass(DAY);
    await cron(stand);
    expect(await all()).toEqual([0, 0, 0, 2]);
    stand.world.pass(30 * DAY);
    await cron(stand);
    expect(await all()).toEqual([0, 0, 0, 1]);
  });

  it('of the ledger that guard against replay go after a day, also when nobody purges any more', async () => {
    const stand = await standThat({});
    await stand.purge({ tags: ['post:7'] });
    const requests = () =>
      stand.env.LEDGER.prepare('SELECT count(*) AS n FROM purge_req WHERE site = ?1')
        .bind(stand.siteId)
        .first('n');
    await cron(stand);
    expect(await requests()).toBe(1);
    stand.world.pass(DAY + 1);
    await cron(stand);
    expect(await requests()).toBe(0);
  });

  it('go although another task of the schedule fails', async () => {
    const stand = await standThat({});
    await stand.env.CONTROL.prepare('ALTER TABLE cache_warming RENAME TO away').run();
    stand.world.pass(2 * DAY);
    await cron(stand);
    await stand.env.CONTROL.prepare('ALTER TABLE away RENAME TO cache_warming').run();
    const left = `SELECT count(*) AS n FROM nonces WHERE kid = '${stand.key.kid}'`;
    expect(await stand.env.CONTROL.prepare(left).first('n')).toBe(0);
  });
});

describe('warming', () => {
  it('is left alone where the site does not want it', async () => {
    const stand = await standThat({ enableWarming: false });
    await post(stand, 'warm', { paths: ['/a/'], keep: true }, api.WarmAccepted);
    await stand.purge({ everything: true });
    const { length } = stand.wordpress.requests;
    stand.world.pass(3600);
    await cron(stand);
    expect(stand.wordpress.requests).toHaveLength(length);
  });

  it('comes again as often as the configuration says, when the list is to be kept', async () => {
    const stand = await standThat({ warmingIntervalMs: 600_000 });
    const accepted = await post(stand, 'warm', { paths: ['/a/'], keep: true }, api.WarmAccepted);
    expect(accepted.warmingIntervalMs).toBe(600_000);
  });

  it.each([
    [3, 'hit; reason=fresh'],
    [1, 'miss; reason=cold'],
  ])('tries a page %i times more while WordPress fails', async (maxRetries, then) => {
    const stand = await standThat({ maxRetries });
    stand.world.hurry = 1000;
    let failures = 2;
    stand.world.answer(stand.wordpress.host, async (request) =>
      failures-- > 0 ? new Response('down', { status: 503 }) : stand.wordpress.answer(request),
    );
    await post(stand, 'warm', { paths: ['/a/'] }, api.WarmAccepted);
    failures = 0;
    expect(said(await stand.visit('/a/'))).toBe(then);
  });
});

describe('a page whose life has ended, while WordPress fails', () => {
  it.each([
    [true, 200],
    [false, 503],
  ])('is shown where the site wants a fallback (%s)', async (fallbackEnabled, status) => {
    const stand = await standThat({ fallbackEnabled });
    await stand.visit('/a/');
    stand.world.pass(604_801);
    stand.wordpress.pages.set('/a/', { body: 'down', status: 503, unmarked: true });
    expect((await stand.visit('/a/')).status).toBe(status);
  });
});

it('the ratio that a site wants is what insights and benchmarks go by', async () => {
  const body = { paths: ['/a/', '/none/'], iterations: 2 };
  for (const [targetHitRate, isReached] of [
    [50, true],
    [51, false],
  ] as const) {
    const stand = await standThat({ targetHitRate });
    const answer = await post(stand, 'benchmark', body, api.BenchmarkAnswer);
    expect([answer.target_hit_rate, answer.target_reached]).toEqual([targetHitRate, isReached]);
    for (const path of ['/a/', '/none/']) await stand.visit(path);
    const { insights } = await get(stand, 'insights', api.InsightsAnswer);
    expect(insights.some(({ code }) => code === 'hit_ratio_below_target')).toBe(!isReached);
  }
});
