/** Sites that have registered, in the control database: what they tell of themselves, and how they leave. */
import { z } from 'zod';
import type { Effect } from '../control/mutation.ts';
import { deletionsOfSites } from './site-rows.ts';

const Registered = z.object({
  id: z.string(),
  site_url: z.string(),
  /** JSON. */
  config: z.string().nullable(),
  config_at: z.int(),
});
export type Registered = z.infer<typeof Registered>;

const HostRows = z.array(z.object({ host: z.string() }));

export class RegisteredSites {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  async byId(id: string): Promise<Registered | null> {
    return Registered.nullable().parse(
      await this.#db
        .prepare('SELECT id, site_url, config, config_at FROM sites WHERE id = ?1')
        .bind(id)
        .first(),
    );
  }

  async hostsOf(id: string): Promise<string[]> {
    const { results } = await this.#db
      .prepare('SELECT host FROM site_hosts WHERE site_id = ?1')
      .bind(id)
      .all();
    return HostRows.parse(results).map(({ host }) => host);
  }

  /** Those of the hosts that belong to another site. */
  async hostsOfOthers(id: string, hosts: string[]): Promise<string[]> {
    const { results } = await this.#db
      .prepare(
        'SELECT host FROM site_hosts WHERE site_id <> ?1 AND host IN (SELECT value FROM json_each(?2))',
      )
      .bind(id, JSON.stringify(hosts))
      .all();
    return HostRows.parse(results).map(({ host }) => host);
  }

  /** Stores a configuration unless a newer message, by the time at which it was signed, is there. */
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
            `UPDATE sites SET config = ?3, config_at = ?2, other_contract = NULL
             WHERE id = ?1 AND config_at <= ?2 AND ${guard}`,
          )
          .bind(id, signedAt, config),
      ];
    };
  }

  /**
   * The site speaks another contract than this Worker. What is stored of it stays, above all where its origin is, but
   * its pages pass through until a message is understood again.
   */
  speakOther(id: string, contract: number, signedAt: number): Effect {
    return (guard) => [
      this.#db
        .prepare(
          `UPDATE sites SET other_contract = ?3, config_at = ?2 WHERE id = ?1 AND config_at <= ?2 AND ${guard}`,
        )
        .bind(id, signedAt, contract),
    ];
  }

  /** Deletes everything that is kept of a site but the record that it was there. */
  remove(id: string): Effect {
    return (guard) =>
      [
        'DELETE FROM registrations WHERE site_url = (SELECT site_url FROM sites WHERE id = ?1)',
        ...deletionsOfSites('(?1)'),
        'DELETE FROM sites WHERE id = ?1',
      ].map((sql) => this.#db.prepare(`${sql} AND ${guard}`).bind(id));
  }
}
