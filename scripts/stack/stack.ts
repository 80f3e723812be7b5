import { buildAdminApp } from './admin-app.ts';
import { chooseRuntime } from './choose-runtime.ts';
import { type DataPaths, dataPaths, openDataFolder } from './data-folder.ts';
import { type DevEnv, prepareDevEnv, writeDevEnv } from './dev-env.ts';
import { Lifetime } from './lifetime.ts';
import { activatePlugin, switchCacheOff, switchCacheOn } from './plugin-switch.ts';
import { assertPortFree } from './ports.ts';
import { type Progress, silentProgress } from './progress.ts';
import { forgetSite, readRegisteredKey } from './registration-record.ts';
import { repository } from './repository.ts';
import { assertNotRunning, lockDataFolder } from './running-lock.ts';
import { type FurnishedSite, furnishSite, prepareSite, recordMove, type Site, serveSite } from './site.ts';
import type { RuntimeName } from './site-runtime.ts';
import { type RunningWorker, startWorker } from './worker-runtime.ts';

/** What to start. Only the data folder has no default. */
export type StackOptions = {
  /** Emptied first when `fresh`, and only when an earlier start made it. */
  data: string;
  fresh?: boolean;
  /** 8888 */
  port?: number;
  /** 8787; null leaves the edge out. */
  edgePort?: number | null;
  /** Native PHP where it is installed, else PHP-WASM. */
  runtime?: RuntimeName | undefined;
  /** Pages, posts and a menu: true. */
  sampleContent?: boolean;
  /** `on` activates the plugin and switches the cache on, `off` only activates it, `absent` leaves it inactive. */
  cache?: 'on' | 'off' | 'absent';
  /** Other folders than this repository's, for tests of the stack itself. */
  plugin?: string;
  worker?: { entry: string; migrations: string };
  /** Silent, unless one is given. */
  progress?: Progress;
  /** One of the caller's own can be ended before the start is through. */
  lifetime?: Lifetime;
};

/** A running site, and the edge beside it unless that was left out. */
export type Stack = {
  siteUrl: string;
  edgeUrl: string | null;
  runtime: RuntimeName;
  paths: DataPaths;
  /** What is in `dev.env`. */
  env: DevEnv;
  /** Resolves with a sentence when a part ends by itself. */
  died: Promise<string>;
  stop(): Promise<void>;
};

type Filled = StackOptions & {
  port: number;
  edgePort: number | null;
  progress: Progress;
  lifetime: Lifetime;
};

/** Starts everything that the options ask for; when a step fails, what was started before it is stopped. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const filled: Filled = {
    port: 8888,
    edgePort: 8787,
    progress: silentProgress,
    lifetime: new Lifetime(),
    ...options,
  };
  try {
    return await startParts(filled);
  } catch (thrown) {
    await filled.lifetime.end();
    throw thrown;
  }
}

async function startParts(options: Filled): Promise<Stack> {
  const { progress, lifetime } = options;
  const paths = dataPaths(options.data);
  const siteUrl = loopback(options.port);
  const edgeUrl = options.edgePort === null ? null : loopback(options.edgePort);

  const runtime = await chooseRuntime(options.runtime);
  await claim(paths, options);
  const secrets = prepareDevEnv(paths.devEnv, { site: siteUrl, edge: edgeUrl ?? loopback(8787) });
  const site: Site = {
    port: options.port,
    url: siteUrl,
    plugin: options.plugin ?? repository.plugin,
    ...{ paths, runtime, progress, lifetime },
  };
  if (options.plugin === undefined) {
    await buildAdminApp(progress, lifetime.signal);
  }
  await prepareSite(site, secrets);
  await progress.step(`Starting ${runtime.title}`, () => serveSite(site));
  const furnished = await furnishSite(site, options.sampleContent ?? true);
  const worker = await startEdge(paths, options, secrets);
  if (options.cache !== 'absent') {
    await progress.step('Activating the plugin', () => activatePlugin(furnished.session));
  }
  const env = (options.cache ?? 'on') === 'on' ? await switchOn(site, furnished, worker, secrets) : secrets;
  return {
    siteUrl,
    edgeUrl,
    runtime: runtime.name,
    paths,
    env,
    died: lifetime.died,
    stop: () => lifetime.end(),
  };
}

// Everything that can be refused is refused before anything is written.
async function claim(paths: DataPaths, options: Filled): Promise<void> {
  assertNotRunning(paths);
  await assertPortFree(options.port, '--port');
  if (options.edgePort !== null) {
    await assertPortFree(options.edgePort, '--edge-port');
  }
  openDataFolder(paths, options.fresh ?? false);
  await options.lifetime.hold(lockDataFolder(paths));
}

async function startEdge(paths: DataPaths, options: Filled, secrets: DevEnv) {
  const { edgePort, progress, lifetime } = options;
  if (edgePort === null) {
    return null;
  }
  const source = options.worker ?? { entry: repository.workerEntry, migrations: repository.migrations };
  return progress.step('Starting the Worker', () =>
    startWorker(paths, { ...source, port: edgePort }, secrets, lifetime),
  );
}

async function switchOn(
  site: Site,
  { session, moved }: FurnishedSite,
  worker: RunningWorker | null,
  secrets: DevEnv,
): Promise<DevEnv> {
  const edge =
    worker === null ? null : { url: secrets.WORKER_BASE_URL, forgetSite: () => forgetSite(worker) };
  const kid = await site.progress.step('Switching the cache on', async (say) => {
    if (moved) {
      await switchCacheOff(session);
    }
    return switchCacheOn(session, edge, say);
  });
  recordMove(site);
  if (worker === null) {
    return secrets;
  }
  const env = { ...secrets, ...(await readRegisteredKey(worker, kid)) };
  writeDevEnv(site.paths.devEnv, env);
  return env;
}

function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}
