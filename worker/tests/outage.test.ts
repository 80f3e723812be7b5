/** Row R-27: the ledger does not answer for longer than a minute. */
import { describe, expect, it } from 'vitest';
import type { Bindings } from '../src/bindings.ts';
import { openStand, type Stand, said } from './support/stand.ts';
import { SwitchedD1 } from './support/switched-d1.ts';

const page = (text: string) => ({ body: `<html>${text}</html>`, tags: ['post:1'] });

/** A page is stored, and the ledger has been away for a minute. */
async function inOutage(env: Partial<Bindings> = {}) {
  const stand = await openStand();
  const ledger = new SwitchedD1(stand.env.LEDGER);
  stand.env = { ...stand.env, ...env, LEDGER: ledger };
  stand.wordpress.pages.set('/a/', page('one'));
  await stand.visit('/a/');
  ledger.mode = 'down';
  stand.world.pass(61);
  return { stand, ledger, asked: () => stand.wordpress.requests.length };
}

const seen = async (stand: Stand, target = '/a/') => {
  const answer = await stand.visit(target);
  return `${answer.text} ${said(answer)}`;
};

describe('R-27 an outage of the ledger', () => {
  it('shows what WordPress says now to the first, and that to the others for ten seconds', async () => {
    const { stand } = await inOutage();
    stand.wordpress.pages.set('/a/', page('two'));
    expect(await seen(stand)).toBe('<html>two</html> miss; reason=ledger-down');
    stand.wordpress.pages.set('/a/', page('three'));
    stand.world.pass(9);
    expect(await seen(stand)).toBe('<html>two</html> stale; reason=ledger-down');
    stand.world.pass(2);
    expect(await seen(stand)).toBe('<html>three</html> miss; reason=ledger-down');
  });

  it('asks WordPress once for a page that was never stored, however many visitors come', async () => {
    const { stand, asked } = await inOutage();
    stand.wordpress.pages.set('/new/', page('new'));
    const before = asked();
    const answers = await Promise.all(Array.from({ length: 20 }, () => stand.visit('/new/')));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['<html>new</html>']));
    expect(new Set(answers.map(said))).toEqual(
      new Set(['miss; reason=ledger-down', 'stale; reason=ledger-down']),
    );
    expect(asked() - before).toBe(1);
  });

  it('forgets, as soon as the ledger answers, what was purged meanwhile elsewhere', async () => {
    const { stand, ledger } = await inOutage();
    await stand.visit('/a/');
    ledger.mode = 'up';
    await stand.isolate().purge({ tags: ['post:1'] });
    ledger.mode = 'down';
    stand.wordpress.pages.set('/a/', page('two'));
    ledger.mode = 'up';
    stand.world.pass(2);
    expect(await seen(stand)).toBe('<html>two</html> miss; reason=purged');
  });

  it('keeps what was fetched during it, where nothing was purged', async () => {
    const { stand, ledger, asked } = await inOutage();
    stand.wordpress.pages.set('/a/', page('two'));
    await stand.visit('/a/');
    const before = asked();
    ledger.mode = 'up';
    stand.world.pass(2);
    expect(await seen(stand)).toBe('<html>two</html> hit; reason=fresh');
    expect(asked()).toBe(before);
  });

  it('shows the last copy when WordPress is away as well', async () => {
    const { stand } = await inOutage();
    stand.world.answer(stand.wordpress.host, () => Promise.reject(new Error('connection refused')));
    expect(await seen(stand)).toBe('<html>one</html> stale; reason=ledger-down');
  });

  it('shows no copy of a page that may not be shared any more', async () => {
    const { stand } = await inOutage();
    stand.wordpress.pages.set('/a/', { ...page('mine'), unmarked: true });
    for (let i = 0; i < 2; i++)
      expect(await seen(stand)).toBe('<html>mine</html> bypass; reason=ledger-down');
  });

  it('hands every visit to WordPress where the operator, or the owner by `strict`, wants that', async () => {
    const { stand, asked } = await inOutage({ LEDGER_FAIL: 'closed' });
    const before = asked();
    for (let i = 0; i < 3; i++) expect(await seen(stand)).toBe('<html>one</html> bypass; reason=ledger-down');
    expect(asked() - before).toBe(3);
  });
});
