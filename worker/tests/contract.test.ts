/** A plugin and a Worker of different contract versions: it is said, and the site's pages pass through meanwhile. */
import { describe, expect, it } from 'vitest';
import { requestOf } from './support/signed-request.ts';
import { errorOf, openStand, type Stand, said } from './support/stand.ts';

async function siteWithPage(): Promise<Stand> {
  const stand = await openStand();
  stand.wordpress.pages.set('/a/', { body: '<html>a</html>', tags: ['post:1'] });
  await stand.visit('/a/');
  return stand;
}

/** A message of another contract: nobody here knows what else is in it. */
const otherMessage = ({ siteId }: Stand) => ({ site_id: siteId, contract: 2, something: 'new' });
const tell = (stand: Stand) => stand.signed('PUT', '/api/plugin/config', otherMessage(stand));

const PASSED = 'bypass; reason=disabled';

describe('a configuration of another contract', () => {
  it('is refused with both versions, whatever form it has', async () => {
    const answer = await tell(await siteWithPage());
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      409,
      {
        ok: false,
        error: 'contract_mismatch',
        details: [{ path: 'contract', message: 'the site speaks 2, this Worker speaks 1' }],
      },
    ]);
  });

  it('has the pages pass through, everywhere, from where they were before', async () => {
    const stand = await siteWithPage();
    const other = stand.isolate();
    await other.visit('/a/');
    await tell(stand);
    stand.wordpress.pages.set('/a/', { body: '<html>two</html>' });
    for (const isolate of [stand, stand.isolate()]) {
      const answer = await isolate.visit('/a/');
      expect([answer.status, answer.text, said(answer)]).toEqual([200, '<html>two</html>', PASSED]);
    }
    stand.world.pass(5.001);
    expect(said(await other.visit('/a/'))).toBe(PASSED);
    expect(new URL(stand.wordpress.requests.at(-1)?.url ?? '').origin).toBe(stand.config.origin);
  });

  it('is over with the next one that is understood; a page that was not purged is a hit again', async () => {
    const stand = await siteWithPage();
    await tell(stand);
    stand.world.pass(1);
    expect((await stand.configure({})).status).toBe(200);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('does not keep purges away: what was purged meanwhile is gone afterwards', async () => {
    const stand = await siteWithPage();
    await tell(stand);
    await stand.purge({ tags: ['post:1'] });
    stand.world.pass(1);
    await stand.configure({});
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=purged');
  });

  it('R-35 that was signed before the one that counts, or is sent again, changes nothing', async () => {
    const stand = await siteWithPage();
    const late = await stand.prepare('PUT', '/api/plugin/config', otherMessage(stand));
    const sent = await stand.prepare('PUT', '/api/plugin/config', otherMessage(stand));
    await stand.send(requestOf(sent));
    stand.world.pass(2);
    await stand.configure({});
    expect(errorOf(await stand.send(requestOf(late)))).toBe('contract_mismatch');
    expect(errorOf(await stand.send(requestOf(sent)))).toBe('replayed_nonce');
    stand.world.pass(2);
    for (const isolate of [stand, stand.isolate()]) {
      expect(said(await isolate.visit('/a/'))).toBe('hit; reason=fresh');
    }
  });

  it('for another site is refused, and changes nothing there', async () => {
    const stand = await siteWithPage();
    const other = await siteWithPage();
    const answer = await stand.signed('PUT', '/api/plugin/config', otherMessage(other));
    expect(errorOf(answer)).toBe('not_authorised_for_site');
    expect(said(await other.visit('/a/'))).toBe('hit; reason=fresh');
  });
});

describe('a stored configuration of another contract', () => {
  it('as a Worker finds it that was put back to an older version, has the pages pass through', async () => {
    const stand = await siteWithPage();
    await stand.env.CONTROL.prepare(
      `UPDATE sites SET config = json_set(config, '$.contract', 2) WHERE id = ?1`,
    )
      .bind(stand.siteId)
      .run();
    expect(said(await stand.isolate().visit('/a/'))).toBe(PASSED);
  });
});
