/** Who is asked for: rows CP-20 to CP-27 of the list of threats, as far as a Worker sees them. */
import { describe, expect, it } from 'vitest';
import { CANARY, carelessStand, staysClean, stored } from '../support/careless.ts';
import { errorOf, said } from '../support/stand.ts';

describe('a host', () => {
  it.each(['/', '/wp-admin/', '/slug'])(
    'CP-20: that is no site of ours gets nothing of one (%s)',
    async (path) => {
      const stand = await carelessStand();
      const answer = await stand.send(new Request(`https://${CANARY}.test${path}`));
      expect([answer.status, errorOf(answer)]).toEqual([404, 'not_found']);
      expect([stand.wordpress.requests.length, await stored(stand)]).toEqual([0, 0]);
    },
  );

  it('CP-20: that is an alias shares the page of the home host, which says nothing of the alias', async () => {
    const alias = `${crypto.randomUUID()}.${CANARY}.test`;
    const stand = await carelessStand({ aliases: [alias] });
    const first = await stand.send(new Request(`https://${alias}/a/`));
    expect([said(first), first.text.includes(CANARY)]).toEqual(['miss; reason=cold', false]);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('CP-21: with a port is another host', async () => {
    const stand = await carelessStand();
    const { host } = stand.wordpress;
    const answer = await stand.send(new Request(`https://${host}:31337/a/`));
    expect([answer.status, stand.wordpress.requests.length]).toEqual([404, 0]);
    // The port that the scheme has anyway is none.
    expect(said(await stand.send(new Request(`https://${host}:443/a/`)))).toBe('miss; reason=cold');
    expect((await stand.visit('/a/')).text).not.toContain('443');
  });

  it('CP-21: in a user’s clothes is taken for what it is', async () => {
    const stand = await carelessStand();
    const named = `https://${stand.wordpress.host}:x@${CANARY}.test/a/`;
    expect((await stand.send(new Request(named))).status).toBe(404);
    expect(stand.wordpress.requests).toHaveLength(0);
  });

  it.each<[string, (host: string) => string]>([
    ['in capitals', (host) => host.toUpperCase()],
    ['with a dot at its end', (host) => `${host}.`],
  ])('CP-22: %s is the same page, which does not show the spelling', async (_, spelt) => {
    const stand = await carelessStand();
    const { host } = stand.wordpress;
    const odd = await stand.send(new Request(`https://${spelt(host)}/a/`));
    expect([said(odd), odd.text.includes(`${host}/a/`)]).toEqual(['miss; reason=cold', true]);
    const plain = await stand.visit('/a/');
    expect([said(plain), plain.text]).toEqual(['hit; reason=fresh', odd.text]);
  });

  it('CP-20, CP-24: over plain HTTP, where the site is on HTTPS, is no way to its pages', async () => {
    const stand = await carelessStand();
    stand.world.answer(stand.wordpress.host, (request) => stand.wordpress.answer(request));
    const answer = await stand.send(new Request(`http://${stand.wordpress.host}/a/`));
    expect(said(answer)).toBe('bypass; reason=host');
    expect(await stored(stand)).toBe(0);
  });
});

describe('a target', () => {
  it.each([`//${CANARY}/slug`, `/\\${CANARY}`, `/%2f%2f${CANARY}`, `/%5c${CANARY}`])(
    'CP-26: that could become another host in a redirect is never stored (%s)',
    async (target) => {
      const headers = { Location: `https://${CANARY}/slug/` };
      const stand = await carelessStand({}, { status: 301, headers });
      expect(said(await stand.visit(target))).toBe('bypass; reason=path');
      expect(await stored(stand)).toBe(0);
    },
  );

  it('CP-25: that names another site on the Worker’s hostname shows that site, and under its own key', async () => {
    const stand = await carelessStand();
    const answer = await stand.edgeVisit(`/~nobody.${CANARY}.test/a/`);
    expect([answer.status, errorOf(answer)]).toEqual([404, 'site_not_found']);
    const own = await stand.edgeVisit(`/~${stand.wordpress.host}/a/`);
    expect(said(own)).toBe('miss; reason=cold');
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('CP-27: with a fragment is the target without it, in the key and at the origin', async () => {
    await staysClean((stand) => stand.visit(`/a/#/../?r=${CANARY}`));
  });
});
