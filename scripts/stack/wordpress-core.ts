import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { coreFromDebian } from './core-from-debian.ts';
import { coreFromWeb } from './core-from-web.ts';
import type { CoreSource } from './core-source.ts';
import { reasonOf, UnableToStart } from './failure.ts';
import type { Say } from './progress.ts';
import { repository } from './repository.ts';

// The ordinary way first: Debian's package is for machines that reach a package mirror and nothing else.
const SOURCES: CoreSource[] = [coreFromWeb, coreFromDebian];

/**
 * The folder of a WordPress core that nobody writes to: the one named by `WP_CORE_DIR`, the copy kept from an
 * earlier start, or a new copy from the first source that answers.
 */
export async function findCore(say: Say, signal: AbortSignal): Promise<string> {
  const named = process.env.WP_CORE_DIR;
  if (named !== undefined && named !== '') {
    return namedCore(resolve(named));
  }
  const kept = join(repository.downloads, 'wordpress-core');
  if (coreVersion(kept) !== undefined) {
    return kept;
  }
  return fetchCore(kept, say, signal);
}

/** The version of the core in a folder, undefined when there is none. */
export function coreVersion(folder: string): string | undefined {
  const file = join(folder, 'wp-includes', 'version.php');
  return existsSync(file) ? /\$wp_version = '([^']+)'/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

/** Copies a core into a site's own folder, complete or not at all. */
export function copyCore(core: string, target: string): void {
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(core, partial, {
    recursive: true,
    filter: (path) => path !== join(core, 'wp-config.php') && path !== join(core, '.git'),
  });
  renameSync(partial, target);
}

function namedCore(folder: string): string {
  if (coreVersion(folder) === undefined) {
    throw new UnableToStart(
      `WP_CORE_DIR names ${folder}, which holds no WordPress (wp-includes/version.php is missing): correct it or unset it.`,
    );
  }
  return folder;
}

async function fetchCore(kept: string, say: Say, signal: AbortSignal): Promise<string> {
  mkdirSync(repository.downloads, { recursive: true });
  const failures: string[] = [];
  for (const source of SOURCES) {
    const folder = mkdtempSync(join(repository.downloads, 'core-'));
    try {
      say(`asking ${source.name}`);
      await source.unpackTo(folder, signal);
      keep(folder, kept);
      say(`WordPress ${coreVersion(kept)} from ${source.name}`);
      return kept;
    } catch (thrown) {
      failures.push(`${source.name}: ${reasonOf(thrown)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new UnableToStart(
    `WordPress itself could not be fetched (${failures.join('; ')}): connect to the internet, or unpack WordPress somewhere and name the folder in WP_CORE_DIR.`,
  );
}

function keep(folder: string, kept: string): void {
  if (coreVersion(folder) === undefined) {
    throw new Error('what came holds no WordPress');
  }
  try {
    renameSync(folder, kept);
  } catch (thrown) {
    // Another start beside this one may have been quicker; its copy is as good.
    if (coreVersion(kept) === undefined) {
      throw thrown;
    }
  }
}
