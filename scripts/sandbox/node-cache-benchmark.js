/** `node scripts/sandbox/node-cache-benchmark.js --help`: starts scripts/cache-benchmark.ts with the pinned Node. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('../run.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [run, 'cache-benchmark', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
