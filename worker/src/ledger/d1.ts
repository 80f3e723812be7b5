/** The purge ledger in D1. */
import { z } from 'zod';
import { unixTime, type World } from '../world.ts';
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

export class D1GenerationStore implements GenerationStore {
  readonly #db: D1Database;
  readonly #world: World;

  constructor(db: D1Database, world: World) {
    this.#db = db;
    this.#world = world;
  }

  async read(site: string, since: number, limit: number): Promise<LedgerDelta> {
    // One more than asked for: it tells whether there are more, and where the complete part begins.
    const rows = this.#db
      .prepare(`${TAGS} AND last > ?2 ORDER BY last DESC LIMIT ?3`)
      .bind(site, since, limit + 1);
    const { tags, ...state } = await this.#readAt(site, rows);
    if (tags.length <= limit) return { ...state, base: since, tags };
    const base = tags[limit]?.last ?? since;
    return { ...state, base, tags: tags.filter(({ last }) => last > base) };
  }

  async lookUp(site: string, tags: readonly string[]): Promise<LedgerDelta> {
    const rows = this.#db
      .prepare(`${TAGS} AND tag IN (SELECT value FROM json_each(?2))`)
      .bind(site, JSON.stringify(tags));
    return { ...(await this.#readAt(site, rows)), base: -1 };
  }

  async purge(purge: Purge): Promise<PurgeOutcome> {
    const moment = { now: unixTime(this.#world), newEpoch: newEpoch(this.#world) };
    const results = await this.#db.batch(purgeStatements(this.#db, purge, moment));
    const row = AnswerRow.parse(results.at(-1)?.results[0]);
    if (row.claim !== purge.claim) return { outcome: 'replayed-nonce' };
    if (row.first_digest !== purge.digest) return { outcome: 'key-conflict' };
    return { outcome: 'done', epoch: row.epoch, seq: row.seq };
  }

  async rotate(site: string, epoch: string): Promise<void> {
    await this.#db
      .prepare('UPDATE seq SET former = epoch, epoch = ?3 WHERE site = ?1 AND epoch = ?2')
      .bind(site, epoch, newEpoch(this.#world))
      .run();
  }

  async forget(site: string): Promise<void> {
    const tables = ['tag_gen', 'purge_req', 'seq'];
    await this.#db.batch(
      tables.map((table) => this.#db.prepare(`DELETE FROM ${table} WHERE site = ?1`).bind(site)),
    );
  }

  /** State and tags in one batch, that is of one moment: two reads could straddle a purge. */
  async #readAt(site: string, tags: D1PreparedStatement): Promise<Omit<LedgerDelta, 'base'>> {
    const batch = [this.#db.prepare(STATE).bind(site), tags];
    let [state, rows] = await this.#db.batch(batch);
    if (state?.results.length === 0) {
      await openSite(this.#db, site, newEpoch(this.#world)).run();
      [state, rows] = await this.#db.batch(batch);
    }
    return { ...StateRow.parse(state?.results[0]), tags: z.array(TagRow).parse(rows?.results) };
  }
}
