/** The purge ledgers of all sites in one D1. */
import { Answers, type LedgerDatabase, type Statement } from './database.ts';

export class D1Ledger implements LedgerDatabase {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** A D1 batch is one transaction. */
  async batch(_site: string, statements: Statement[]): Promise<Answers> {
    const results = await this.#db.batch(
      statements.map(({ sql, args }) => this.#db.prepare(sql).bind(...args)),
    );
    return Answers.parse(results.map((result) => result.results));
  }
}
