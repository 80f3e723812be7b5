/** Keys of registered sites in the control database. Read afresh for each signed request: a revoked key ends at once. */
import { z } from 'zod';

const KeyRow = z.object({
  kid: z.string(),
  site_id: z.string(),
  secret: z.string(),
  used_at: z.int().nullable(),
});

export interface SiteKey {
  kid: string;
  siteId: string;
  secret: string;
  used: boolean;
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
        `SELECT k.kid, k.site_id, k.secret, k.used_at FROM site_keys k JOIN sites s ON s.id = k.site_id
         WHERE s.state = 'active' AND k.kid IN (SELECT value FROM json_each(?1))
           AND (k.revoked_at IS NULL OR k.revoked_at > ?2)`,
      )
      .bind(JSON.stringify(kids), now)
      .all();
    const rows = z.array(KeyRow).parse(results);
    return new Map(
      rows.map(({ kid, site_id, secret, used_at }) => [
        kid,
        { kid, siteId: site_id, secret, used: used_at !== null },
      ]),
    );
  }

  /** Remembers that somebody holds this key and uses it; writes once in the life of a key. */
  async markUsed(key: SiteKey, now: number): Promise<void> {
    if (key.used) return;
    await this.#db
      .prepare('UPDATE site_keys SET used_at = ?2 WHERE kid = ?1 AND used_at IS NULL')
      .bind(key.kid, now)
      .run();
  }

  /** Whether an id is that of a registered site. */
  async isRegistered(id: string): Promise<boolean> {
    const row = await this.#db
      .prepare(`SELECT 1 FROM sites WHERE id = ?1 AND state = 'active'`)
      .bind(id)
      .first();
    return row !== null;
  }
}
