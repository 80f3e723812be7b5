/** Keys of registered sites in the control database. Read afresh for each signed request: a revoked key ends at once. */
import { z } from 'zod';

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

  /** Whether an id is that of a registered site. */
  async isRegistered(id: string): Promise<boolean> {
    return (await this.#db.prepare('SELECT 1 FROM sites WHERE id = ?1').bind(id).first()) !== null;
  }
}
