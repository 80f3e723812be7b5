/** Keys of registered sites in the control database. Read afresh for each signed request: a revoked key ends at once. */
import { z } from 'zod';
import type { Effect } from '../control/mutation.ts';
import type { NewKey } from './new-key.ts';

const KeyRow = z.object({ kid: z.string(), site_id: z.string(), secret: z.string() });

export interface SiteKey {
  kid: string;
  siteId: string;
  secret: string;
}

export class SiteKeys {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** Those of the keys that exist and are not revoked at `now` (Unix seconds). */
  async usable(kids: string[], now: number): Promise<Map<string, SiteKey>> {
    const { results } = await this.#db
      .prepare(
        `SELECT k.kid, k.site_id, k.secret FROM site_keys k JOIN sites s ON s.id = k.site_id
         WHERE k.kid IN (SELECT value FROM json_each(?1))
           AND (k.revoked_at IS NULL OR k.revoked_at > ?2)`,
      )
      .bind(JSON.stringify(kids), now)
      .all();
    const rows = z.array(KeyRow).parse(results);
    return new Map(rows.map(({ kid, site_id, secret }) => [kid, { kid, siteId: site_id, secret }]));
  }

  /**
   * One more key. What nobody signs with goes first: a key whose answer was lost, and those that have ended; the
   * signer's own stays whatever is said of it.
   */
  add({ siteId, signer, key, at }: { siteId: string; signer: string; key: NewKey; at: number }): Effect {
    return (guard) => [
      this.#db
        .prepare(`DELETE FROM site_keys WHERE site_id = ?1 AND kid <> ?2 AND ${guard}`)
        .bind(siteId, signer),
      this.#db
        .prepare(
          `INSERT INTO site_keys (kid, site_id, secret, created_at, told_at) SELECT ?1, ?2, ?3, ?4, ?4 WHERE ${guard}`,
        )
        .bind(key.kid, siteId, key.secret, at),
    ];
  }

  /** All keys but the signer's end at `until`, or when they would have before. */
  keepOnly({ siteId, signer, until }: { siteId: string; signer: string; until: number }): Effect {
    return (guard) => [
      this.#db
        .prepare(
          `UPDATE site_keys SET revoked_at = min(coalesce(revoked_at, ?3), ?3) WHERE site_id = ?1 AND kid <> ?2 AND ${guard}`,
        )
        .bind(siteId, signer, until),
    ];
  }

  /** Whether a key has been given up: it still counts for a while, and decides nothing about other keys any more. */
  async isEnding(kid: string): Promise<boolean> {
    const row = await this.#db
      .prepare('SELECT 1 FROM site_keys WHERE kid = ?1 AND revoked_at IS NOT NULL')
      .bind(kid)
      .first();
    return row !== null;
  }

  /** Whether an id is that of a registered site. */
  async isRegistered(id: string): Promise<boolean> {
    return (await this.#db.prepare('SELECT 1 FROM sites WHERE id = ?1').bind(id).first()) !== null;
  }
}
