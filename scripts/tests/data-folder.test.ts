import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataPaths, openDataFolder } from '../stack/data-folder.ts';
import { assertNotRunning, lockDataFolder } from '../stack/running-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('a new folder is made, and the next start finds it its own', () => {
  const paths = dataPaths(join(temporaryFolder(), 'deep', 'data'));
  openDataFolder(paths, false);
  writeFileSync(paths.devEnv, 'kept');
  openDataFolder(paths, false);
  expect(readFileSync(paths.devEnv, 'utf8')).toBe('kept');
});

test('--fresh empties a folder that an earlier start made', () => {
  const paths = dataPaths(temporaryFolder());
  openDataFolder(paths, false);
  mkdirSync(paths.wordpress);
  writeFileSync(paths.wpConfig, '<?php');
  openDataFolder(paths, true);
  expect(existsSync(paths.wordpress)).toBe(false);
  expect(existsSync(paths.logs)).toBe(true);
});

test.each([true, false])(
  'a folder with somebody else’s files is refused and untouched (fresh: %s)',
  (fresh) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'thesis.txt'), 'the only copy');
    expect(() => openDataFolder(dataPaths(folder), fresh)).toThrow(/did not make.*--data/);
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('the only copy');
    expect(existsSync(join(folder, 'logs'))).toBe(false);
  },
);

test('a file in the place of the folder is refused with a sentence that names --data', () => {
  const file = join(temporaryFolder(), 'data');
  writeFileSync(file, '');
  expect(() => openDataFolder(dataPaths(file), false)).toThrow(/--data/);
});

test('a folder that another living process uses is refused', () => {
  const paths = dataPaths(temporaryFolder());
  openDataFolder(paths, false);
  writeFileSync(paths.lock, JSON.stringify({ pid: process.ppid }));
  expect(() => assertNotRunning(paths)).toThrow(`in use by process ${process.ppid}`);
});

test('the lock of a process that has died is no obstacle, and one’s own goes with the end', async () => {
  const paths = dataPaths(temporaryFolder());
  openDataFolder(paths, false);
  writeFileSync(paths.lock, JSON.stringify({ pid: 2 ** 22 + 1 }));
  expect(() => assertNotRunning(paths)).not.toThrow();
  const unlock = lockDataFolder(paths);
  await unlock();
  expect(existsSync(paths.lock)).toBe(false);
});
