import { RegistrationState } from '@dynamic-cache/contracts/registration';
import { describe, expect, it } from 'vitest';
import { EDGE, openStand, registerCall, registrationState, type Stand, said } from './support/stand.ts';

/** RFC 7617 section 2.1: a name or password may have any character in UTF-8. */
const LOGIN = 'stage:pässwörd';
const HEADER = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(LOGIN)))}`;

/** The web server before WordPress asks for a password. */
function lock(stand: Stand): string[] {
  const refused: string[] = [];
  const { wordpress, world } = stand;
  world.answer(wordpress.host, async (request) => {
    if (request.headers.get('Authorization') === HEADER) return wordpress.answer(request);
    refused.push(request.url);
    return new Response('Who are you?', { status: 401, headers: { 'WWW-Authenticate': 'Basic' } });
  });
  return refused;
}

describe('an origin whose web server asks for a password', () => {
  it('is told it on fills, and its pages are stored', async () => {
    const stand = await openStand({ basic_auth: LOGIN });
    const refused = lock(stand);
    stand.wordpress.pages.set('/a/', { body: '<html>a page</html>', tags: ['post:1'] });
    await stand.visit('/a/');
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
    expect(refused).toEqual([]);
  });

  it('is told it where a visit passes through, unless the visitor has a password of his own', async () => {
    const stand = await openStand({ basic_auth: LOGIN });
    const refused = lock(stand);
    stand.wordpress.pages.set('/a/', { body: 'mine', unmarked: true });
    const cookie = { Cookie: 'wordpress_logged_in_1=x' };
    expect((await stand.visit('/a/', { headers: cookie })).text).toBe('mine');
    expect((await stand.edgeVisit('/a/?preview=true')).status).not.toBe(401);
    expect(refused).toEqual([]);
    const other = await stand.visit('/a/', { headers: { ...cookie, Authorization: 'Basic eDp5' } });
    expect(other.status).toBe(401);
  });

  it('never shows it to a visitor', async () => {
    const stand = await openStand({ basic_auth: LOGIN });
    lock(stand);
    stand.wordpress.pages.set('/a/', { body: '<html>a page</html>' });
    for (const answer of [await stand.visit('/a/'), await stand.visit('/a/')]) {
      expect(JSON.stringify([...answer.headers]) + answer.text).not.toContain(HEADER.slice(6));
    }
  });

  it('can be proven with it, and by name not without it', async () => {
    const stand = await openStand();
    stand.world.hurry = 1000;
    lock(stand);
    const state = async (id: string) =>
      RegistrationState.parse(JSON.parse((await registrationState(stand, id)).text));
    const { siteId: without } = JSON.parse((await registerCall(stand)).text);
    expect(await state(without)).toEqual({ status: 'failed', error: 'challenge_locked' });
    const answer = await stand.send(
      new Request(`${EDGE}/api/plugin/live/register`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${stand.env.EDGE_BOOTSTRAP_SECRET}` },
        body: JSON.stringify({
          site_url: `https://${stand.wordpress.host}`,
          name: 'A site',
          capabilities: ['cache'],
          basic_auth: LOGIN,
        }),
      }),
    );
    expect((await state(JSON.parse(answer.text).siteId)).status).toBe('active');
  });
});
