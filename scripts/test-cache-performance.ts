/** `node scripts/test-cache-performance.mjs`: six scenarios of speed and hit ratio against a running Worker. */
import { CacheApi } from './cache-api/client.ts';
import { MEASURE_HELP, parseMeasure } from './cache-api/options.ts';
import { runScenarios } from './cache-api/scenarios.ts';

const parsed = parseMeasure(process.argv.slice(2), process.env);
if (parsed.kind === 'help') console.log(MEASURE_HELP);
else if (parsed.kind === 'refused') {
  console.error(parsed.sentence);
  process.exitCode = 1;
} else {
  const outcomes = await runScenarios(
    new CacheApi(parsed.options),
    parsed.options,
    ({ name, passed, said }) => console.log(`${passed ? 'passed' : 'FAILED'}  ${name}: ${said}`),
  );
  const failed = outcomes.filter(({ passed }) => !passed).length;
  console.log(failed === 0 ? 'All scenarios passed.' : `${failed} of ${outcomes.length} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
