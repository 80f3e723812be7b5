/** A site whose web server asks everybody for a password, over real sockets. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Isolates, startIsolates } from './runtime.ts';
import { Site } from './site.ts';

const site = new Site('stage:pässwörd');
let isolates: Isolates;

beforeAll(async () => {
  isolates = await startIsolates();
  await site.start(isolates.a, 5);
});

afterAll(async () => {
  await isolates.stop();
  await site.stop();
});

it('is proven, filled and served from the edge, and nobody is asked for the password there', async () => {
  const page = `${isolates.a}/edge/cache/~${site.host}/page/`;
  await (await fetch(page)).text();
  const answer = await fetch(page);
  expect([answer.status, await answer.text()]).toEqual([200, '<html>version 0</html>']);
  expect(answer.headers.get('X-Dynamic-Cache')).toBe('hit; reason=fresh');
  expect(site.turnedAway, 'the Worker said it every time').toBe(0);
  const direct = await fetch(`http://${site.host}/page/`);
  await direct.body?.cancel();
  expect(direct.status, 'the site itself still asks').toBe(401);
});
