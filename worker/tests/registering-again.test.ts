/**
 * A site that registers although the Worker knows it: its key was lost. What proves it is that it answers for the id of
 * its own attempt; whoever else holds the bootstrap secret gets nothing by it.
 */
import { RegistrationState } from '@dynamic-cache/contracts/registration';
import { describe, expect, it } from 'vitest';
import { Registrations } from '../src/sites/registrations.ts';
import { requestOf } from './support/signed-request.ts';
import { openStand, registerCall, registerSite, registrationState, Stand, said } from './support/stand.ts';
import { SwitchedD1 } from './support/switched-d1.ts';
import { BEGIN } from './support/world.ts';

/** A site that is in use, with a page at the edge. */
async function usedSite(): Promise<Stand> {
  const stand = await openStand();
  stand.world.hurry = 1000;
  stand.wordpress.pages.set('/a/', { body: '<html>a</html>', tags: ['post:1'] });
  await stand.purge({ tags: ['other'] });
  await stand.visit('/a/');
  return stand;
}

async function begin(stand: Stand): Promise<string> {
  const answer = await registerCall(stand);
  expect(answer.status).toBe(202);
  return JSON.parse(answer.text).siteId;
}

const stateOf = async (stand: Stand, id: string) =>
  RegistrationState.parse(JSON.parse((await registrationState(stand, id)).text));

const purgeWith = (stand: Stand, key = stand.key) =>
  stand.signed('POST', '/api/cache/purge', { site_id: stand.siteId, tags: ['a'] }, { key });

/** Rows of this site in the control database. */
async function rowsOf({ env, wordpress }: Stand) {
  const { results } = await env.CONTROL.prepare(
    `SELECT s.id, s.name, (SELECT count(*) FROM site_keys k WHERE k.site_id = s.id) AS keys
     FROM sites s WHERE s.site_url = ?1`,
  )
    .bind(`https://${wordpress.host}`)
    .all();
  return results;
}

describe('a site that has lost its key', () => {
  it('gets a new one and begins anew; the old one, and all that was kept under it, ends', async () => {
    const stand = await usedSite();
    const lost = stand.key;
    const id = await registerSite(stand);
    expect(id).not.toBe(stand.siteId);
    expect((await purgeWith(stand, lost)).status).toBe(401);
    expect(await rowsOf(stand)).toEqual([{ id, name: 'A site', keys: 1 }]);
    const { CONTROL, LEDGER } = stand.env;
    for (const [db, table, column] of [
      [CONTROL, 'site_keys', 'site_id'],
      [CONTROL, 'site_hosts', 'site_id'],
      [CONTROL, 'registrations', 'id'],
      [LEDGER, 'seq', 'site'],
      [LEDGER, 'tag_gen', 'site'],
      [LEDGER, 'purge_req', 'site'],
    ] as const) {
      const left = await db.prepare(`SELECT * FROM ${table} WHERE ${column} = ?1`).bind(stand.siteId).first();
      expect(left, table).toBe(null);
    }
    // Purges of the time in between were lost: nothing that is stored may be shown.
    expect(said(await stand.visit('/a/'))).toBe('bypass; reason=disabled');
    const anew = new Stand(stand.world, stand.wordpress, { ...stand.config, site_id: id }, stand.env);
    expect((await anew.configure({})).status).toBe(200);
    expect(said(await anew.visit('/a/'))).toBe('miss; reason=cold');
    expect(said(await anew.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('is a new one for other isolates too, within the time of a view', async () => {
    const stand = await usedSite();
    const other = stand.isolate();
    expect(said(await other.visit('/a/'))).toBe('hit; reason=fresh');
    await registerSite(stand);
    stand.world.pass(5.001);
    expect(said(await other.visit('/a/'))).toBe('bypass; reason=disabled');
  });

  it('may sign with a key that nobody knows any more: the challenge alone counts', async () => {
    const stand = await usedSite();
    const body = { site_url: `https://${stand.wordpress.host}`, name: 'A site', capabilities: [] };
    const key = { kid: 'k-unknown', secret: 'x'.repeat(43) };
    const prepared = await stand.prepare('POST', '/api/plugin/live/register', body, { key });
    prepared.headers.Authorization = `Bearer ${stand.env.EDGE_BOOTSTRAP_SECRET}`;
    const answer = await stand.send(requestOf(prepared));
    expect((await stateOf(stand, JSON.parse(answer.text).siteId)).status).toBe('active');
  });
});

describe('an attempt that fails', () => {
  it.each([
    ['no answer', 'challenge_not_found', async () => new Response('no', { status: 404 })],
    [
      'a wrong answer',
      'challenge_wrong_answer',
      async () => Response.json({ ok: true, answer: '0'.repeat(64) }),
    ],
    ['a site that is down', 'challenge_unreachable', () => Promise.reject(new Error('refused'))],
  ])('by %s leaves the site as it was', async (_, error, answer) => {
    const stand = await usedSite();
    const before = await rowsOf(stand);
    stand.world.answer(stand.wordpress.host, answer);
    const id = await begin(stand);
    expect(await stateOf(stand, id)).toEqual({ status: 'failed', error });
    expect(await rowsOf(stand)).toEqual(before);
    expect((await purgeWith(stand)).status).toBe(200);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('because the database goes away leaves the site as it was, and is told as cut off', async () => {
    const stand = await usedSite();
    const control = new SwitchedD1(stand.env.CONTROL);
    const cut = stand.isolate();
    cut.env = { ...stand.env, CONTROL: control };
    cut.wordpress.vouchesFor = () => {
      control.mode = 'down';
      return true;
    };
    const id = await begin(cut);
    control.mode = 'up';
    expect((await stateOf(stand, id)).status).toBe('verifying');
    stand.world.pass(61);
    expect(await stateOf(stand, id)).toEqual({ status: 'failed', error: 'verification_interrupted' });
    expect((await purgeWith(stand)).status).toBe(200);
  });
});

describe("an attempt in another's name, with the bootstrap secret", () => {
  it('gets no key, whether the site registers at that time or not', async () => {
    const stand = await usedSite();
    stand.wordpress.vouchesFor = () => false;
    const idle = await begin(stand);
    expect(await stateOf(stand, idle)).toEqual({ status: 'failed', error: 'challenge_not_found' });

    let own = '';
    stand.wordpress.vouchesFor = (id) => id === own;
    // The site learns its id from the answer, and only then can it answer for it.
    const attempts = [stand.isolate(), stand.isolate(), stand.isolate()];
    for (const attempt of attempts) attempt.waits = false;
    stand.world.hurry = 20;
    const ids = await Promise.all(attempts.map((attempt) => begin(attempt)));
    own = ids[1] ?? '';
    await new Promise((done) => setTimeout(done, 500));
    expect((await stateOf(stand, ids[0] ?? '')).status).toBe('failed');
    expect((await stateOf(stand, ids[2] ?? '')).status).toBe('failed');
    expect(await stateOf(stand, own)).toMatchObject({ status: 'active', secret: expect.any(String) });
    expect((await rowsOf(stand)).map(({ id }) => id)).toEqual([own]);
  });

  it('is never told the id under which the site fetches its key', async () => {
    const stand = await usedSite();
    stand.wordpress.vouchesFor = () => false;
    const ids = [await begin(stand), await begin(stand)];
    expect(new Set([...ids, stand.siteId]).size).toBe(3);
  });

  it('by sending a request of the site a second time begins an attempt that nobody answers for', async () => {
    const stand = await usedSite();
    const id = await registerSite(stand);
    stand.wordpress.vouchesFor = (asked) => asked === id;
    const replayed = await begin(stand);
    expect((await stateOf(stand, replayed)).status).toBe('failed');
    const anew = new Stand(stand.world, stand.wordpress, { ...stand.config, site_id: id }, stand.env);
    expect((await purgeWith(anew)).status).toBe(200);
  });
});

describe('of two attempts of one site', () => {
  const request = (stand: Stand, name: string) => ({
    site_url: `https://${stand.wordpress.host}`,
    name,
    capabilities: [],
  });
  const key = () => ({ kid: `k-${crypto.randomUUID()}`, secret: 'x'.repeat(43) });

  it('the later one counts, in whatever order they are proven', async () => {
    const stand = await usedSite();
    const registrations = new Registrations(stand.env.CONTROL);
    const [one, two] = [`site-${crypto.randomUUID()}`, `site-${crypto.randomUUID()}`];
    await registrations.begin(one, request(stand, 'One'), BEGIN);
    await registrations.begin(two, request(stand, 'Two'), BEGIN);
    const url = `https://${stand.wordpress.host}`;
    expect(await registrations.prove({ id: two, url }, key(), BEGIN)).toEqual({
      outcome: 'active',
      replaced: stand.siteId,
    });
    expect(await registrations.prove({ id: one, url }, key(), BEGIN)).toEqual({ outcome: 'superseded' });
    expect(await rowsOf(stand)).toEqual([{ id: two, name: 'Two', keys: 1 }]);
    expect(await stateOf(stand, one)).toEqual({ status: 'failed', error: 'superseded' });
  });

  it('an attempt is proven once', async () => {
    const stand = await usedSite();
    const registrations = new Registrations(stand.env.CONTROL);
    const id = `site-${crypto.randomUUID()}`;
    await registrations.begin(id, request(stand, 'One'), BEGIN);
    const site = { id, url: `https://${stand.wordpress.host}` };
    const proofs = await Promise.all([key(), key()].map((one) => registrations.prove(site, one, BEGIN)));
    expect(proofs.map(({ outcome }) => outcome).sort()).toEqual(['active', 'superseded']);
    expect(await rowsOf(stand)).toEqual([{ id, name: 'One', keys: 1 }]);
  });

  it('another site is touched by neither', async () => {
    const stand = await usedSite();
    const other = await usedSite();
    await registerSite(stand);
    expect((await purgeWith(other)).status).toBe(200);
    expect(said(await other.visit('/a/'))).toBe('hit; reason=fresh');
  });
});
