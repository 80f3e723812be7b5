/**
 * A purge during a slow render, in every order that chance finds: afterwards nobody is shown the old page. RACE_RUNS
 * sets how often. It goes red when the position is read after the fetch instead of before it (`fillSeq` from a view
 * taken in `fetchAndKeep` behind `origin.find`), and when joiners take what they waited for without judging it.
 */
import { describe, expect, it, vi } from 'vitest';
import { testEnv } from './support/env.ts';
import { openStand, said } from './support/stand.ts';

const RUNS = Number(testEnv().RACE_RUNS);
const upTo = (milliseconds: number) => new Promise((done) => setTimeout(done, Math.random() * milliseconds));

describe('R-22 a purge during a slow fill', () => {
  it(`is never followed by the old page (${RUNS} runs)`, { timeout: 30_000 + RUNS * 1000 }, async () => {
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
  it('cost one render', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'a' });
    stand.wordpress.rendering = async () => {
      await new Promise((done) => setTimeout(done, 30));
    };
    const answers = await Promise.all(Array.from({ length: 50 }, () => stand.visit('/a/')));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['a']));
    expect(stand.wordpress.requests).toHaveLength(1);
  });

  it('cost one render more, and no further one, when a purge overtakes the first', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'old', tags: ['post:1'] });
    let renders = 0;
    stand.wordpress.rendering = async () => {
      if (++renders > 1) {
        await upTo(5);
        return;
      }
      stand.wordpress.pages.set('/a/', { body: 'new', tags: ['post:1'] });
      await stand.purge({ tags: ['post:1'] });
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => stand.visit('/a/')));
    expect(answers.filter(({ text }) => text === 'old').length).toBeLessThanOrEqual(1);
    expect(stand.wordpress.requests).toHaveLength(2);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });

  it('R-20: cost one render more when the first has not ended in time', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'a' });
    stand.world.hurry = 100;
    let renders = 0;
    stand.wordpress.rendering = async () => {
      if (++renders === 1) await new Promise((done) => setTimeout(done, 400));
    };
    await Promise.all(Array.from({ length: 20 }, () => stand.visit('/a/')));
    expect(stand.wordpress.requests).toHaveLength(2);
  });

  it('R-21: share its failure, after one more try', async () => {
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

  it('are each answered for themselves when it must not be shared', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'mine', unmarked: true });
    const answers = await Promise.all(Array.from({ length: 5 }, () => stand.visit('/a/')));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(
      Array.from({ length: 5 }, () => [200, 'mine']),
    );
    expect(stand.wordpress.requests).toHaveLength(5);
  });

  it('R-20, R-21: do not hang on a fetch that never ends', async () => {
    const stand = await openStand();
    stand.wordpress.pages.set('/a/', { body: 'a' });
    stand.world.hurry = 100;
    const renders: (() => void)[] = [];
    stand.wordpress.rendering = () =>
      renders.length > 0 ? Promise.resolve() : new Promise<void>((done) => void renders.push(done));
    const stuck = stand.visit('/a/');
    await vi.waitFor(() => expect(renders).toHaveLength(1));
    // The first render ends after the second visitor has the page, and not before.
    expect((await stand.visit('/a/')).text).toBe('a');
    expect(stand.wordpress.requests).toHaveLength(2);
    renders[0]?.();
    expect((await stuck).text).toBe('a');
  });
});
