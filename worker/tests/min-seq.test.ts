/** Who has just purged asks another isolate, which has not heard of it. */
import { deriveHmacKey } from '@dynamic-cache/contracts/canonical';
import { MIN_SEQ_HEADER, MIN_SEQ_INFO, signMinSeq } from '@dynamic-cache/contracts/min-seq';
import type { LedgerSequence } from '@dynamic-cache/contracts/purge';
import { describe, expect, it } from 'vitest';
import { openStand, type Stand, said } from './support/stand.ts';
import { SwitchedD1 } from './support/switched-d1.ts';

async function afterPurge() {
  const stand = await openStand();
  const ledger = new SwitchedD1(stand.env.LEDGER);
  stand.env = { ...stand.env, LEDGER: ledger };
  stand.wordpress.pages.set('/a/', { body: 'old', tags: ['post:1'] });
  const other = stand.isolate();
  await other.visit('/a/');
  await other.visit('/a/');
  stand.wordpress.pages.set('/a/', { body: 'new', tags: ['post:1'] });
  return { stand, other, ledger, purged: await stand.purge({ tags: ['post:1'] }) };
}

async function asking(stand: Stand, position: LedgerSequence, secret = stand.key.secret, late = 0) {
  const now = Math.floor(stand.world.now() / 1000) - late;
  const key = await deriveHmacKey(secret, MIN_SEQ_INFO);
  return { headers: { [MIN_SEQ_HEADER]: await signMinSeq(key, stand.key.kid, position, now) } };
}

describe('X-Min-Seq', () => {
  it('has an isolate that is behind read the ledger, and shows what came after the purge', async () => {
    const { stand, other, purged } = await afterPurge();
    expect((await other.visit('/a/')).text).toBe('old');
    const answer = await other.visit('/a/', await asking(stand, purged));
    expect([answer.text, said(answer)]).toEqual(['new', 'miss; reason=purged']);
    expect(said(await other.visit('/a/', await asking(stand, purged)))).toBe('hit; reason=fresh');
  });

  it('asks WordPress when the ledger does not answer, or knows no such position', async () => {
    const { stand, other, ledger, purged } = await afterPurge();
    ledger.mode = 'down';
    const down = await other.visit('/a/', await asking(stand, purged));
    expect([down.text, said(down)]).toEqual(['new', 'bypass; reason=no-view']);
    ledger.mode = 'up';
    const future = await other.visit('/a/', await asking(stand, { ...purged, seq: purged.seq + 1 }));
    expect([future.text, said(future)]).toEqual(['new', 'bypass; reason=no-view']);
    const [, passed] = stand.wordpress.asked('/a/');
    expect(passed?.headers.get(MIN_SEQ_HEADER)).toBe(null);
  });

  it.each<[string, (stand: Stand, position: LedgerSequence) => Promise<RequestInit>]>([
    ['with another secret', (stand, position) => asking(stand, position, 'another-secret-another-secret')],
    ['from too long ago', (stand, position) => asking(stand, position, stand.key.secret, 301)],
    ['of another form', async () => ({ headers: { [MIN_SEQ_HEADER]: '99' } })],
  ])('%s counts as absent', async (_, init) => {
    const { stand, other, purged } = await afterPurge();
    const answer = await other.visit('/a/', await init(stand, purged));
    expect([answer.text, said(answer)]).toEqual(['old', 'hit; reason=fresh']);
  });
});
