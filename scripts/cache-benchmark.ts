/** `node scripts/sandbox/node-cache-benchmark.js`: load without k6 or Docker, and the same page-tests.json. */
import { writeFileSync } from 'node:fs';
import { measure } from './sandbox/measure.ts';
import { pageTestsFile } from './sandbox/page-tests.ts';
import { RUN_HELP, runOf } from './sandbox/run-options.ts';

if (process.argv.includes('--help')) console.log(RUN_HELP);
else process.exitCode = await run();

async function run(): Promise<number> {
  const told = runOf(process.env);
  if ('refused' in told) {
    console.error(told.refused);
    return 1;
  }
  const { load, strategy, probe, out } = told;
  const pages = await measure(load, (line) => console.log(line));
  const answered = pages.filter(({ visits, scenarios }) =>
    [visits, ...Object.values(scenarios)].some(({ p50_latency_ms }) => p50_latency_ms !== null),
  );
  if (answered.length === 0) {
    console.error(`${load.baseUrl} answers no page.`);
    return 1;
  }
  const file = pageTestsFile({ baseUrl: load.baseUrl, strategy }, pages, probe);
  writeFileSync(out, `${JSON.stringify(file, null, 2)}\n`);
  console.log(`${out}: ${pages.length} pages. Share it with scripts/sandbox/share-loadtests.js.`);
  return 0;
}
