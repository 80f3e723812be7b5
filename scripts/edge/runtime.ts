/** The Worker in general mode, in workerd: one isolate that listens, and others that a later start may take over. */
import { join } from 'node:path';
import type { Miniflare as Runtime } from 'miniflare';
import type { Lifetime } from '../stack/lifetime.ts';
import { applyMigrations } from '../stack/migrations.ts';
import { freePort } from '../stack/ports.ts';
import { repository } from '../stack/repository.ts';
import { bundleWorker } from '../stack/worker-bundle.ts';
import { COMPATIBILITY_DATE, withoutItsSignals } from '../stack/worker-runtime.ts';
import { openLocalSite } from './local-site.ts';
import type { EdgeOptions } from './options.ts';

const WORKER = join(repository.root, 'worker');

/** How many further starts may share one data folder. */
const SPARE = 2;

/** Starts workerd; returns the ports of the isolates that nobody uses yet. */
export async function startEdge(options: EdgeOptions, lifetime: Lifetime): Promise<number[]> {
  const module = await bundleWorker(join(WORKER, 'src/app.ts'));
  const { Miniflare } = await import('miniflare');
  const spare = options.data === null ? [] : await Promise.all(Array.from({ length: SPARE }, freePort));
  const ports = [options.port, ...spare];
  const runtime = withoutItsSignals(
    () =>
      new Miniflare({
        ...(options.data === null ? {} : { resourcePersistencePath: join(options.data, 'edge') }),
        enableDevRegistry: false,
        unsafeHandleRuntimeRestart: () => lifetime.reportDeath('The Worker’s runtime has ended.'),
        handleStructuredLogs: ({ level, message }) => console.error(`${level} ${message}`),
        workers: ports.map((port) => isolate(port, module, options.origin)),
      }),
  );
  await lifetime.hold(() => runtime.dispose());
  await runtime.ready;
  await prepare(runtime, nameOf(options.port), options);
  return spare;
}

async function prepare(runtime: Runtime, name: string, options: EdgeOptions): Promise<void> {
  const control = await runtime.getD1Database('CONTROL', name);
  await applyMigrations(control, join(WORKER, 'migrations/control'));
  await applyMigrations(await runtime.getD1Database('LEDGER', name), join(WORKER, 'migrations/ledger'));
  await openLocalSite(control, options);
}

const nameOf = (port: number) => `edge-${port}`;

function isolate(port: number, module: string, origin: string) {
  return {
    config: {
      name: nameOf(port),
      compatibilityDate: COMPATIBILITY_DATE,
      manifest: { mainModule: 'app.js', modules: { 'app.js': { type: 'esm' as const, contents: module } } },
      env: {
        CONTROL: { type: 'd1' as const, id: 'control' },
        LEDGER: { type: 'd1' as const, id: 'ledger' },
        CACHE_KV: { type: 'kv' as const, id: 'pages' },
        CACHE_R2: { type: 'r2' as const, name: 'pages' },
        MARKER: { type: 'text' as const, value: 'off' },
        ORIGIN: { type: 'text' as const, value: origin },
      },
    },
    dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port }] },
  };
}
