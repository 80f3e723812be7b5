/** The tables of the ledger are the same in D1, made by migrations, and in a Durable Object, made when it starts. */
import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { testEnv } from '../support/env.ts';

const Names = z.array(z.object({ name: z.string() }));
const OURS =
  "SELECT name FROM sqlite_master WHERE name IN ('seq', 'tag_gen', 'purge_req', 'seq_mark') OR sql LIKE 'CREATE INDEX%purge_req%' OR sql LIKE 'CREATE INDEX%tag_gen%' ORDER BY name";

/** Column by column: name, type, whether it may be null, its place in the key. */
const columnsOf = (table: string) => `SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`;

it('the tables of both ledgers have the same columns, keys and indexes', async () => {
  const { LEDGER, PURGE_LEDGER } = testEnv();
  if (PURGE_LEDGER === undefined) throw new Error('PURGE_LEDGER is not bound');
  const stub = PURGE_LEDGER.get(PURGE_LEDGER.idFromName('schema'));
  const inObject = (sql: string) =>
    runInDurableObject(stub, (_, state): unknown => state.storage.sql.exec(sql).toArray());
  const inD1 = async (sql: string): Promise<unknown> => (await LEDGER.prepare(sql).all()).results;
  const names = Names.parse(await inD1(OURS)).map(({ name }) => name);
  expect(names).toHaveLength(7);
  expect(await inObject(OURS)).toEqual(await inD1(OURS));
  for (const name of names) {
    expect(await inObject(columnsOf(name)), name).toEqual(await inD1(columnsOf(name)));
  }
});
