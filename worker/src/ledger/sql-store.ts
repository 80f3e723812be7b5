/** The purge ledger in SQL, wherever that lies. */
import { z } from 'zod';
import { unixTime, type World } from '../world.ts';
import { compactionStatements } from './compaction-sql.ts';
import type { LedgerDatabase, Statement } from './database.ts';
import { newEpoch } from './epoch.ts';
import type { GenerationStore, LedgerDelta, Purge, PurgeOutcome, TagGeneration } from './generation-store.ts';
import { openSite, purgeStatements } from './purge-sql.ts';

const StateRow = z
  .object({ n: z.int(), floor: z.int(), epoch: z.string(), origin_epoch: z.string().nullable() })
  .transform(({ n, floor, epoch, origin_epoch }) => ({ seq: n, floor, epoch, originEpoch: origin_epoch }));

const TagRow = z
  .object({
    tag: z.string(),
    hard: z.int(),
    soft: z.int(),
    soft_at: z.int(),
    origin_seq: z.int().nullable(),
    origin_epoch: z.string().nullable(),
    last: z.int(),
  })
  .transform(
    ({ soft_at, origin_seq, origin_epoch, ...row }): TagGeneration => ({
      ...row,
      softAt: soft_at,
      originSeq: origin_seq,
      originEpoch: origin_epoch,
    }),
  );

const AnswerRow = z.object({ claim: z.string(), seq: z.int(), epoch: z.string(), first_digest: z.string() });

const STATE = 'SELECT n, floor, epoch, origin_epoch FROM seq WHERE site = ?1';
const TAGS = 'SELECT tag, hard, soft, soft_at, origin_seq, origin_epoch, last FROM tag_gen WHERE site = ?1';

export class SqlGenerationStore implements GenerationStore {
  readonly #db: LedgerDatabase;
  readonly #world: World;

  constructor(db: LedgerDatabase, world: World) {
    this.#db = db;
    this.#world = world;
  }

  async read(site: string, since: number, limit: number): Promise<LedgerDelta> {
    // One more than asked for: it tells whether there are more, and where the complete part begins.
    const rows = { sql: `${TAGS} AND last > ?2 ORDER BY last DESC LIMIT ?3`, args: [site, since, limit + 1] };
    const { tags, ...state } = await this.#readAt(site, rows);
    if (tags.length <= limit) return { ...state, base: since, tags };
    const base = tags[limit]?.last ?? since;
    return { ...state, base, tags: tags.filter(({ last }) => last > base) };
  }

  async lookUp(site: string, tags: readonly string[]): Promise<LedgerDelta> {
    const sql = `${TAGS} AND tag IN (SELECT value FROM json_each(?2))`;
    return { ...(await this.#readAt(site, { sql, args: [site, JSON.stringify(tags)] })), base: -1 };
  }

  async purge(purge: Purge): Promise<PurgeOutcome> {
    const moment = { now: unixTime(this.#world), newEpoch: newEpoch(this.#world) };
    const answers = await this.#db.batch(purge.site, purgeStatements(purge, moment));
    const row = AnswerRow.parse(answers.at(-1)?.[0]);
    if (row.claim !== purge.claim) return { outcome: 'replayed-nonce' };
    if (row.first_digest !== purge.digest) return { outcome: 'key-conflict' };
    return { outcome: 'done', epoch: row.epoch, seq: row.seq };
  }

  async rotate(site: string, epoch: string): Promise<void> {
    const sql = 'UPDATE seq SET former = epoch, epoch = ?3 WHERE site = ?1 AND epoch = ?2';
    await this.#db.batch(site, [{ sql, args: [site, epoch, newEpoch(this.#world)] }]);
  }

  async compact(site: string, bound: number): Promise<void> {
    await this.#db.batch(site, compactionStatements(site, unixTime(this.#world), bound));
  }

  async forget(site: string): Promise<void> {
    const tables = ['tag_gen', 'purge_req', 'seq_mark', 'seq'];
    await this.#db.batch(
      site,
      tables.map((table) => ({ sql: `DELETE FROM ${table} WHERE site = ?1`, args: [site] })),
    );
  }

  /** State and tags in one batch, that is of one moment: two reads could straddle a purge. */
  async #readAt(site: string, tags: Statement): Promise<Omit<LedgerDelta, 'base'>> {
    const batch = [{ sql: STATE, args: [site] }, tags];
    let [state, rows] = await this.#db.batch(site, batch);
    if (state?.length === 0) {
      await this.#db.batch(site, [openSite(site, newEpoch(this.#world))]);
      [state, rows] = await this.#db.batch(site, batch);
    }
    return { ...StateRow.parse(state?.[0]), tags: z.array(TagRow).parse(rows) };
  }
}
