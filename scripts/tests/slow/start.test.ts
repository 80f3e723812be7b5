import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { dataPaths } from '../../stack/data-folder.ts';
import { readDevEnv } from '../../stack/dev-env.ts';
import { findNativePhp } from '../../stack/php-native.ts';
import { freePort } from '../../stack/ports.ts';
import { WordPressSession } from '../../stack/wordpress-session.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { RunningStart } from './running-start.ts';

const php = await findNativePhp();
const MINUTES = 60_000;

async function newStart(...more: string[]) {
  const [port, edgePort] = [await freePort(), await freePort()];
  const paths = dataPaths(`${temporaryFolder()}/data`);
  const args = ['--port', `${port}`, '--edge-port', `${edgePort}`, '--data', paths.root, ...more];
  return {
    port,
    site: `http://127.0.0.1:${port}`,
    edge: `http://127.0.0.1:${edgePort}`,
    edgePort,
    paths,
    args,
  };
}

async function status(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

/** What the cache says when a page is asked for again. */
/** Of a page that was visited before; twice, because the first page of a new site makes the site's menu and is not stored. */
async function laterAnswer(url: string): Promise<string | null> {
  await status(url);
  await status(url);
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.headers.get('x-dynamic-cache');
}

async function publish(site: string, title: string): Promise<string> {
  const session = new WordPressSession(site);
  await session.logIn();
  const body = { title, status: 'publish', content: 'Written between two starts.' };
  const post = await session.rest(
    { method: 'POST', route: 'wp/v2/posts', body },
    z.object({ slug: z.string() }),
  );
  return post.slug;
}

describe.each(['native', 'wasm'])('npm start --runtime %s', (runtime) => {
  const runnable = runtime === 'wasm' || php.usable;

  test.runIf(runnable)(
    'starts everything, keeps it over a second start, and leaves no process after Ctrl-C',
    async () => {
      const start = await newStart('--runtime', runtime);
      const first = new RunningStart(start.args);
      await first.says('Ready');
      await first.says('Ctrl-C');
      expect(first.output).toContain(`${start.site}/wp-admin/`);
      expect(first.output).toContain(`${start.edge}/edge/cache/`);
      expect(await status(`${start.site}/`)).toBe(200);
      expect(await status(`${start.site}/menu/coffee/`)).toBe(200);
      expect(await status(`${start.site}/no-such-page/`)).toBe(404);
      expect(await status(`${start.edge}/edge/cache/menu/`)).toBe(200);
      expect(await laterAnswer(`${start.site}/visit/`)).toBe('hit; reason=fresh');
      expect(await laterAnswer(`${start.edge}/edge/cache/visit/`)).toBe('hit; reason=fresh');
      for (const address of otherAddresses()) {
        await expect(fetch(`http://${address}:${start.port}/`)).rejects.toThrow('fetch failed');
        await expect(fetch(`http://${address}:${start.edgePort}/`)).rejects.toThrow('fetch failed');
      }
      const env = readDevEnv(start.paths.devEnv);
      expect(statSync(start.paths.devEnv).mode & 0o777).toBe(0o600);
      expect(env.EDGE_SECRET).toBeDefined();
      const slug = await publish(start.site, 'Kept over a restart');

      const kinds = first.processes().map(({ command }) => command);
      expect(kinds).toContainEqual(expect.stringContaining('workerd serve'));
      expect(kinds).toContainEqual(expect.stringContaining(start.paths.wordpress));

      expect(await first.signal('SIGINT')).toBe(0);
      expect(first.processes()).toEqual([]);
      expect(databaseIsWhole(start.paths.database)).toBe(true);
      expect(existsSync(start.paths.lock)).toBe(false);
      const config = readFileSync(start.paths.wpConfig, 'utf8');

      const second = new RunningStart(start.args);
      await second.says('Ready');
      expect(second.output).not.toContain('Installing WordPress');
      expect(await status(`${start.site}/${slug}/`)).toBe(200);
      expect(readDevEnv(start.paths.devEnv)).toEqual(env);
      expect(readFileSync(start.paths.wpConfig, 'utf8')).toBe(config);
      expect(await second.signal('SIGTERM', 'leader')).toBe(0);
      expect(second.processes()).toEqual([]);
    },
    4 * MINUTES,
  );
});

// Of this machine, as others would reach it; none on a machine without a network.
function otherAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one === undefined || one.internal || one.family !== 'IPv4' ? [] : [one.address]));
}

function databaseIsWhole(folder: string): boolean {
  const database = new DatabaseSync(`${folder}/.ht.sqlite`);
  const row = database.prepare('PRAGMA integrity_check').get();
  database.close();
  return row?.integrity_check === 'ok' && !existsSync(`${folder}/.ht.sqlite-wal`);
}

test.runIf(php.usable)(
  'Ctrl-C in the middle of a first start leaves no process, and the next start begins again',
  async () => {
    const start = await newStart();
    const interrupted = new RunningStart(start.args);
    await interrupted.says('Writing sample content');
    expect(await interrupted.signal('SIGINT')).toBe(0);
    expect(interrupted.processes()).toEqual([]);
    const next = new RunningStart(start.args);
    await next.says('Ready');
    expect(next.output).toContain('Installing WordPress');
    expect(await status(`${start.site}/plum-week/`)).toBe(200);
  },
  2 * MINUTES,
);

test.runIf(php.usable).each([
  ['PHP', (command: string) => command.includes(' -S 127.0.0.1:')],
  ['The Worker’s runtime', (command: string) => command.includes('workerd serve')],
])(
  'when %s dies the start says so, ends the rest and ends with an error',
  async (name, isIt) => {
    const start = await newStart();
    const running = new RunningStart(start.args);
    await running.says('Ready');
    // The oldest is the parent of the others.
    const [victim] = running
      .processes()
      .filter(({ command }) => isIt(command))
      .sort((a, b) => a.pid - b.pid);
    process.kill(victim?.pid ?? Number.NaN, 'SIGKILL');
    await running.says(`${name} has ended`);
    expect(await running.ended()).toBe(1);
    expect(running.processes()).toEqual([]);
  },
  2 * MINUTES,
);

test.each([
  ['--port', 'port'],
  ['--edge-port', 'edgePort'],
] as const)(
  'a busy port is one sentence that names %s, and nothing is written',
  async (option, which) => {
    const start = await newStart();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(start[which], '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const running = new RunningStart(start.args);
    expect(await running.ended()).toBe(1);
    expect(running.output.trim()).toBe(
      `Port ${start[which]} is in use on this machine: end the program that uses it, or choose another port with ${option}.`,
    );
    expect(existsSync(start.paths.root)).toBe(false);
  },
  20_000,
);

test.runIf(php.usable)(
  'other ports at a later start are followed by site and edge',
  async () => {
    const start = await newStart();
    const first = new RunningStart(start.args);
    await first.says('Ready');
    expect(await first.signal('SIGINT')).toBe(0);
    for (const changed of [{ edgePort: await freePort() }, { port: await freePort() }]) {
      const { port, edgePort } = { ...start, ...changed };
      const args = ['--port', `${port}`, '--edge-port', `${edgePort}`, '--data', start.paths.root];
      const next = new RunningStart(args);
      await next.says('Ready');
      expect(await laterAnswer(`http://127.0.0.1:${port}/visit/`)).toBe('hit; reason=fresh');
      expect(await laterAnswer(`http://127.0.0.1:${edgePort}/edge/cache/visit/`)).toBe('hit; reason=fresh');
      expect(await next.signal('SIGINT')).toBe(0);
    }
  },
  2 * MINUTES,
);

test.runIf(php.usable)(
  'two starts on one data folder are refused, and the first goes on',
  async () => {
    const start = await newStart();
    const first = new RunningStart(start.args);
    await first.says('Ready');
    const second = new RunningStart([...start.args, '--port', `${await freePort()}`, '--fresh']);
    expect(await second.ended()).toBe(1);
    expect(second.output).toMatch(/is in use by process \d+/);
    expect(await status(`${start.site}/plum-week/`)).toBe(200);
  },
  2 * MINUTES,
);

test('native PHP that is asked for and not there is refused', async () => {
  const start = await newStart('--runtime', 'native');
  // A search path with Node on it and no PHP.
  const running = new RunningStart(start.args, { PATH: temporaryFolder() });
  expect(await running.ended()).toBe(1);
  expect(running.output).toMatch(
    /--runtime native needs PHP 8\.2 or newer with pdo_sqlite, but no `php` command/,
  );
  expect(existsSync(start.paths.root)).toBe(false);
}, 20_000);
