/** A folder with a drop-in in it, and a `php -S` with two workers that serves it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Rules } from '@dynamic-cache/contracts/rules';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const wordpress = process.env.WORDPRESS === undefined ? '' : resolve(process.env.WORDPRESS);

export interface Site {
  name: string;
  folder: string;
  url: string;
  pid: number;
  stop(): void;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

async function serve(name: string, folder: string, port: number): Promise<Site> {
  const options = ['opcache.enable_cli=1', 'opcache.validate_timestamps=0', 'display_errors=0'];
  const args = options.flatMap((option) => ['-d', option]);
  const child = spawn('php', [...args, '-S', `127.0.0.1:${port}`, `${here}entry.php`], {
    env: { ...process.env, SITE_DIR: folder, WORDPRESS: wordpress, PHP_CLI_SERVER_WORKERS: '2' },
    stdio: 'ignore',
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('php does not start.');
  const url = `http://127.0.0.1:${port}/page/`;
  for (let tries = 0; ; tries++) {
    const isUp = await fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (tries > 100) throw new Error('php -S does not answer.');
    await new Promise((done) => setTimeout(done, 50));
  }
  // The workers are its children, in the process group that `detached` made.
  return { name, folder, url, pid, stop: () => process.kill(-pid) };
}

async function dataFile(path: string, data: object): Promise<void> {
  await writeFile(path, `<?php exit; ?>\n${JSON.stringify(data)}`);
}

/** The product: generated engine file, stub, configuration with all defaults. `change` makes another engine of it. */
export async function ours(name = 'drop-in hit', change = (engine: string) => engine): Promise<Site> {
  const folder = await mkdtemp(`${tmpdir()}/bench-origin-`);
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  await mkdir(`${folder}/cache/config`, { recursive: true });
  await mkdir(`${folder}/cache/count`);
  await writeFile(`${folder}/plugin.php`, '<?php\n');
  // wp-settings.php wants a database driver before it looks for a drop-in; no hit ever uses one.
  await writeFile(`${folder}/db.php`, '<?php\n');
  const site = { site: '1', host, aliases: [] };
  await dataFile(`${folder}/cache/sites.php`, { v: 1, sites: [{ ...site, path: '/' }] });
  await dataFile(`${folder}/cache/config/1.php`, {
    v: 1,
    ...site,
    scheme: 'http',
    enabled: true,
    paused_until: 0,
    revision: '0123456789abcdef',
    ttl: { page: 604_800, not_found: 0, grace: 86_400, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    store: 'disk',
    edge: null,
  });
  const engine = execFileSync('php', [`${here}engine.php`], { maxBuffer: 16_777_216, encoding: 'utf8' });
  await writeFile(`${folder}/engine.php`, change(engine));
  const stub = await readFile(`${root}plugin/dropin/advanced-cache.php`, 'utf8');
  const filled = stub
    .replaceAll("'%PLUGIN_FILE%'", `'${folder}/plugin.php'`)
    .replaceAll("'%ENGINE_FILE%'", `'${folder}/engine.php'`)
    .replaceAll("'%CACHE_DIR%'", `'${folder}/cache'`);
  await writeFile(`${folder}/advanced-cache.php`, filled);
  return serve(name, folder, port);
}

/** The floor, with the bytes that a hit of the other site sends. */
export async function floor(hits: Readonly<Record<'gzip' | 'identity', Hit>>): Promise<Site> {
  const folder = await mkdtemp(`${tmpdir()}/bench-origin-`);
  for (const [kind, hit] of Object.entries(hits)) {
    await writeFile(`${folder}/${kind}.headers`, hit.headers.join('\n'));
    await writeFile(`${folder}/${kind}.body`, hit.body);
  }
  await copyFile(`${here}floor.php`, `${folder}/advanced-cache.php`);
  await writeFile(`${folder}/db.php`, '<?php\n');
  await writeFile(`${folder}/filled`, '');
  return serve('only sends', folder, await freePort());
}

export interface Hit {
  headers: string[];
  body: Uint8Array;
}
