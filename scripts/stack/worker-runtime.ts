import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { MiniflareOptions, Miniflare as Runtime } from 'miniflare';
import type { DataPaths } from './data-folder.ts';
import type { DevEnv } from './dev-env.ts';
import type { Lifetime } from './lifetime.ts';
import { applyMigrations } from './migrations.ts';
import { bundleWorker } from './worker-bundle.ts';

/** Where the Worker comes from and where it listens. */
export type WorkerOptions = { port: number; entry: string; migrations: string };

/** A Worker that runs in workerd, and its databases. */
export type RunningWorker = { control: D1; ledger: D1 };
type D1 = Awaited<ReturnType<Runtime['getD1Database']>>;

const NAME = 'dynamic-cache-edge';

// The newest date that the pinned workerd accepts and that the deployed Worker uses.
export const COMPATIBILITY_DATE = '2026-11-01';

/** Bundles the Worker, brings its databases up to date and serves it on its port. */
export async function startWorker(
  paths: DataPaths,
  options: WorkerOptions,
  env: DevEnv,
  lifetime: Lifetime,
): Promise<RunningWorker> {
  const module = await bundleWorker(options.entry);
  // Loaded here and not above: it takes half a second, and a start that fails earlier need not wait for it.
  const { Miniflare } = await import('miniflare');
  const runtime = withoutItsSignals(
    () => new Miniflare(runtimeOptions(paths, options, env, module, lifetime)),
  );
  await lifetime.hold(() => runtime.dispose());
  await runtime.ready;
  const control = await runtime.getD1Database('CONTROL', NAME);
  const ledger = await runtime.getD1Database('LEDGER', NAME);
  await applyMigrations(control, join(options.migrations, 'control'));
  await applyMigrations(ledger, join(options.migrations, 'ledger'));
  return { control, ledger };
}

// Miniflare ends the whole process as soon as a signal comes, before PHP and its database are down. What it does at
// the process' exit stays.
export function withoutItsSignals<T>(make: () => T): T {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const made = make();
  for (const signal of signals) {
    for (const listener of process.listeners(signal).filter((one) => !before.has(one))) {
      process.off(signal, listener);
    }
  }
  return made;
}

function runtimeOptions(
  paths: DataPaths,
  options: WorkerOptions,
  env: DevEnv,
  module: string,
  lifetime: Lifetime,
): MiniflareOptions {
  const logFile = join(paths.logs, 'worker.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  return {
    resourcePersistencePath: paths.worker,
    enableDevRegistry: false,
    // It would go on with what was written to disk and without what was in memory, and nobody would know.
    unsafeHandleRuntimeRestart: () =>
      lifetime.reportDeath(`The Worker’s runtime has ended; its log is ${logFile}.`),
    handleStructuredLogs: ({ level, message }) => {
      log.write(`${new Date().toISOString()} ${level} ${message}\n`);
    },
    workers: [
      {
        config: {
          name: NAME,
          compatibilityDate: COMPATIBILITY_DATE,
          manifest: { mainModule: 'app.js', modules: { 'app.js': { type: 'esm', contents: module } } },
          env: {
            CONTROL: { type: 'd1', id: 'control' },
            LEDGER: { type: 'd1', id: 'ledger' },
            CACHE_KV: { type: 'kv', id: 'pages' },
            CACHE_R2: { type: 'r2', name: 'pages' },
            EDGE_BOOTSTRAP_SECRET: { type: 'text', value: env.EDGE_BOOTSTRAP_SECRET },
            WP_PLUGIN_SHARED_SECRET: { type: 'text', value: env.WP_PLUGIN_SHARED_SECRET },
            CAP_TOKEN_SANDBOX_WRITE: { type: 'text', value: env.CAP_TOKEN_SANDBOX_WRITE },
            REPLAY_WINDOW_SECONDS: { type: 'text', value: '300' },
            CACHE_ENABLED: { type: 'text', value: 'true' },
          },
        },
        // Miniflare's own entry proxies and rewrites; this one is workerd itself: the Host header comes through, and
        // `request.url` has its authority, whatever it is (seen with 5.20261102). There is no `request.cf`.
        dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port }] },
      },
    ],
  };
}
