import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnableToStart } from '../stack/failure.ts';

/** Each place that says the version, and how. */
const PLACES: readonly (readonly [string, RegExp])[] = [
  ['package.json', /"version": "([^"]+)"/],
  ['plugin/ai-wp-dynamic-cache.php', /^ \* Version: +(\S+)$/m],
  ['plugin/ai-wp-dynamic-cache.php', /define\('DYNAMIC_CACHE_VERSION', '([^']+)'\)/],
  ['plugin/readme.txt', /^Stable tag: (\S+)$/m],
];

/** The version that all of them say; a zip in which they differ would update sites to something else. */
export function agreedVersion(root: string): string {
  const said = PLACES.map(([file, pattern]) => {
    const version = pattern.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? 'none';
    return { file, version };
  });
  const first = said[0]?.version ?? 'none';
  if (first === 'none' || said.some(({ version }) => version !== first)) {
    const list = said.map(({ file, version }) => `  ${version}  ${file}`).join('\n');
    throw new UnableToStart(`The version is not the same everywhere: write one in all of them.\n${list}`);
  }
  return first;
}
