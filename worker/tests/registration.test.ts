import { RegistrationState } from '@dynamic-cache/contracts/registration';
import { describe, expect, it } from 'vitest';
import { testEnv } from './support/env.ts';
import { requestOf } from './support/signed-request.ts';
import {
  defaultConfig,
  EDGE,
  errorOf,
  openStand,
  registerCall,
  registrationState,
  Stand,
  said,
} from './support/stand.ts';
import { WordPress } from './support/wordpress.ts';
import { TestWorld } from './support/world.ts';

function newSite(): Stand {
  const world = new TestWorld();
  world.hurry = 1000;
  const env = testEnv();
  const wordpress = new WordPress(
    world,
    `${crypto.randomUUID().slice(0, 13)}.test`,
    env.EDGE_BOOTSTRAP_SECRET ?? '',
  );
  return new Stand(world, wordpress, defaultConfig('none', wordpress.host), env);
}

async function begin(stand: Stand): Promise<string> {
  const answer = await registerCall(stand);
  expect(answer.status).toBe(202);
  return JSON.parse(answer.text).siteId;
}

const stateOf = async (stand: Stand, id: string) =>
  RegistrationState.parse(JSON.parse((await registrationState(stand, id)).text));

describe('a registration', () => {
  it('ends with a key whose secret is told once', async () => {
    const stand = newSite();
    const id = await begin(stand);
    const first = await stateOf(stand, id);
    expect(first).toMatchObject({ status: 'active', secret: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) });
    expect(await stateOf(stand, id)).toEqual({ ...first, secret: null });
  });

  it('waits for a site that has not yet kept the id that it was told', async () => {
    const stand = newSite();
    let asked = 0;
    stand.wordpress.vouchesFor = () => ++asked > 2;
    expect((await stateOf(stand, await begin(stand))).status).toBe('active');
  });

  it('works on a site without pretty addresses', async () => {
    const stand = newSite();
    const { wordpress, world } = stand;
    world.answer(wordpress.host, async (request) => {
      const route = new URL(request.url).searchParams.get('rest_route');
      if (route === null) return new Response('<html>Not here</html>', { status: 404 });
      return wordpress.answer(new Request(`https://${wordpress.host}/wp-json${route}`));
    });
    expect((await stateOf(stand, await begin(stand))).status).toBe('active');
  });

  it.each([
    [
      'a wrong answer',
      'challenge_wrong_answer',
      async () => Response.json({ ok: true, answer: '0'.repeat(64) }),
    ],
    ['no answer', 'challenge_not_found', async () => new Response('no', { status: 404 })],
    [
      'a redirect to somebody else',
      'challenge_not_found',
      async () => Response.redirect('https://elsewhere.test/', 302),
    ],
    ['an endless answer', 'challenge_unreachable', async () => new Response('x'.repeat(100_000))],
    ['a page instead of an answer', 'challenge_not_found', async () => new Response('<html></html>')],
  ])('fails on %s, by name', async (_, error, answer) => {
    const stand = newSite();
    stand.world.answer(stand.wordpress.host, answer);
    expect(await stateOf(stand, await begin(stand))).toEqual({ status: 'failed', error });
  });

  it('fails when the site cannot be reached, and can be tried again', async () => {
    const stand = newSite();
    stand.world.answer(stand.wordpress.host, async () => {
      throw new Error('refused');
    });
    const id = await begin(stand);
    expect(await stateOf(stand, id)).toEqual({ status: 'failed', error: 'challenge_unreachable' });
    stand.world.answer(stand.wordpress.host, (request) => stand.wordpress.answer(request));
    expect((await stateOf(stand, await begin(stand))).status).toBe('active');
    expect(await stateOf(stand, id)).toEqual({ status: 'failed', error: 'challenge_unreachable' });
  });

  it('that was cut off is told as failed', async () => {
    const stand = newSite();
    const id = await begin(stand);
    await stand.env.CONTROL.prepare(`UPDATE registrations SET state = 'verifying', kid = NULL WHERE id = ?1`)
      .bind(id)
      .run();
    expect((await stateOf(stand, id)).status).toBe('verifying');
    stand.world.pass(61);
    expect(await stateOf(stand, id)).toEqual({ status: 'failed', error: 'verification_interrupted' });
  });

  it.each(['', 'Bearer ', 'Bearer wrong', 'Basic eDp5'])(
    'with "%s" as authorization is refused',
    async (value) => {
      const stand = newSite();
      const answer = await registerCall(stand, { Authorization: value });
      expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_bootstrap_secret']);
      const state = await stand.send(
        new Request(`${EDGE}/api/plugin/live/register/any`, { headers: { Authorization: value } }),
      );
      expect(state.status).toBe(401);
    },
  );

  it('of an id that nobody has is site_not_found', async () => {
    expect(errorOf(await registrationState(newSite(), 'site-none'))).toBe('site_not_found');
  });
});

describe('a site that leaves', () => {
  it('is forgotten: key, hosts, ledger', async () => {
    const stand = await openStand();
    await stand.purge({ tags: ['a'] });
    const warm = { site_id: stand.siteId, paths: ['/'], warmingIntervalMs: 60_000 };
    expect((await stand.signed('POST', '/api/cache/warm', warm)).status).toBe(202);
    expect((await stand.signed('DELETE', '/api/plugin/site')).status).toBe(200);
    expect(
      (await stand.signed('POST', '/api/cache/purge', { site_id: stand.siteId, tags: ['a'] })).status,
    ).toBe(401);
    const { CONTROL, LEDGER } = stand.env;
    for (const [db, table, column] of [
      [CONTROL, 'sites', 'id'],
      [CONTROL, 'registrations', 'id'],
      [CONTROL, 'site_keys', 'site_id'],
      [CONTROL, 'site_hosts', 'site_id'],
      [CONTROL, 'cache_metrics', 'site'],
      [CONTROL, 'cache_warming', 'site'],
      [LEDGER, 'seq', 'site'],
      [LEDGER, 'tag_gen', 'site'],
      [LEDGER, 'purge_req', 'site'],
    ] as const) {
      expect(await db.prepare(`SELECT * FROM ${table} WHERE ${column} = ?1`).bind(stand.siteId).first()).toBe(
        null,
      );
    }
    expect((await stand.visit('/')).status).toBe(404);
  });
});

describe('a configuration', () => {
  it('for another site is refused', async () => {
    const stand = await openStand();
    const answer = await stand.configure({ site_id: 'site-other' });
    expect([answer.status, errorOf(answer)]).toEqual([403, 'not_authorised_for_site']);
  });

  it('may claim neither a host that was not proved nor an alias of another site', async () => {
    const stand = await openStand();
    const other = await openStand({ aliases: ['www.taken.test'] });
    const foreign = await stand.configure({ canonical: { scheme: 'https', host: other.wordpress.host } });
    expect(errorOf(foreign)).toBe('not_authorised_for_site');
    expect(errorOf(await stand.configure({ aliases: ['www.taken.test'] }))).toBe('not_authorised_for_site');
  });

  it('that was signed before the stored one is refused (R-35)', async () => {
    const stand = await openStand();
    const late = await stand.prepare('PUT', '/api/plugin/config', { ...stand.config, enabled: false });
    stand.world.pass(2);
    await stand.configure({ revision: 'f'.repeat(16) });
    const answer = await stand.send(requestOf(late));
    expect([answer.status, errorOf(answer)]).toEqual([409, 'stale_revision']);
  });

  it('is seen within a second', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: '<html>a</html>' });
    await stand.visit('/a/');
    await stand.configure({ enabled: false });
    expect(said(await stand.visit('/a/'))).toBe('bypass; reason=disabled');
    await stand.configure({ paused_until: Math.floor(stand.world.now() / 1000) + 60 });
    expect(said(await stand.visit('/a/'))).toBe('bypass; reason=paused');
    stand.world.pass(61);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });
});
