/**
 * The Worker alone, in workerd, for a test in another language: `node worker-alone.ts PORT FOLDER BOOTSTRAP_SECRET [FILE SEARCH
 * REPLACE]…`. With the last ones it is broken on purpose: files below worker/src, each with another text in it.
 * Says `ready` when it answers, and lives until its standard input ends.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPaths } from '../stack/data-folder.ts';
import { Lifetime } from '../stack/lifetime.ts';
import { repository } from '../stack/repository.ts';
import { startWorker } from '../stack/worker-runtime.ts';

const [port = '', folder = '', bootstrap = '', ...changes] = process.argv.slice(2);
const lifetime = new Lifetime();
const paths = dataPaths(folder);
for (const needed of [paths.logs, paths.worker]) mkdirSync(needed, { recursive: true });
const source = changes.length === 0 ? join(repository.root, 'worker', 'src') : await broken();
await startWorker(
  paths,
  {
    port: Number(port),
    entry: join(source, 'app.ts'),
    migrations: join(repository.root, 'worker', 'migrations'),
  },
  {
    WORKER_BASE_URL: `http://127.0.0.1:${port}`,
    WP_BASE_URL: '',
    WP_PLUGIN_SHARED_SECRET: 'shared-secret-of-a-test-shared-secret-of-a',
    CAP_TOKEN_SANDBOX_WRITE: 'capability-of-a-test-capability-of-a-test-',
    EDGE_BOOTSTRAP_SECRET: bootstrap,
    SITE_ID: 'none',
    PLUGIN_ID: 'none',
    WORKER_ID: 'none',
  },
  lifetime,
);
process.stdout.write('ready\n');
process.stdin.resume();
await new Promise((ended) => process.stdin.once('end', ended));
await lifetime.end();
process.exit(0);

/** A copy of the source beside the packages that it needs. */
async function broken(): Promise<string> {
  const cache = join(repository.root, '.cache');
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(join(cache, 'broken-worker-'));
  await lifetime.hold(async () => rmSync(copy, { recursive: true }));
  cpSync(join(repository.root, 'worker', 'src'), copy, { recursive: true });
  for (let at = 0; at < changes.length; at += 3) {
    const [name = '', search = '', replacement = ''] = changes.slice(at, at + 3);
    const text = readFileSync(join(copy, name), 'utf8');
    if (!text.includes(search)) throw new Error(`${name} has no “${search}”.`);
    writeFileSync(
      join(copy, name),
      text.replace(search, () => replacement),
    );
  }
  return copy;
}
