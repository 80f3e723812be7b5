/** R-17 an origin that fails while many wait for one page of it. */
import { describe, expect, it } from 'vitest';
import { openStand, said } from './support/stand.ts';

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function failingStand(body: string | null, headers: Record<string, string> = {}) {
  const stand = await openStand();
  let asked = 0;
  stand.world.answer(stand.wordpress.host, async () => {
    asked += 1;
    await pause(20);
    return new Response(body, { status: 503, headers });
  });
  return { stand, asked: () => asked };
}

describe('R-17 visitors who wait for a cold page at which WordPress fails', () => {
  it('are told what the first one is told, at the cost of one request', async () => {
    const { stand, asked } = await failingStand('down for a minute', {
      'Retry-After': '60',
      'Set-Cookie': 'own=1',
    });
    const answers = await Promise.all(Array.from({ length: 50 }, () => stand.visit('/a/')));
    const told = answers.map(({ status, text, headers }) => [status, text, headers.get('Retry-After')]);
    expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify([503, 'down for a minute', '60'])]),
    );
    expect(new Set(answers.map(said))).toEqual(new Set(['miss; reason=no-marker']));
    expect(asked()).toBe(1);
    // What was set for whoever asked first is nobody else's.
    expect(answers.filter(({ headers }) => headers.has('Set-Cookie'))).toHaveLength(1);
    const statuses = answers.map(({ headers }) => headers.get('Cache-Status') ?? '');
    expect(statuses.filter((status) => status.includes('collapsed'))).toHaveLength(49);
  });

  it('are not told it afterwards: the next one asks anew', async () => {
    const { stand, asked } = await failingStand('down');
    await stand.visit('/a/');
    await stand.visit('/a/');
    expect(asked()).toBe(2);
    stand.wordpress.pages.set('/a/', { body: 'up', tags: ['post:1'] });
    stand.world.answer(stand.wordpress.host, (request) => stand.wordpress.answer(request));
    expect((await stand.visit('/a/')).text).toBe('up');
  });

  it('get the page whose life has ended, where there is one', async () => {
    const { stand } = await failingStand('down');
    const { world, wordpress } = stand;
    const down = () => new Response('down', { status: 503 });
    wordpress.pages.set('/a/', { body: 'old', tags: ['post:1'] });
    world.answer(wordpress.host, (request) => wordpress.answer(request));
    await stand.visit('/a/');
    world.pass(604_801);
    world.answer(wordpress.host, async () => {
      await pause(20);
      return down();
    });
    const answers = await Promise.all(Array.from({ length: 10 }, () => stand.visit('/a/')));
    expect(new Set(answers.map(said))).toEqual(new Set(['stale; reason=grace']));
  });

  it('each ask for a longer error than is held in memory, and get all of it', async () => {
    const body = 'x'.repeat(70_000);
    const { stand, asked } = await failingStand(body);
    const answers = await Promise.all([1, 2, 3].map(() => stand.visit('/a/')));
    expect(answers.map(({ status, text }) => [status, text.length])).toEqual(Array(3).fill([503, 70_000]));
    expect(asked()).toBe(3);
  });
});
