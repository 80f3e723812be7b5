/**
 * Which site a request belongs to. Every isolate keeps what it has read of the control database, so that a page is
 * served without asking it, and sees a change within the bound of a view.
 */
import { z } from 'zod';
import { Keeper, type Kept, type Limits } from '../keeper.ts';
import type { Background, World } from '../world.ts';
import { type Site, SiteKeyRow, SiteRow, siteOf } from './site.ts';

const LIMITS: Limits = { young: 1000, longest: 5000 };

/** Hosts are chosen by the caller, so their number is bounded. */
const CAPACITY = 1000;

/** A site, or the knowledge that there is none. */
interface Sought {
  site: Site | null;
}

const COLUMNS = 'SELECT s.id, s.site_url, s.config, s.other_contract FROM sites s';

type Query = (db: D1Database) => D1PreparedStatement;

export class SiteDirectory {
  readonly #world: World;
  readonly #kept: Keeper<Sought>;

  constructor(world: World) {
    this.#world = world;
    this.#kept = new Keeper(world, CAPACITY);
  }

  /** The site whose home host or alias this is. `host` is lower-case with its port. */
  byHost(host: string, db: D1Database, background: Background): Promise<Kept<Sought>> {
    return this.#find(`host ${host}`, db, background, (control) =>
      control.prepare(`${COLUMNS} JOIN site_hosts h ON h.site_id = s.id WHERE h.host = ?1`).bind(host),
    );
  }

  byId(id: string, db: D1Database, background: Background): Promise<Kept<Sought>> {
    return this.#find(`id ${id}`, db, background, (control) =>
      control.prepare(`${COLUMNS} WHERE s.id = ?1`).bind(id),
    );
  }

  /** The site of a Worker that has one only. */
  only(db: D1Database, background: Background): Promise<Kept<Sought>> {
    return this.#find('only', db, background, (control) =>
      control.prepare(`${COLUMNS} WHERE (SELECT count(*) FROM sites) = 1`),
    );
  }

  /** This isolate knows of a change. */
  outdate(id: string, hosts: string[]): void {
    for (const name of ['only', `id ${id}`, ...hosts.map((host) => `host ${host}`)]) this.#kept.outdate(name);
  }

  async #find(id: string, db: D1Database, background: Background, query: Query): Promise<Kept<Sought>> {
    const young = this.#kept.peek(id, LIMITS.young);
    if (young !== null) return { state: 'known', value: young, confirmed: true };
    const load = (known: Sought | null) => this.#load(query(db), db, known);
    return this.#kept.current(id, { load, limits: LIMITS, background });
  }

  async #load(query: D1PreparedStatement, db: D1Database, known: Sought | null): Promise<Sought> {
    const row = SiteRow.nullable().parse(await query.first());
    if (row === null) return { site: null };
    const { results } = await db
      .prepare(
        `SELECT kid, secret FROM site_keys WHERE site_id = ?1 AND (revoked_at IS NULL OR revoked_at > ?2)
         ORDER BY revoked_at IS NOT NULL, created_at, rowid`,
      )
      .bind(row.id, Math.floor(this.#world.now() / 1000))
      .all();
    const keys = z.array(SiteKeyRow).parse(results);
    const site = await siteOf(row, keys);
    // The same configuration keeps its identity, and with it whatever was prepared from it.
    const same =
      known?.site?.config != null && JSON.stringify(known.site.config) === JSON.stringify(site.config);
    return { site: same && known?.site != null ? { ...site, config: known.site.config } : site };
  }
}
