/** Keys of testers in the control database. Read afresh for each request that a tester signs: a revoked one ends at once. */
import { TesterId, Tester as TesterRecord } from '@dynamic-cache/contracts/testers';
import { z } from 'zod';
import type { Effect, Expression } from '../control/mutation.ts';
import type { Tester } from './tester.ts';

const KeyRow = z.object({ site_id: z.string(), secret: z.string(), capability_token: z.string() });

const RECORD = `json_object('plugin_id', plugin_id, 'name', name, 'created_at', created_at, 'revoked_at', revoked_at)`;

/** Ids of this form are testers', issued or not: no other key speaks for them. */
export function isTesterId(pluginId: string): boolean {
  return TesterId.safeParse(pluginId).success;
}

export class TesterKeys {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** The key of a tester who has one that is not revoked. */
  async usable(pluginId: string): Promise<Tester | null> {
    const row = await this.#db
      .prepare(
        `SELECT t.site_id, t.secret, t.capability_token FROM tester_keys t JOIN sites s ON s.id = t.site_id
         WHERE t.plugin_id = ?1 AND t.revoked_at IS NULL`,
      )
      .bind(pluginId)
      .first();
    if (row === null) return null;
    const { site_id, secret, capability_token } = KeyRow.parse(row);
    return { pluginId, siteId: site_id, secret, capabilityToken: capability_token };
  }

  /** All of a site, the newest first. */
  async ofSite(siteId: string): Promise<TesterRecord[]> {
    const { results } = await this.#db
      .prepare(
        `SELECT plugin_id, name, created_at, revoked_at FROM tester_keys WHERE site_id = ?1
         ORDER BY created_at DESC LIMIT 1000`,
      )
      .bind(siteId)
      .all();
    return z.array(TesterRecord).parse(results);
  }

  issue(tester: Tester, name: string, now: number): Effect {
    const { pluginId, siteId, secret, capabilityToken } = tester;
    return (guard) => [
      this.#db
        .prepare(
          `INSERT INTO tester_keys (plugin_id, site_id, name, secret, capability_token, created_at)
           SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ${guard}`,
        )
        .bind(pluginId, siteId, name, secret, capabilityToken, now),
    ];
  }

  /** Ends a key. One that has ended already keeps the time at which it did. */
  revoke(siteId: string, pluginId: string, now: number): Effect {
    return (guard) => [
      this.#db
        .prepare(
          `UPDATE tester_keys SET revoked_at = ?3
           WHERE plugin_id = ?1 AND site_id = ?2 AND revoked_at IS NULL AND ${guard}`,
        )
        .bind(pluginId, siteId, now),
    ];
  }

  /** Refuses ids that are no tester's of the site. */
  notOf(siteId: string, pluginId: string): Expression {
    const text = `CASE WHEN NOT EXISTS (SELECT 1 FROM tester_keys WHERE plugin_id = ? AND site_id = ?)
                  THEN 'tester_not_found' END`;
    return { text, values: [pluginId, siteId] };
  }

  told(pluginId: string): Expression {
    const text = `SELECT json_object('ok', json('true'), 'tester', ${RECORD}) FROM tester_keys WHERE plugin_id = ?`;
    return { text, values: [pluginId] };
  }
}
