/** The two Workers that are compared, in one workerd: ours, and one that only returns the same bytes. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { PAGE, PAGE_HEADERS } from './origin.ts';

const COMPATIBILITY_DATE = '2026-11-01';
const worker = (path: string) => new URL(`../../worker/${path}`, import.meta.url).pathname;

export const BOOTSTRAP_SECRET = 'bootstrap-secret-of-the-benchmark';

// The whole response is the same, headers too: those that ours sends on a hit.
const BARE = `import page from './page.bin';
const headers = ${JSON.stringify({
  ...PAGE_HEADERS,
  Age: '10',
  'Cache-Control': 'max-age=0, must-revalidate',
  'X-Dynamic-Cache': 'hit; reason=fresh',
  'Cache-Status': 'dynamic-cache-edge; hit; ttl=3590; detail=fresh',
  Date: 'Sat, 21 Nov 2026 05:00:00 GMT',
  'Content-Length': String(PAGE.byteLength),
})};
export default { fetch: () => new Response(page, { headers }) };`;

export interface Workers {
  /** Base addresses. */
  ours: string;
  bare: string;
  stop(): Promise<void>;
}

/** Starts both, with direct sockets: the usual entry proxy would cost more than what is measured. */
export async function startWorkers(): Promise<Workers> {
  const [ours, bare] = [await freePort(), await freePort()];
  const runtime = new Miniflare({ enableDevRegistry: false, workers: [await oursOn(ours), bareOn(bare)] });
  await runtime.ready;
  for (const name of ['CONTROL', 'LEDGER']) {
    const database = await runtime.getD1Database(name, 'ours');
    for (const sql of await migrations(name.toLowerCase())) await database.prepare(sql).run();
  }
  return {
    ours: `http://127.0.0.1:${ours}`,
    bare: `http://127.0.0.1:${bare}`,
    stop: () => runtime.dispose(),
  };
}

async function oursOn(port: number) {
  const bundle = await build({
    entryPoints: [worker('src/app.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    minify: true,
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  });
  return {
    config: {
      name: 'ours',
      compatibilityDate: COMPATIBILITY_DATE,
      manifest: {
        mainModule: 'app.js',
        modules: { 'app.js': { type: 'esm' as const, contents: bundle.outputFiles[0]?.text ?? '' } },
      },
      env: {
        CONTROL: { type: 'd1' as const, id: 'control' },
        LEDGER: { type: 'd1' as const, id: 'ledger' },
        EDGE_BOOTSTRAP_SECRET: { type: 'text' as const, value: BOOTSTRAP_SECRET },
      },
    },
    dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port }] },
  };
}

function bareOn(port: number) {
  return {
    config: {
      name: 'bare',
      compatibilityDate: COMPATIBILITY_DATE,
      manifest: {
        mainModule: 'bare.js',
        modules: {
          'bare.js': { type: 'esm' as const, contents: BARE },
          'page.bin': { type: 'data' as const, contents: PAGE },
        },
      },
    },
    dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port }] },
  };
}

async function migrations(database: string): Promise<string[]> {
  const folder = worker(`migrations/${database}/`);
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(files.map((file) => readFile(folder + file, 'utf8')));
  const statements = texts.flatMap((text) => text.replace(/--[^\n]*/g, '').split(';'));
  return statements.map((sql) => sql.trim()).filter((sql) => sql !== '');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
