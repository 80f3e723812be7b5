/** Which ledger this Worker keeps: one line of its configuration (`LEDGER_STORE`). */
import type { World } from '../world.ts';
import { D1Ledger } from './d1.ts';
import type { LedgerDatabase } from './database.ts';
import { DurableObjectLedger, type PurgeLedger } from './durable-object.ts';
import type { GenerationStore } from './generation-store.ts';
import { SqlGenerationStore } from './sql-store.ts';

/** Those of the Worker's bindings that are about its ledger. */
export interface LedgerBindings {
  LEDGER: D1Database;
  PURGE_LEDGER?: DurableObjectNamespace<PurgeLedger>;
  LEDGER_STORE?: string;
}

/** `LEDGER_STORE` names an object that is not bound. No other ledger stands in: purges went to the one that is named. */
export class LedgerNotBound extends Error {
  override readonly name = 'LedgerNotBound';
}

/** Fails when it is asked, as a ledger that is down does: pages go on. */
const NO_LEDGER: LedgerDatabase = {
  async batch() {
    throw new LedgerNotBound('PURGE_LEDGER is not bound');
  },
};

export function openLedger(env: LedgerBindings, world: World): GenerationStore {
  return new SqlGenerationStore(ledgerDatabase(env), world);
}

export function ledgerDatabase({ LEDGER, LEDGER_STORE, PURGE_LEDGER }: LedgerBindings): LedgerDatabase {
  if (LEDGER_STORE !== 'durable-object') return new D1Ledger(LEDGER);
  return PURGE_LEDGER === undefined ? NO_LEDGER : new DurableObjectLedger(PURGE_LEDGER);
}
