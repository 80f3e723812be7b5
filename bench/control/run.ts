/**
 * `npm run bench:control [-- SAMPLES ROUNDS]`: each route of the control plane in local workerd with that many samples of
 * load tests stored, and what the check of a signature costs. Writes bench/results/control.md.
 */
import { writeFileSync } from 'node:fs';
import { percentile } from '../../scripts/sandbox/page-tests.ts';
import { startIsolates } from '../../worker/isolates/runtime.ts';
import { type RouteTimes, store, timeRoutes } from './routes.ts';
import { arithmetic, inWorkerd } from './signature.ts';

const [samples = 100_000, rounds = 200] = process.argv.slice(2).map(Number);
const RESULT = new URL('../results/control.md', import.meta.url).pathname;

const isolates = await startIsolates();
try {
  console.log(`storing ${samples} samples`);
  await store(isolates.a, samples);
  // The first calls compile; they are in no figure.
  await timeRoutes(isolates.a, 5);
  console.log(`${rounds} calls of each route`);
  const routes = await timeRoutes(isolates.a, rounds);
  const cpu = { ...(await arithmetic(5000)), workerd: await inWorkerd(isolates.a, 500) };
  const text = reportOf(routes, cpu);
  writeFileSync(RESULT, text);
  console.log(text);
} finally {
  await isolates.stop();
}

function reportOf(routes: RouteTimes[], cpu: { v0: number; v1: number; workerd: number | null }): string {
  const ms = (value: number | null) => value?.toFixed(1) ?? '–';
  const rows = routes.map(({ route, times }) => {
    const sorted = times.toSorted((a, b) => a - b);
    return `| \`${route}\` | ${ms(percentile(sorted, 0.5))} | ${ms(percentile(sorted, 0.95))} |`;
  });
  return `# The control plane

Written by \`npm run bench:control -- ${samples} ${rounds}\` on ${new Date().toISOString().slice(0, 10)}: local workerd, D1 on
disk, ${samples} samples of load tests of one site stored, ${rounds} calls of each route one after the other, timed by the client to
the last byte, signing not included.

| route below \`/plugin/wp\` | p50 ms | p95 ms |
|---|---|---|
${rows.join('\n')}

| check of a signature | CPU µs |
|---|---|
| v0, arithmetic alone (a body of 1 KB, in Node) | ${cpu.v0.toFixed(0)} |
| v1, arithmetic alone, with its key derived | ${cpu.v1.toFixed(0)} |
| v0 in workerd, with the look-up of its key in D1 | ${cpu.workerd?.toFixed(0) ?? '–'} |
`;
}
