import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { copyCore, findCore } from '../stack/wordpress-core.ts';
import { unzipWithoutTopFolder } from '../stack/zip.ts';
import { temporaryFolder } from './temporary-folder.ts';

const find = () => findCore(() => {}, new AbortController().signal);

function core(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'wp-includes'));
  writeFileSync(join(folder, 'wp-includes', 'version.php'), "<?php\n$wp_version = '7.1.4';\n");
  return folder;
}

test('WP_CORE_DIR comes before every other source', async () => {
  const folder = core();
  vi.stubEnv('WP_CORE_DIR', folder);
  expect(await find()).toBe(folder);
});

test('a WP_CORE_DIR without WordPress is refused, and no other source is asked', async () => {
  vi.stubEnv('WP_CORE_DIR', temporaryFolder());
  await expect(find()).rejects.toThrow(/WP_CORE_DIR names .*version\.php is missing.*unset it/);
});

test('somebody’s own configuration is not taken over with the core', () => {
  const folder = core();
  writeFileSync(join(folder, 'wp-config.php'), '<?php // another database');
  const target = join(temporaryFolder(), 'wordpress');
  copyCore(folder, target);
  expect(existsSync(join(target, 'wp-includes', 'version.php'))).toBe(true);
  expect(existsSync(join(target, 'wp-config.php'))).toBe(false);
});

// A zip archive of one stored file, by hand.
function archiveOf(name: string, content: string): Buffer {
  const [file, bytes] = [Buffer.from(name), Buffer.from(content)];
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(file.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(bytes.length, 20);
  entry.writeUInt16LE(file.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + file.length + bytes.length, 16);
  return Buffer.concat([local, file, bytes, entry, file, end]);
}

test('an archive is unpacked without its top folder', () => {
  const target = temporaryFolder();
  unzipWithoutTopFolder(archiveOf('wordpress/wp-includes/a.txt', 'content'), target);
  expect(readFileSync(join(target, 'wp-includes', 'a.txt'), 'utf8')).toBe('content');
});

test('an archive that would write outside its folder is refused', () => {
  const target = join(temporaryFolder(), 'inside');
  expect(() => unzipWithoutTopFolder(archiveOf('wordpress/../outside.txt', 'x'), target)).toThrow(
    /leave its folder/,
  );
  expect(existsSync(join(target, '..', 'outside.txt'))).toBe(false);
});

test('something that is no archive is refused', () => {
  expect(() => unzipWithoutTopFolder(Buffer.from('<html>'), temporaryFolder())).toThrow(/no.* zip|not a zip/);
});
