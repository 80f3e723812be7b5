/** The Workers that are measured, each as an isolate of one workerd. */
import { readFile } from 'node:fs/promises';
import { Miniflare } from 'miniflare';
import { applyMigrations } from '../../../scripts/stack/migrations.ts';
import { freePort } from '../../../scripts/stack/ports.ts';
import { bundleWorker } from '../../../scripts/stack/worker-bundle.ts';
import { COMPATIBILITY_DATE } from '../../../scripts/stack/worker-runtime.ts';
import { PAGE_HEADERS, pageOf } from './origin.ts';

const worker = (path: string) => new URL(`../../../worker/${path}`, import.meta.url).pathname;

export const BOOTSTRAP_SECRET = 'bootstrap-secret-of-the-benchmark';

/**
 * Which isolate: `ours` and `second` the Worker, `small` the same without room in memory, `counted` and `counted-small`
 * with a counter before each binding, `bare` and `bare-cache` the yardsticks.
 */
export type Role = 'ours' | 'second' | 'small' | 'counted' | 'counted-small' | 'bare' | 'bare-cache';

/** The page that yardsticks send: what ours sends on a hit, headers too. */
const YARDSTICK = pageOf(0, 1, 70_000);
const HEADERS = {
  ...PAGE_HEADERS,
  Age: '10',
  'Cache-Control': 'max-age=0, must-revalidate',
  'X-Dynamic-Cache': 'hit; reason=fresh',
  'Cache-Status': 'dynamic-cache-edge; hit; ttl=3590; detail=fresh',
  Date: 'Sat, 21 Nov 2026 05:00:00 GMT',
};

const BARE = `import page from './page.bin';
const headers = ${JSON.stringify({ ...HEADERS, 'Content-Length': String(YARDSTICK.byteLength) })};
export default { fetch: () => new Response(page, { headers }) };`;

// What it finds in the Cache API it sends on; the first visit puts the page there.
const BARE_CACHE = `import page from './page.bin';
const headers = ${JSON.stringify({ ...HEADERS, 'Cache-Control': 'max-age=3600' })};
export default { async fetch(request) {
  const found = await caches.default.match(request.url);
  if (found !== undefined) return found;
  await caches.default.put(request.url, new Response(page, { headers }));
  return new Response(page, { headers });
} };`;

export interface Workers {
  /** Base address of an isolate. */
  address(role: Role): string;
  stop(): Promise<void>;
}

/** Starts isolates with direct sockets: the usual entry proxy would cost more than what is measured. */
export async function startWorkers(roles: readonly Role[]): Promise<Workers> {
  const bundle = await bundleWorker(worker('src/app.ts'));
  const counter = await readFile(new URL('counted.js', import.meta.url), 'utf8');
  const ports = new Map<Role, number>();
  for (const role of roles) ports.set(role, await freePort());
  const runtime = new Miniflare({
    enableDevRegistry: false,
    workers: [...ports].map(([role, port]) => isolate(role, port, bundle, counter)),
  });
  await runtime.ready;
  const owner = roles.find((role) => !role.startsWith('bare'));
  if (owner !== undefined) {
    await applyMigrations(await runtime.getD1Database('CONTROL', owner), worker('migrations/control'));
    await applyMigrations(await runtime.getD1Database('LEDGER', owner), worker('migrations/ledger'));
  }
  return { address: (role) => `http://127.0.0.1:${ports.get(role)}`, stop: () => runtime.dispose() };
}

function isolate(role: Role, port: number, bundle: string, counter: string) {
  const app = { 'app.js': { type: 'esm' as const, contents: bundle } };
  const page = { 'page.bin': { type: 'data' as const, contents: YARDSTICK } };
  const yardstick = {
    'bare.js': { type: 'esm' as const, contents: role === 'bare' ? BARE : BARE_CACHE },
    ...page,
  };
  const manifests = {
    ours: { mainModule: 'app.js', modules: app },
    counted: {
      mainModule: 'counted.js',
      modules: { 'counted.js': { type: 'esm' as const, contents: counter }, ...app },
    },
    bare: { mainModule: 'bare.js', modules: yardstick },
  };
  const isBare = role === 'bare' || role === 'bare-cache';
  return {
    config: {
      name: role,
      compatibilityDate: COMPATIBILITY_DATE,
      manifest: isBare ? manifests.bare : role.startsWith('counted') ? manifests.counted : manifests.ours,
      ...(isBare ? {} : { env: bindings(role) }),
    },
    dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port }] },
  };
}

function bindings(role: Role) {
  return {
    CONTROL: { type: 'd1' as const, id: 'control' },
    LEDGER: { type: 'd1' as const, id: 'ledger' },
    CACHE_KV: { type: 'kv' as const, id: 'pages' },
    CACHE_R2: { type: 'r2' as const, name: 'pages' },
    EDGE_BOOTSTRAP_SECRET: { type: 'text' as const, value: BOOTSTRAP_SECRET },
    // A thousandth of a megabyte holds no page, so that each hit comes from the next tier.
    ...(role.endsWith('small') ? { CACHE_MAX_MEMORY_SIZE: { type: 'text' as const, value: '0.001' } } : {}),
  };
}
