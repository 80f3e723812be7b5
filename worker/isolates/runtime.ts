/** Isolates of the Worker in one workerd, with the same databases: real time, real D1, nothing shared in memory. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

export const BOOTSTRAP_SECRET = 'bootstrap-secret-of-two-isolates';
export const SHARED_SECRET = 'shared-secret-of-two-isolates';
export const CAPABILITY_TOKEN = 'capability-token-of-two-isolates';
const COMPATIBILITY_DATE = '2026-11-01';
const worker = (path: string) => new URL(`../${path}`, import.meta.url).pathname;

export interface Isolates {
  /** Base addresses. */
  a: string;
  b: string;
  /** This one's ledger answers late where a request asks for that (tests/support/late-isolate.ts). */
  late: string;
  stop(): Promise<void>;
}

export async function startIsolates(): Promise<Isolates> {
  const module = await bundle('src/app.ts');
  const lateModule = await bundle('tests/support/late-isolate.ts');
  const [a, b, late] = [await freePort(), await freePort(), await freePort()];
  const runtime = new Miniflare({
    enableDevRegistry: false,
    workers: [isolate('a', a, module), isolate('b', b, module), isolate('late', late, lateModule)],
  });
  await runtime.ready;
  for (const name of ['CONTROL', 'LEDGER']) {
    const database = await runtime.getD1Database(name, 'a');
    for (const sql of await migrations(name.toLowerCase())) await database.prepare(sql).run();
  }
  const address = (port: number) => `http://127.0.0.1:${port}`;
  return { a: address(a), b: address(b), late: address(late), stop: () => runtime.dispose() };
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [worker(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  });
  return result.outputFiles[0]?.text ?? '';
}

function isolate(name: string, port: number, module: string) {
  return {
    config: {
      name,
      compatibilityDate: COMPATIBILITY_DATE,
      manifest: { mainModule: 'app.js', modules: { 'app.js': { type: 'esm' as const, contents: module } } },
      env: {
        CONTROL: { type: 'd1' as const, id: 'control' },
        LEDGER: { type: 'd1' as const, id: 'ledger' },
        EDGE_BOOTSTRAP_SECRET: { type: 'text' as const, value: BOOTSTRAP_SECRET },
        WP_PLUGIN_SHARED_SECRET: { type: 'text' as const, value: SHARED_SECRET },
        CAP_TOKEN_SANDBOX_WRITE: { type: 'text' as const, value: CAPABILITY_TOKEN },
      },
    },
    dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port }] },
  };
}

async function migrations(database: string): Promise<string[]> {
  const folder = worker(`migrations/${database}/`);
  const texts = await Promise.all(
    (await readdir(folder)).sort().map((file) => readFile(folder + file, 'utf8')),
  );
  return texts
    .flatMap((text) => text.replace(/--[^\n]*/g, '').split(';'))
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
