/** `node scripts/test-cache-api.mjs`: walks every route of the management API against a running Worker. */
import { CacheApi, NotAsExpected } from './cache-api/client.ts';
import { parseWalk, type Target, WALK_HELP } from './cache-api/options.ts';
import { walk } from './cache-api/walk.ts';

const parsed = parseWalk(process.argv.slice(2), process.env);
if (parsed.kind === 'help') console.log(WALK_HELP);
else if (parsed.kind === 'refused') {
  console.error(parsed.sentence);
  process.exitCode = 1;
} else process.exitCode = await run(parsed.options);

async function run(target: Target): Promise<number> {
  try {
    const wrong = await walk(new CacheApi(target), (line) => console.log(line));
    console.log(wrong === 0 ? 'Every route is as it should be.' : `${wrong} went wrong.`);
    return wrong === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NotAsExpected)) throw error;
    console.error(error.message);
    return 1;
  }
}
