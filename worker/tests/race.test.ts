/**
 * A purge during a slow render, in every order that chance finds: afterwards nobody is shown the old page. RACE_RUNS
 * sets how often. It goes red when the position is read after the fetch instead of before it (`fillSeq` from a view
 * taken in `fetchAndKeep` behind `origin.find`), and when joiners take what they waited for without judging it.
 */
import { describe, expect, it } from 'vitest';
import { testEnv } from './support/env.ts';
import { openStand, said } from './support/stand.ts';

const RUNS = Number(testEnv().RACE_RUNS);
const upTo = (milliseconds: number) => new Promise((done) => setTimeout(done, Math.random() * milliseconds));

describe('R-22 a purge during a slow fill', () => {
  it(`is never followed by the old page (${RUNS} runs)`, { timeout: 30_000 + RUNS * 3000 }, async () => {
    const here = await openStand();
    const there = here.isolate();
    here.wordpress.rendering = async () => {
      await upTo(8);
    };
    let overtaken = 0;
    for (let run = 0; run < RUNS; run++) {
      const path = `/${run}/`;
      here.wordpress.pages.set(path, { body: 'old', tags: [`post:${run}`] });
      const early = Array.from({ length: 4 }, async (_, i) => {
        await upTo(6);
        return (i % 2 === 0 ? here : there).visit(path);
      });
      await upTo(8);
      here.wordpress.pages.set(path, { body: 'new', tags: [`post:${run}`] });
      await here.purge({ tags: [`post:${run}`] });
      const during = await Promise.all([here.visit(path), here.visit(path)]);
      const answers = await Promise.all(early);
      overtaken += answers.filter((answer) => said(answer) === 'miss; reason=purged-during-fill').length;
      here.world.pass(5.001);
      const after = [await here.visit(path), await there.visit(path), await here.isolate().visit(path)];
      expect([...during, ...after].map(({ text }) => text)).toEqual(Array.from({ length: 5 }, () => 'new'));
    }
    // Without a purge that really overtook a fill this test would prove nothing.
    expect(overtaken).toBeGreaterThan(0);
  });
});

describe('many visitors of a cold page', () => {
  it('R-21: share the failure of an origin that fails every time', async () => {
    const stand = await openStand();
    let asked = 0;
    stand.world.answer(stand.wordpress.host, async () => {
      asked++;
      await upTo(5);
      throw new Error('refused');
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => stand.visit('/a/')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([502]));
    expect(asked).toBeLessThanOrEqual(3);
  });
});
