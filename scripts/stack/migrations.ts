import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { statementsOf } from './sql-statements.ts';

/** The part of D1 that migrations need. */
export type MigrationDatabase<Statement extends MigrationStatement = MigrationStatement> = {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
};
type MigrationStatement = { all(): Promise<{ results: unknown[] }>; run(): Promise<unknown> };

const Applied = z.array(z.object({ name: z.string() }));

/** The migrations of a folder in the order of their numbers; a missing folder has none. */
export function listMigrations(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];
  const numbers = new Map<number, string>();
  for (const name of names) {
    const number = /^(\d+)[-_]/.exec(name)?.[1];
    if (number === undefined) {
      throw new Error(`The migration ${join(folder, name)} must begin with a number, as in 0001_sites.sql.`);
    }
    const twin = numbers.get(Number(number));
    if (twin !== undefined) {
      throw new Error(`Two migrations in ${folder} have the same number: ${twin} and ${name}.`);
    }
    numbers.set(Number(number), name);
  }
  return [...numbers].sort(([a], [b]) => a - b).map(([, name]) => name);
}

/**
 * Applies what was not applied yet, each migration whole or not at all, and returns the names. The record is the
 * table that `wrangler d1 migrations` keeps too, so either tool can go on from the other.
 */
export async function applyMigrations<Statement extends MigrationStatement>(
  database: MigrationDatabase<Statement>,
  folder: string,
): Promise<string[]> {
  await database.prepare(RECORD).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all();
  const done = new Set(Applied.parse(results).map((row) => row.name));
  const due = listMigrations(folder).filter((name) => !done.has(name));
  for (const name of due) {
    const statements = statementsOf(readFileSync(join(folder, name), 'utf8'));
    const record = `INSERT INTO d1_migrations (name) VALUES ('${name.replaceAll("'", "''")}')`;
    try {
      await database.batch([...statements, record].map((sql) => database.prepare(sql)));
    } catch (thrown) {
      throw new Error(`The migration ${join(folder, name)} failed: ${String(thrown)}`);
    }
  }
  return due;
}

const RECORD = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;
