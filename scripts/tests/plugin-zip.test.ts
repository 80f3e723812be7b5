import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveOf } from '../plugin-zip/archive.ts';
import { entriesOf } from '../plugin-zip/entries.ts';
import { agreedVersion } from '../plugin-zip/version.ts';
import { repository } from '../stack/repository.ts';
import { unzipWithoutTopFolder } from '../stack/zip.ts';
import { temporaryFolder } from './temporary-folder.ts';

const FILES = {
  'ai-wp-dynamic-cache.php': '<?php',
  'uninstall.php': '<?php',
  'readme.txt': 'readme',
  'license.txt': 'license',
  'assets/admin-bar.js': 'bar',
  'build/index.js': 'app',
  'dropin/advanced-cache.php': '<?php',
  'schema/settings.json': '{}',
  'src/Plugin.php': '<?php',
  'src/Engine/FrontDoor.php': '<?php',
};

/** A plugin with these files and no others. */
function plugin(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

test('the archive holds what runs, below one folder, in the order of the names', () => {
  const names = entriesOf(plugin(FILES)).map(({ name }) => name);
  expect(names).toEqual([
    'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php',
    'ai-wp-dynamic-cache/assets/admin-bar.js',
    'ai-wp-dynamic-cache/build/index.js',
    'ai-wp-dynamic-cache/dropin/advanced-cache.php',
    'ai-wp-dynamic-cache/license.txt',
    'ai-wp-dynamic-cache/readme.txt',
    'ai-wp-dynamic-cache/schema/settings.json',
    'ai-wp-dynamic-cache/src/Engine/FrontDoor.php',
    'ai-wp-dynamic-cache/src/Plugin.php',
    'ai-wp-dynamic-cache/uninstall.php',
  ]);
});

test('tests, tools and what editors leave behind stay out', () => {
  const noise = [
    'tests/SomeTest.php',
    'phpunit.xml.dist',
    'src/.DS_Store',
    'build/.built-from',
    'build/index.js.map',
  ];
  const files = { ...FILES, ...Object.fromEntries(noise.map((name) => [name, 'x'])) };
  expect(entriesOf(plugin(files))).toHaveLength(Object.keys(FILES).length);
});

// Where the screens have not been built, there is no archive to look into.
const isBuilt = existsSync(join(repository.plugin, 'build'));
test.skipIf(!isBuilt)('the plugin of this repository ships every class and no test', () => {
  const shipped = entriesOf(repository.plugin).map(({ name }) => name);
  const classes = readdirSync(join(repository.plugin, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.php'))
    .map((name) => `ai-wp-dynamic-cache/src/${name}`);
  expect(shipped).toEqual(expect.arrayContaining(classes));
  expect(
    shipped.filter((name) => /\/tests\/|TestCase\.php$|phpunit|phpstan|\/node_modules\/|\.ts$/.test(name)),
  ).toEqual([]);
});

test('a part that is missing is named', () => {
  const { 'build/index.js': _, ...unbuilt } = FILES;
  expect(() => entriesOf(plugin(unbuilt))).toThrow('The plugin lacks build');
});

test('the same files give the same bytes, and other bytes give others', () => {
  const one = archiveOf(entriesOf(plugin(FILES)));
  expect(archiveOf(entriesOf(plugin(FILES))).equals(one)).toBe(true);
  expect(archiveOf(entriesOf(plugin({ ...FILES, 'readme.txt': 'other' }))).equals(one)).toBe(false);
});

test('the main file says which code it brings, and other code of the same version says another', () => {
  const main = "<?php\ndefine('DYNAMIC_CACHE_VERSION', '1.2.3');\n";
  const built = (files: Readonly<Record<string, string>>): string =>
    entriesOf(plugin({ ...FILES, 'ai-wp-dynamic-cache.php': main, ...files }))[0]?.bytes.toString('utf8') ??
    '';

  expect(built({})).toMatch(/'1\.2\.3'\);\ndefine\('DYNAMIC_CACHE_BUILD', '[0-9a-f]{8}'\);\n$/);
  expect(built({ 'src/Engine/FrontDoor.php': '<?php //' })).not.toBe(built({}));
  // It is loaded as one file beside the engine.
  expect(built({ 'src/Tags/Page/PageTags.php': '<?php //' })).not.toBe(built({}));
  expect(built({ 'readme.txt': 'other' })).toBe(built({}));
});

test('the main file of this repository takes the build', () => {
  const main = entriesOf(repository.plugin).find(({ name }) => name.endsWith('/ai-wp-dynamic-cache.php'));
  expect(main?.bytes.toString('utf8')).toContain("define('DYNAMIC_CACHE_BUILD', '");
});

test('what comes out of the archive is what went in', () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7919) % 256));
  const target = temporaryFolder();
  unzipWithoutTopFolder(
    archiveOf([
      { name: 'top/ünder/bytes.bin', bytes },
      { name: 'top/empty', bytes: Buffer.alloc(0) },
    ]),
    target,
  );
  expect(readFileSync(join(target, 'ünder', 'bytes.bin')).equals(bytes)).toBe(true);
  expect(readFileSync(join(target, 'empty'))).toHaveLength(0);
});

test('the version is the same in package.json, main file, constant and readme', () => {
  expect(agreedVersion(repository.root)).toMatch(/^\d+\.\d+\.\d+$/);
});

test('a version that differs is refused with the file that says it', () => {
  const root = plugin({
    'package.json': '{"version": "1.2.3"}',
    'plugin/ai-wp-dynamic-cache.php':
      " * Version:           1.2.3\ndefine('DYNAMIC_CACHE_VERSION', '1.2.3');",
    'plugin/readme.txt': 'Stable tag: 1.2.2\n',
  });
  expect(() => agreedVersion(root)).toThrow(/1\.2\.2 {2}plugin\/readme\.txt/);
});
