/** Sites that register, are verified, become active and leave, in the control database. */
import type { RegisterRequest } from '@dynamic-cache/contracts/registration';
import { z } from 'zod';
import { audit, type Effect } from '../control/mutation.ts';

/** How long an old key still counts after a new one was issued, in seconds. */
const OVERLAP = 3600;

const SiteState = z.object({
  id: z.string(),
  site_url: z.string(),
  state: z.enum(['verifying', 'failed', 'active']),
  error: z.string().nullable(),
  verifying_since: z.int(),
  config_at: z.int(),
  /** Keys that somebody has signed with. */
  used_keys: z.int(),
});
export type SiteState = z.infer<typeof SiteState>;

const TOLD = z.object({ kid: z.string(), secret: z.string().nullable() });

const STATE = `SELECT id, site_url, state, error, verifying_since, config_at,
  (SELECT count(*) FROM site_keys k WHERE k.site_id = sites.id AND k.used_at IS NOT NULL) AS used_keys FROM sites`;

export class Registrations {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  async byUrl(siteUrl: string): Promise<SiteState | null> {
    return SiteState.nullable().parse(
      await this.#db.prepare(`${STATE} WHERE site_url = ?1`).bind(siteUrl).first(),
    );
  }

  async byId(id: string): Promise<SiteState | null> {
    return SiteState.nullable().parse(await this.#db.prepare(`${STATE} WHERE id = ?1`).bind(id).first());
  }

  /** Begins a verification and tells the site's id: its own from before, else `newId`. An active site stays active. */
  async begin(request: RegisterRequest, newId: string, now: number): Promise<string> {
    const { site_url, name, capabilities } = request;
    const row = await this.#db
      .prepare(
        `INSERT INTO sites (id, site_url, name, capabilities, state, verifying_since, created_at)
         VALUES (?1, ?2, ?3, ?4, 'verifying', ?5, ?5)
         ON CONFLICT (site_url) DO UPDATE SET name = excluded.name, capabilities = excluded.capabilities, error = NULL,
           verifying_since = excluded.verifying_since, state = iif(state = 'active', 'active', 'verifying')
         RETURNING id`,
      )
      .bind(newId, site_url, name, JSON.stringify(capabilities), now)
      .first();
    return z.object({ id: z.string() }).parse(row).id;
  }

  /** The site has proved itself: it becomes active with a new key; a former one ends after an overlap. */
  async activate(
    site: { id: string; host: string },
    key: { kid: string; secret: string },
    now: number,
  ): Promise<void> {
    const { id } = site;
    await this.#db.batch([
      this.#db
        .prepare('UPDATE site_keys SET revoked_at = ?2 WHERE site_id = ?1 AND revoked_at IS NULL')
        .bind(id, now + OVERLAP),
      this.#db
        .prepare('INSERT INTO site_keys (kid, site_id, secret, created_at) VALUES (?1, ?2, ?3, ?4)')
        .bind(key.kid, id, key.secret, now),
      this.#db
        .prepare('INSERT INTO site_hosts (host, site_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING')
        .bind(site.host, id),
      this.#db.prepare(`UPDATE sites SET state = 'active', error = NULL WHERE id = ?1`).bind(id),
      audit(this.#db, { at: now, siteId: id, kid: key.kid, action: 'site.activate', detail: {} }, 'true'),
    ]);
  }

  /** The proof failed. A site that was active stays so: somebody else's attempt must not end its service. */
  async fail(id: string, error: string): Promise<void> {
    await this.#db
      .prepare(`UPDATE sites SET error = ?2, state = iif(state = 'active', 'active', 'failed') WHERE id = ?1`)
      .bind(id, error)
      .run();
  }

  /** The newest key of an active site, its secret the first time only. */
  async tellKey(id: string, now: number): Promise<{ kid: string; secret: string | null }> {
    const [told, key] = await this.#db.batch([
      this.#db
        .prepare(
          `UPDATE site_keys SET told_at = ?2 WHERE told_at IS NULL
             AND kid = (SELECT kid FROM site_keys WHERE site_id = ?1 ORDER BY created_at DESC, rowid DESC LIMIT 1)
           RETURNING kid, secret`,
        )
        .bind(id, now),
      this.#db
        .prepare(
          'SELECT kid, NULL AS secret FROM site_keys WHERE site_id = ?1 ORDER BY created_at DESC, rowid DESC LIMIT 1',
        )
        .bind(id),
    ]);
    return TOLD.parse(told?.results[0] ?? key?.results[0]);
  }

  /** Those of the hosts that belong to another site. */
  async hostsOfOthers(id: string, hosts: string[]): Promise<string[]> {
    const { results } = await this.#db
      .prepare(
        'SELECT host FROM site_hosts WHERE site_id <> ?1 AND host IN (SELECT value FROM json_each(?2))',
      )
      .bind(id, JSON.stringify(hosts))
      .all();
    return z
      .array(z.object({ host: z.string() }))
      .parse(results)
      .map(({ host }) => host);
  }

  /** Stores a configuration unless a newer one, by the time at which it was signed, is there. */
  configure(site: { id: string; hosts: string[] }, config: string, signedAt: number): Effect {
    const { id, hosts } = site;
    return (guard) => {
      const newest = `${guard} AND (SELECT config_at FROM sites WHERE id = ?1) <= ?2`;
      return [
        this.#db.prepare(`DELETE FROM site_hosts WHERE site_id = ?1 AND ${newest}`).bind(id, signedAt),
        this.#db
          .prepare(
            `INSERT INTO site_hosts (host, site_id) SELECT value, ?1 FROM json_each(?3) WHERE ${newest}
             ON CONFLICT DO NOTHING`,
          )
          .bind(id, signedAt, JSON.stringify(hosts)),
        this.#db
          .prepare(
            `UPDATE sites SET config = ?3, config_at = ?2 WHERE id = ?1 AND config_at <= ?2 AND ${guard}`,
          )
          .bind(id, signedAt, config),
      ];
    };
  }

  /** Deletes everything that is kept of a site but the record that it was there. */
  remove(id: string): Effect {
    return (guard) =>
      ['site_keys', 'site_hosts']
        .map((table) => this.#db.prepare(`DELETE FROM ${table} WHERE site_id = ?1 AND ${guard}`).bind(id))
        .concat(this.#db.prepare(`DELETE FROM sites WHERE id = ?1 AND ${guard}`).bind(id));
  }
}
