/**
 * Attempts to register, and the sites that come of them.
 *
 * The bootstrap secret lets somebody ask; it does not say who they are, for other sites of this Worker hold it too. What
 * proves a site is the challenge: every attempt has an id of its own, told to nobody but the one who began it, and the
 * site answers for the id that it was told itself and for no other. So an attempt in another's name fails, also while the
 * true site registers; a request that is sent a second time begins an attempt that nobody answers for; and the key, which
 * is told under that id, reaches the site alone.
 *
 * A proven attempt makes a site, and replaces the one that was there under this address: its key was lost, with it the
 * purges of that time, and so nothing that was stored for it counts any more. Until then the old one stays as it is.
 */
import type { RegisterRequest } from '@dynamic-cache/contracts/registration';
import { z } from 'zod';
import { audit } from '../control/audit.ts';
import type { NewKey } from './new-key.ts';
import { deletionsOfSites } from './site-rows.ts';

/** How long an attempt that came to nothing is remembered, in seconds. */
const REMEMBERED = 86_400;

const Attempt = z.object({
  id: z.string(),
  site_url: z.string(),
  state: z.enum(['verifying', 'failed', 'proven']),
  error: z.string().nullable(),
  kid: z.string().nullable(),
  begun_at: z.int(),
});
export type Attempt = z.infer<typeof Attempt>;

const Told = z.object({ kid: z.string(), secret: z.string() });

export type Proof =
  /** `replaced`: id of the site that was there before. */
  | { outcome: 'active'; replaced: string | null }
  /** A later attempt of the same site has come to its end already. */
  | { outcome: 'superseded' };

export class Registrations {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  async begin(id: string, request: RegisterRequest, now: number): Promise<void> {
    const { site_url, name, capabilities } = request;
    await this.#db.batch([
      this.sweep(now),
      this.#db
        .prepare(
          `INSERT INTO registrations (id, site_url, name, capabilities, state, begun_at)
           VALUES (?1, ?2, ?3, ?4, 'verifying', ?5)`,
        )
        .bind(id, site_url, name, JSON.stringify(capabilities), now),
    ]);
  }

  /** Attempts that came to nothing long ago; those that came to something leave with their site. */
  sweep(now: number): D1PreparedStatement {
    return this.#db
      .prepare(`DELETE FROM registrations WHERE begun_at < ?1 AND state <> 'proven'`)
      .bind(now - REMEMBERED);
  }

  async byId(id: string): Promise<Attempt | null> {
    const row = await this.#db
      .prepare('SELECT id, site_url, state, error, kid, begun_at FROM registrations WHERE id = ?1')
      .bind(id)
      .first();
    return Attempt.nullable().parse(row);
  }

  async fail(id: string, error: string): Promise<void> {
    await this.#db
      .prepare(`UPDATE registrations SET state = 'failed', error = ?2 WHERE id = ?1 AND state = 'verifying'`)
      .bind(id, error)
      .run();
  }

  /** The site has answered: all in one batch, which is one transaction. */
  async prove(site: { id: string; url: string }, key: NewKey, now: number): Promise<Proof> {
    const { id, url } = site;
    const results = await this.#db.batch([
      this.#claim(id, key.kid),
      ...this.#removeFormer(site, key.kid),
      ...this.#makeSite(site, key, now),
      audit(
        this.#db,
        { at: now, siteId: id, kid: key.kid, action: 'site.activate', detail: { site_url: url } },
        `EXISTS (SELECT 1 FROM registrations WHERE kid = '${key.kid}')`,
      ),
    ]);
    const [claimed] = results;
    if (claimed?.meta.changes === 0) {
      await this.fail(id, 'superseded');
      return { outcome: 'superseded' };
    }
    // The one statement that tells rows is the one that removes the former site.
    const [removed] = results.flatMap((result) => result.results);
    const former = z.object({ id: z.string() }).optional().parse(removed);
    return { outcome: 'active', replaced: former?.id ?? null };
  }

  /** The key that came of an attempt; its secret the first time only. Null when its site has left since. */
  async tellKey(kid: string, now: number): Promise<{ kid: string; secret: string | null } | null> {
    const told = await this.#db
      .prepare('UPDATE site_keys SET told_at = ?2 WHERE kid = ?1 AND told_at IS NULL RETURNING kid, secret')
      .bind(kid, now)
      .first();
    if (told !== null) return Told.parse(told);
    const known = await this.#db.prepare('SELECT 1 FROM site_keys WHERE kid = ?1').bind(kid).first();
    return known === null ? null : { kid, secret: null };
  }

  /** Every other statement acts only where this one did. The site knows the outcome of its latest attempt alone. */
  #claim(id: string, kid: string): D1PreparedStatement {
    return this.#db
      .prepare(
        `UPDATE registrations SET state = 'proven', kid = ?2 WHERE id = ?1 AND state = 'verifying' AND NOT EXISTS (
           SELECT 1 FROM registrations later WHERE later.site_url = registrations.site_url
             AND later.n > registrations.n AND later.state = 'proven')`,
      )
      .bind(id, kid);
  }

  #removeFormer({ id, url }: { id: string; url: string }, kid: string): D1PreparedStatement[] {
    const claimed = 'EXISTS (SELECT 1 FROM registrations WHERE kid = ?3)';
    const former = '(SELECT id FROM sites WHERE site_url = ?1 AND id <> ?2)';
    return [
      ...deletionsOfSites(former).map((sql) => `${sql} AND ${claimed}`),
      `DELETE FROM sites WHERE site_url = ?1 AND id <> ?2 AND ${claimed} RETURNING id`,
      `DELETE FROM registrations WHERE site_url = ?1 AND id <> ?2 AND state = 'proven' AND ${claimed}`,
    ].map((sql) => this.#db.prepare(sql).bind(url, id, kid));
  }

  #makeSite({ id, url }: { id: string; url: string }, key: NewKey, now: number): D1PreparedStatement[] {
    const attempt = 'FROM registrations WHERE id = ?1 AND kid = ?2';
    return [
      this.#db
        .prepare(
          `INSERT INTO sites (id, site_url, name, capabilities, created_at)
           SELECT id, site_url, name, capabilities, ?3 ${attempt}`,
        )
        .bind(id, key.kid, now),
      this.#db
        .prepare(`INSERT INTO site_keys (kid, site_id, secret, created_at) SELECT kid, id, ?3, ?4 ${attempt}`)
        .bind(id, key.kid, key.secret, now),
      this.#db
        .prepare(`INSERT INTO site_hosts (host, site_id) SELECT ?3, id ${attempt} ON CONFLICT DO NOTHING`)
        .bind(id, key.kid, url.split('/')[2] ?? ''),
    ];
  }
}
