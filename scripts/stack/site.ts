import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DataPaths } from './data-folder.ts';
import type { DevEnv } from './dev-env.ts';
import type { Lifetime } from './lifetime.ts';
import type { Progress } from './progress.ts';
import { makeSampleContent } from './sample-content.ts';
import type { ServedSite, SiteRuntime } from './site-runtime.ts';
import { settleDatabase } from './sqlite-driver.ts';
import { findCore } from './wordpress-core.ts';
import { makeWordPressFolder, writeQuietUpdates } from './wordpress-files.ts';
import { installWordPress, waitForSite } from './wordpress-install.ts';
import { WordPressSession } from './wordpress-session.ts';
import { writeWordPressConfig } from './wp-config.ts';

/** A site in its data folder, with what runs it. */
export type Site = ServedSite & {
  paths: DataPaths;
  runtime: SiteRuntime;
  progress: Progress;
  lifetime: Lifetime;
};

const State = z.object({
  installed: z.literal(true),
  content: z.boolean(),
  // The one under which the drop-in was written: it holds absolute paths, which PHP-WASM has others of.
  runtime: z.enum(['native', 'wasm']).default('native'),
});
type State = z.infer<typeof State>;

/** Makes the WordPress folder and its configuration: everything that needs no running server. */
export async function prepareSite(site: Site, secrets: DevEnv): Promise<void> {
  const { paths, runtime, progress, lifetime } = site;
  if (readState(paths) === undefined) {
    // A first start that was interrupted begins again: half an installation is worth nothing.
    rmSync(paths.wordpress, { recursive: true, force: true });
    rmSync(paths.database, { recursive: true, force: true });
    mkdirSync(paths.database);
    const core = await progress.step('Getting WordPress', (say) => findCore(say, lifetime.signal));
    await progress.step('Making the WordPress folder', async () => {
      makeWordPressFolder(core, paths);
      writeQuietUpdates(paths);
    });
  }
  settleDatabase(paths);
  writeWordPressConfig(paths, {
    siteUrl: site.url,
    phpLog: runtime.phpLog(paths),
    databaseFolder: runtime.databaseFolder(paths),
    bootstrapSecret: secrets.EDGE_BOOTSTRAP_SECRET,
    sandboxToken: secrets.CAP_TOKEN_SANDBOX_WRITE,
    journal: runtime.journal,
  });
  runtime.placePlugin(paths, site.plugin);
}

/** Starts the server; resolves when the site answers. */
export async function serveSite(site: Site): Promise<void> {
  const { paths, runtime, lifetime } = site;
  // Handed over first, so it runs last: when PHP is gone, the database is folded into one file.
  await lifetime.hold(async () => settleDatabase(paths));
  const server = await runtime.start(paths, site, lifetime);
  await waitForSite(site.url, server, paths.logs);
}

/** A site that is ready to be used; `moved` when PHP sees its folder under another path than at the last start. */
export type FurnishedSite = { session: WordPressSession; moved: boolean };

/** Installs WordPress and its content on the first start, and logs in. */
export async function furnishSite(site: Site, sampleContent: boolean): Promise<FurnishedSite> {
  const { paths, progress } = site;
  const session = new WordPressSession(site.url);
  const state = readState(paths);
  if (state === undefined) {
    await progress.step('Installing WordPress', () => installWordPress(site.url, paths));
  }
  await progress.step('Logging in', () => session.logIn());
  if (sampleContent && state?.content !== true) {
    await progress.step('Writing sample content', (say) => makeSampleContent(session, say));
  }
  const runtime = state?.runtime ?? site.runtime.name;
  writeState(paths, { installed: true, content: sampleContent || state?.content === true, runtime });
  return { session, moved: runtime !== site.runtime.name };
}

/** Records that what holds absolute paths was written anew, once that is done. */
export function recordMove(site: Site): void {
  const state = readState(site.paths);
  if (state !== undefined) {
    writeState(site.paths, { ...state, runtime: site.runtime.name });
  }
}

function readState(paths: DataPaths): State | undefined {
  return existsSync(paths.state) ? State.parse(JSON.parse(readFileSync(paths.state, 'utf8'))) : undefined;
}

function writeState(paths: DataPaths, state: State): void {
  writeFileSync(paths.state, `${JSON.stringify(state)}\n`);
}
