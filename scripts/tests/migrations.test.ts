import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { applyMigrations, listMigrations } from '../stack/migrations.ts';
import { statementsOf } from '../stack/sql-statements.ts';
import { temporaryFolder } from './temporary-folder.ts';

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, sql] of Object.entries(files)) {
    writeFileSync(join(folder, name), sql);
  }
  return folder;
}

/** D1's way of being asked, on SQLite itself; a batch is one transaction, as D1's is. */
function database() {
  const sqlite = new DatabaseSync(':memory:');
  onTestFinished(() => sqlite.close());
  return {
    prepare: (sql: string) => ({
      run: async () => sqlite.exec(sql),
      all: async () => ({ results: sqlite.prepare(sql).all() }),
    }),
    async batch(statements: { run(): Promise<unknown> }[]) {
      sqlite.exec('BEGIN');
      try {
        for (const statement of statements) {
          await statement.run();
        }
        sqlite.exec('COMMIT');
      } catch (thrown) {
        sqlite.exec('ROLLBACK');
        throw thrown;
      }
    },
    tables: () => sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all(),
  };
}

test('migrations run in the order of their numbers, not of their spelling', () => {
  const folder = folderWith({ '10_ten.sql': '', '0002_two.sql': '', '1_one.sql': '', 'README.md': '' });
  expect(listMigrations(folder)).toEqual(['1_one.sql', '0002_two.sql', '10_ten.sql']);
});

test('a folder that is not there has no migrations', () => {
  expect(listMigrations(join(temporaryFolder(), 'missing'))).toEqual([]);
});

test('two migrations with one number are refused', () => {
  const folder = folderWith({ '0001_a.sql': '', '1_b.sql': '' });
  expect(() => listMigrations(folder)).toThrow(
    /same number: .*0001_a.sql and 1_b.sql|1_b.sql and 0001_a.sql/,
  );
});

test('a migration without a number is refused', () => {
  expect(() => listMigrations(folderWith({ 'sites.sql': '' }))).toThrow(/must begin with a number/);
});

test('each migration is applied once', async () => {
  const db = database();
  const folder = folderWith({ '0001_a.sql': 'CREATE TABLE a (x); CREATE TABLE b (x);' });
  expect(await applyMigrations(db, folder)).toEqual(['0001_a.sql']);
  expect(await applyMigrations(db, folder)).toEqual([]);
  writeFileSync(join(folder, '0002_c.sql'), 'ALTER TABLE a ADD COLUMN y;');
  expect(await applyMigrations(db, folder)).toEqual(['0002_c.sql']);
});

test('a migration that fails in the middle leaves nothing and is tried again', async () => {
  const db = database();
  const folder = folderWith({ '0001_a.sql': 'CREATE TABLE a (x); CREATE TABLE a (x);' });
  await expect(applyMigrations(db, folder)).rejects.toThrow(/0001_a\.sql failed: .*already exists/);
  expect(db.tables()).not.toContainEqual({ name: 'a' });
  writeFileSync(join(folder, '0001_a.sql'), 'CREATE TABLE a (x);');
  expect(await applyMigrations(db, folder)).toEqual(['0001_a.sql']);
});

test('semicolons in strings, comments and trigger bodies end no statement', () => {
  const trigger = `CREATE TRIGGER t AFTER INSERT ON a BEGIN
  UPDATE a SET x = CASE WHEN 1 THEN 'y;' ELSE 'it''s' END;
  DELETE FROM b;
END`;
  const sql = `-- first; of all\nCREATE TABLE a (x DEFAULT 'a;b', "c;d");\n/* and; */ ${trigger};\nSELECT 1`;
  expect(statementsOf(sql)).toEqual([`CREATE TABLE a (x DEFAULT 'a;b', "c;d")`, trigger, 'SELECT 1']);
});
