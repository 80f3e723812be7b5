/**
 * How long an isolate goes on with an old page after a purge returned at another one: the promise of at most five
 * seconds, about one as a rule, measured. `STALENESS_RUNS` says how often.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Isolates, startIsolates } from './runtime.ts';
import { Site } from './site.ts';

const RUNS = Number(process.env.STALENESS_RUNS ?? 8);
/** Milliseconds. A view is read again when a visit finds it a second old; the visit after that sees the answer. */
const TYPICAL = 1300;
const PROMISED = 5000;
const BETWEEN_VISITS = 20;

const site = new Site();
let isolates: Isolates;

beforeAll(async () => {
  isolates = await startIsolates();
  await site.start(isolates.a, 5);
});

afterAll(async () => {
  await isolates.stop();
  await site.stop();
});

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function seen(isolate: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${isolate}/edge/cache/~${site.host}/page/`, { headers });
  return `${await answer.text()} ${answer.headers.get('X-Dynamic-Cache')}`;
}

async function untilSeen(isolate: string, wanted: string): Promise<number> {
  const began = performance.now();
  while ((await seen(isolate)) !== wanted) {
    if (performance.now() - began > 2 * PROMISED)
      throw new Error(`still ${await seen(isolate)}, not ${wanted}`);
    await pause(BETWEEN_VISITS);
  }
  return performance.now() - began;
}

/** Purges at A when B has the page, and waits until B has noticed. Milliseconds. */
async function staleness(run: number): Promise<number> {
  const before = `<html>version ${run}</html>`;
  await untilSeen(isolates.b, `${before} hit; reason=fresh`);
  // At any moment in the life of the view.
  const until = performance.now() + ((run * 137) % 1000);
  while (performance.now() < until) await seen(isolates.b);
  site.text = `version ${run + 1}`;
  await site.purge(isolates.a);
  const returned = performance.now();
  expect(await seen(isolates.a), 'where it was purged it is seen at once').not.toContain(before);
  while ((await seen(isolates.b)).startsWith(before)) {
    if (performance.now() - returned > 2 * PROMISED) break;
    await pause(BETWEEN_VISITS);
  }
  return performance.now() - returned;
}

it('an isolate that is visited stops showing an old page about a second after the purge returned elsewhere', async () => {
  const measured: number[] = [];
  for (let run = 0; run < RUNS; run++) measured.push(await staleness(run));
  const sorted = measured.sort((a, b) => a - b);
  const [median, longest] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  console.info(
    `staleness over ${RUNS} purges: median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
  );
  // Were views never read again in the background, they would live to the promised age.
  expect(median).toBeLessThan(TYPICAL);
  expect(longest).toBeLessThan(PROMISED);
});

it('an isolate that nobody visited for longer than the promise shows nothing old to the next visitor', async () => {
  const run = RUNS;
  await untilSeen(isolates.b, `<html>version ${run}</html> hit; reason=fresh`);
  site.text = `version ${run + 1}`;
  await site.purge(isolates.a);
  await pause(PROMISED + 200);
  expect(await seen(isolates.b)).toContain(`<html>version ${run + 1}</html>`);
});

it('the age of what an isolate knows counts from the question, though the answer came late', async () => {
  const before = await textShown(isolates.late);
  await pause(1100);
  // What the ledger says now, before the purge, arrives in three seconds.
  expect(await seen(isolates.late, { 'X-Ledger-Delay': '3000' })).toContain(before);
  await pause(100);
  site.text = `after ${site.text}`;
  await site.purge(isolates.a);
  await pause(PROMISED);
  expect(await seen(isolates.late)).toContain(`<html>${site.text}</html>`);
});

/** The page as it is, which the isolate has stored then. */
async function textShown(isolate: string): Promise<string> {
  const text = `<html>${site.text}</html>`;
  await untilSeen(isolate, `${text} hit; reason=fresh`);
  return text;
}
