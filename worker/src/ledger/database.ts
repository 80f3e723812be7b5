/**
 * Where a ledger lies in SQL: statements go in as data and run in one transaction, so that D1, which takes a batch, and
 * the SQLite of a Durable Object, which is called from outside, are told the same sentences.
 */
import { z } from 'zod';

export interface Statement {
  sql: string;
  /** `?1` is the first. */
  args: (string | number | null)[];
}

/** The rows that each statement answered, in the order of the statements. */
export const Answers = z.array(z.array(z.record(z.string(), z.unknown())));
export type Answers = z.infer<typeof Answers>;

export interface LedgerDatabase {
  /** All of them or none. `site` says whose ledger they are about, and no other is named in them. */
  batch(site: string, statements: Statement[]): Promise<Answers>;
}
