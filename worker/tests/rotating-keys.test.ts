import { NewKeyAnswer, RetiredAnswer } from '@dynamic-cache/contracts/registration';
import { describe, expect, it } from 'vitest';
import { type Answer, errorOf, openStand, type Stand, said } from './support/stand.ts';

const NEW = '/api/plugin/key';
const RETIRE = '/api/plugin/key/retire';

type Key = { kid: string; secret: string };

async function newKey(stand: Stand): Promise<Key> {
  const answer = await stand.signed('POST', NEW, { site_id: stand.siteId });
  const { kid, secret } = NewKeyAnswer.parse(JSON.parse(answer.text));
  return { kid, secret };
}

const retire = (stand: Stand, key: Key): Promise<Answer> =>
  stand.signed('POST', RETIRE, { site_id: stand.siteId }, { key });

const purgeWith = (stand: Stand, key: Key): Promise<Answer> =>
  stand.signed('POST', '/api/cache/purge', { site_id: stand.siteId, tags: ['a'] }, { key });

/** A page that nobody has asked for, filled and asked for again. */
async function second(stand: Stand, path: string): Promise<string> {
  stand.wordpress.pages.set(path, { body: '<html>a page</html>', tags: ['post:1'] });
  await stand.visit(path);
  return said(await stand.visit(path));
}

describe('a key that is replaced', () => {
  it('SIG-19 counts beside the new one for five minutes, and then no more', async () => {
    const stand = await openStand();
    const former = stand.key;
    const key = await newKey(stand);
    expect(RetiredAnswer.parse(JSON.parse((await retire(stand, key)).text)).until).toBe(
      Math.floor(stand.world.now() / 1000) + 300,
    );
    expect((await purgeWith(stand, former)).status).toBe(200);
    expect((await purgeWith(stand, key)).status).toBe(200);
    stand.world.pass(301);
    expect(errorOf(await purgeWith(stand, former))).toBe('signature_mismatch');
    expect((await purgeWith(stand, key)).status).toBe(200);
  });

  it('fills pages before the site has the new one, and after', async () => {
    const stand = await openStand();
    const key = await newKey(stand);
    stand.world.pass(10);
    expect(await second(stand, '/before/'), 'the site knows the former alone').toBe('hit; reason=fresh');
    stand.wordpress.key = key;
    await retire(stand, key);
    expect(await second(stand, '/after/')).toBe('hit; reason=fresh');
    expect(said(await stand.visit('/before/')), 'what was stored stays').toBe('hit; reason=fresh');
  });

  it('is told again when its answer was lost', async () => {
    const stand = await openStand();
    const ask = () => stand.signed('POST', NEW, { site_id: stand.siteId }, { idempotencyKey: 'same' });
    expect((await ask()).text).toBe((await ask()).text);
  });

  it('leaves a key of which nobody heard without effect', async () => {
    const stand = await openStand();
    const lost = await newKey(stand);
    const key = await newKey(stand);
    expect(errorOf(await purgeWith(stand, lost))).toBe('signature_mismatch');
    expect(await second(stand, '/a/')).toBe('hit; reason=fresh');
    expect((await retire(stand, key)).status).toBe(200);
  });

  it('cannot take the line back once it was given up', async () => {
    const stand = await openStand();
    const key = await newKey(stand);
    await retire(stand, key);
    for (const path of [NEW, RETIRE]) {
      const answer = await stand.signed('POST', path, { site_id: stand.siteId });
      expect([answer.status, errorOf(answer)]).toEqual([403, 'not_authorised_for_site']);
    }
    expect((await purgeWith(stand, key)).status).toBe(200);
  });

  it('is replaced for its own site alone', async () => {
    const [stand, other] = [await openStand(), await openStand()];
    const answer = await stand.signed('POST', NEW, { site_id: other.siteId });
    expect([answer.status, errorOf(answer)]).toEqual([403, 'not_authorised_for_site']);
    expect((await purgeWith(other, other.key)).status).toBe(200);
  });
});
