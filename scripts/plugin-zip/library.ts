/**
 * Predis in the archive, for PHP without the extension phpredis. Under a namespace of the plugin's own: other plugins
 * bring a Predis too, each its own version, and the drop-in would declare these classes before theirs.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnableToStart } from '../stack/failure.ts';
import { PLUGIN_SLUG } from '../stack/repository.ts';
import type { ZipEntry } from './zip-entry.ts';

const NAMESPACE = 'DynamicCache\\Library';

/** What a plain connection to one server loads: the folder in vendor/, where it goes, and which of its files. */
const SOURCES = [
  {
    from: 'predis/predis/src',
    to: 'Predis',
    files:
      /^(?:[A-Za-z]+Exception|(?:Command\/[A-Za-z]+|Connection\/(?:Resource\/(?:Exception\/)?)?[A-Za-z]+|(?:Protocol|Response|Retry)\/.+))\.php$/,
  },
  { from: 'psr/http-message/src', to: 'Psr/Http/Message', files: /^StreamInterface\.php$/ },
] as const;

const LICENSES = ['predis/predis/LICENSE', 'psr/http-message/LICENSE'];

const LOADER = `<?php

/** Loads the classes of this folder. Made by scripts/plugin-zip/library.ts. */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $prefix = '${NAMESPACE.replaceAll('\\', '\\\\')}\\\\';
    $file = __DIR__ . '/' . strtr(substr($class, strlen($prefix)), '\\\\', '/') . '.php';
    if (str_starts_with($class, $prefix) && is_file($file)) {
        require $file;
    }
});
`;

/** The files of \`lib/\`, from what Composer installed. */
export function libraryOf(vendor: string): ZipEntry[] {
  const sources = SOURCES.flatMap(({ from, to, files }) => {
    const folder = join(vendor, from);
    if (!existsSync(folder)) {
      throw new UnableToStart(`There is no ${from} in vendor/: run composer update.`);
    }
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => files.test(name))
      .map((name) => entry(`${to}/${name}`, withOwnNames(readFileSync(join(folder, name), 'utf8'))));
  });
  const licenses = LICENSES.map((name) =>
    entry(`${name.split('/')[0]}-license.txt`, readFileSync(join(vendor, name), 'utf8')),
  );
  return [entry('autoload.php', LOADER), ...licenses, ...sources];
}

/** PHP that names classes of the library, with the names that they have in the archive. */
export function withOwnNames(php: string): string {
  return php
    .replace(/(?<![A-Za-z0-9_\\])(\\?)(Predis|Psr\\Http\\Message)(?=\\[A-Za-z])/g, `$1${NAMESPACE}\\$2`)
    .replace(/^namespace (Predis|Psr\\Http\\Message);/gm, `namespace ${NAMESPACE}\\$1;`);
}

function entry(name: string, text: string): ZipEntry {
  return { name: `${PLUGIN_SLUG}/lib/${name}`, bytes: Buffer.from(text) };
}
