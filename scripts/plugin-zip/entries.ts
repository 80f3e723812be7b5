import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnableToStart } from '../stack/failure.ts';
import { PLUGIN_SLUG } from '../stack/repository.ts';
import { withOwnNames } from './library.ts';
import type { ZipEntry } from './zip-entry.ts';

const MAIN_FILE = 'ai-wp-dynamic-cache.php';

/** Everything that runs, or that a person reads before it does; each of them has to be there. */
const PARTS = [
  MAIN_FILE,
  'assets',
  'build',
  'dropin',
  'license.txt',
  'readme.txt',
  'schema',
  'src',
  'uninstall.php',
];

/** The files of the plugin in the order of their names, below one folder as WordPress unpacks them. */
export function entriesOf(plugin: string): ZipEntry[] {
  const files = PARTS.flatMap((part) => filesBelow(plugin, part))
    .sort()
    .map((name) => ({ name, bytes: withLibraryNames(name, readFileSync(join(plugin, name))) }));
  const build = buildOf(files);
  return files.map(({ name, bytes }) => ({
    name: `${PLUGIN_SLUG}/${name}`,
    bytes: name === MAIN_FILE ? withBuild(bytes, build) : bytes,
  }));
}

/** The one class that speaks to the library finds it under the name that it has in the archive. */
function withLibraryNames(name: string, bytes: Buffer): Buffer {
  return name.endsWith('/PredisClient.php') ? Buffer.from(withOwnNames(bytes.toString('utf8'))) : bytes;
}

/**
 * Digest of what the drop-in runs, and of what the plugin loads beside it. A site whose engine has another one replaces it with the first request, also when
 * somebody has forgotten to count the version up.
 */
function buildOf(files: readonly ZipEntry[]): string {
  const digest = createHash('sha256');
  for (const { name, bytes } of files.filter(({ name }) => /^(?:src|dropin)\//.test(name))) {
    digest.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return digest.digest('hex').slice(0, 8);
}

/** The main file with the build behind the version; Install/EngineVersion reads it. */
function withBuild(bytes: Buffer, build: string): Buffer {
  const text = bytes.toString('utf8');
  return Buffer.from(
    text.replace(
      /^define\('DYNAMIC_CACHE_VERSION', '[^']+'\);$/m,
      (line) => `${line}\ndefine('DYNAMIC_CACHE_BUILD', '${build}');`,
    ),
  );
}

function filesBelow(plugin: string, part: string): string[] {
  const path = join(plugin, part);
  if (!existsSync(path)) {
    throw new UnableToStart(`The plugin lacks ${part}, without which it must not be given to anybody.`);
  }
  if (!lstatSync(path).isDirectory()) {
    return [part];
  }
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && isShipped(file.name))
    .map((file) => join(file.parentPath, file.name).slice(plugin.length + 1));
}

/** Not what editors and builds leave beside the files that run. */
function isShipped(name: string): boolean {
  return !name.startsWith('.') && !/(?:\.map|~|\.orig|\.bak)$/.test(name);
}
