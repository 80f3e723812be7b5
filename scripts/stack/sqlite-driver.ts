import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DataPaths } from './data-folder.ts';
import { repository } from './repository.ts';
import { unzipWithoutTopFolder } from './zip.ts';

const FOLDER = 'sqlite-database-integration';

/**
 * Puts WordPress' SQLite driver into the site. Both runtimes use this copy, so that a data folder means the
 * same under either; it does not lie below `plugins`, where it would be an entry in the list.
 */
export function installSqliteDriver(paths: DataPaths): void {
  const target = join(paths.wpContent, FOLDER);
  if (existsSync(join(paths.wpContent, 'db.php'))) {
    return;
  }
  unzipWithoutTopFolder(readFileSync(join(repository.playground, 'sqlite-database-integration.zip')), target);
  const dropIn = readFileSync(join(target, 'db.copy'), 'utf8');
  const placeholder = "'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'";
  if (!dropIn.includes(placeholder)) {
    throw new Error(`The SQLite driver's db.copy has no ${placeholder} any more: its package has changed.`);
  }
  // Relative to itself, because the same file has another path inside PHP-WASM.
  writeFileSync(join(paths.wpContent, 'db.php'), dropIn.replace(placeholder, `__DIR__ . '/${FOLDER}'`));
}

/**
 * Folds the write-ahead log into the database file, so that the folder can be copied and opened by anything.
 * Runs before PHP starts and after it has ended.
 */
export function settleDatabase(paths: DataPaths): void {
  const file = join(paths.database, '.ht.sqlite');
  if (!existsSync(file)) {
    return;
  }
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;');
  } finally {
    database.close();
  }
}
