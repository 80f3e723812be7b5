/**
 * the parts of the edge, slow or down, alone and in pairs. A visitor gets a right page, maybe slower, and an error
 * only when WordPress and every copy that may be trusted are gone. Right is what no purge that was answered has touched
 * for longer than the promise: five seconds where the ledger answers, sixty-five where it does not.
 */
import { describe, expect, it } from 'vitest';
import { standWith } from '../support/page-stand.ts';
import type { Stand } from '../support/stand.ts';
import { type Mode, PARTS, type Part, Switches } from '../support/switches.ts';

const page = (text: string) => ({ body: `<html>${text}</html>`, tags: ['post:1'] });
const [ONE, TWO] = [page('one').body, page('two').body];

/** A stand with all tiers, each behind a switch, and the page in every one of them. */
async function switchable(): Promise<{ stand: Stand; switches: Switches }> {
  const stand = await standWith(page('one'));
  await stand.configure({ strategy: 'edge-r2' });
  const switches = new Switches();
  const { CACHE_KV: kv, CACHE_R2: r2, CONTROL: control, LEDGER: ledger } = stand.env;
  if (kv === undefined || r2 === undefined) throw new Error('KV and R2 are not bound');
  stand.world.hurry = 100;
  stand.world.replaceCache(switches.cache(caches.default));
  stand.world.answer(stand.wordpress.host, (request) =>
    switches.through('origin', () => stand.wordpress.answer(request)),
  );
  stand.env = {
    ...stand.env,
    CONTROL: switches.database('control', control),
    LEDGER: switches.database('ledger', ledger),
    CACHE_KV_ENABLED: 'true',
    CACHE_KV: switches.kv(kv),
    CACHE_R2: switches.bucket(r2),
  };
  for (let i = 0; i < 3; i++) await stand.visit('/a/');
  return { stand, switches };
}

const PAIRS: [Part, Part][] = PARTS.flatMap((one, at) =>
  PARTS.slice(at).map((other): [Part, Part] => [one, other]),
);
const FAULTS: [Mode, Mode][] = [
  ['slow', 'down'],
  ['down', 'slow'],
  ['down', 'down'],
];

const ALONE: [Mode, Mode][] = [
  ['slow', 'slow'],
  ['down', 'down'],
];

/** Whether an isolate that knows nothing yet can answer: it needs WordPress, or what tells it that a copy is true. */
function mustAnswer({ modes }: Switches): boolean {
  return modes.origin !== 'down' || (modes.control === 'up' && modes.ledger === 'up');
}

async function tryToPurge(stand: Stand): Promise<boolean> {
  const body = { site_id: stand.siteId, tags: ['post:1'] };
  return (await stand.signed('POST', '/api/cache/purge', body)).status === 200;
}

describe('R-45 a visitor', () => {
  const cases = PAIRS.flatMap(([one, other]) =>
    (one === other ? ALONE : FAULTS).map((modes) => [one, other, ...modes] as const),
  );

  it.each(cases)('has a right page while %s and %s are %s and %s, and after', async (one, other, a, b) => {
    const { stand, switches } = await switchable();
    Object.assign(switches.modes, { [one]: a, [other]: b });
    const known = await stand.visit('/a/');
    expect([known.status, known.text]).toEqual([200, ONE]);
    const near = await stand.isolate().visit('/a/');
    // In another data centre KV and R2 are all that is left.
    stand.world.replaceCache(switches.cache(await caches.open(crypto.randomUUID())));
    const far = await stand.isolate().visit('/a/');
    for (const { status, text } of [near, far])
      if (mustAnswer(switches)) expect([status, text]).toEqual([200, ONE]);

    stand.wordpress.pages.set('/a/', page('two'));
    const purged = await tryToPurge(stand.isolate());
    expect(purged || switches.modes.ledger !== 'up' || switches.modes.control !== 'up').toBe(true);
    stand.world.pass(switches.modes.ledger === 'up' ? 5.001 : 65);
    for (const isolate of [stand, stand.isolate()]) {
      const { status, text } = await isolate.visit('/a/');
      if (switches.modes.origin !== 'down') expect([status, text]).toEqual([200, purged ? TWO : text]);
      else expect(status === 502 || switches.modes.ledger !== 'up' || !purged).toBe(true);
    }

    for (const part of PARTS) switches.modes[part] = 'up';
    stand.world.pass(2);
    if (!purged) expect(await tryToPurge(stand.isolate())).toBe(true);
    stand.world.pass(5.001);
    for (const isolate of [stand, stand.isolate()]) {
      const { status, text } = await isolate.visit('/a/');
      expect([status, text]).toEqual([200, TWO]);
    }
  });
});
