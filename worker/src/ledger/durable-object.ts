/**
 * The purge ledger in Durable Objects, one for each site: its SQLite lies where the object runs, and one object does one
 * thing at a time. For sites whose purges come faster than one D1 takes them for all.
 */
import { DurableObject } from 'cloudflare:workers';
import { Answers, type LedgerDatabase, type Statement } from './database.ts';
import { SCHEMA } from './schema.ts';

/** Reached through the binding `PURGE_LEDGER` alone: no request from outside comes here. */
export class PurgeLedger extends DurableObject<object> {
  constructor(state: DurableObjectState, env: object) {
    super(state, env);
    for (const sql of SCHEMA) state.storage.sql.exec(sql);
  }

  /** One transaction; an error undoes all of it. */
  batch(statements: Statement[]): Record<string, SqlStorageValue>[][] {
    const { storage } = this.ctx;
    return storage.transactionSync(() =>
      statements.map(({ sql, args }) => storage.sql.exec(sql, ...args).toArray()),
    );
  }
}

export class DurableObjectLedger implements LedgerDatabase {
  readonly #objects: DurableObjectNamespace<PurgeLedger>;

  constructor(objects: DurableObjectNamespace<PurgeLedger>) {
    this.#objects = objects;
  }

  async batch(site: string, statements: Statement[]): Promise<Answers> {
    const ledger = this.#objects.get(this.#objects.idFromName(site));
    return Answers.parse(await ledger.batch(statements));
  }
}
