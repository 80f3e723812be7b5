import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnableToStart } from '../stack/failure.ts';
import { PLUGIN_SLUG } from '../stack/repository.ts';
import { withOwnNames } from './library.ts';

/** A file of the archive, under the name that it has in there. */
export type ZipEntry = { name: string; bytes: Buffer };

/** Everything that runs, or that a person reads before it does; each of them has to be there. */
const PARTS = [
  'ai-wp-dynamic-cache.php',
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
  return PARTS.flatMap((part) => filesBelow(plugin, part))
    .sort()
    .map((name) => ({ name: `${PLUGIN_SLUG}/${name}`, bytes: shipped(join(plugin, name)) }));
}

/** The one class that speaks to the library finds it under the name that it has in the archive. */
function shipped(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith('/PredisClient.php') ? Buffer.from(withOwnNames(bytes.toString('utf8'))) : bytes;
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
