/**
 * Which site a request belongs to. Read from the control database through the cache of the Worker's own data, so that a
 * page is served without asking it, and a change is seen within the bound of a ledger view.
 */
import { z } from 'zod';
import { Obeyed, StrategyProfiles } from '../benchmark/profiles.ts';
import type { Bindings } from '../bindings.ts';
import type { Kept } from '../keeper.ts';
import type { CacheService } from '../service/cache-service.ts';
import type { Loaded } from '../service/cached-collection.ts';
import { CachedRepository } from '../service/cached-repository.ts';
import { type Collection, dataTags, tagOfPattern, WORKER_SCOPE } from '../service/data-key.ts';
import { reachOf } from '../service/reach.ts';
import type { Stamped } from '../service/validity.ts';
import { type Background, unixTime, type World } from '../world.ts';
import { type Site, SiteKeyRow, SiteRow, siteOf } from './site.ts';

const KIND: Collection = { namespace: 'site', entity: 'record' };

/** The rows of a site, its keys and its profile; null stands for the knowledge that there is none. */
const SiteRecord = z
  .strictObject({ site: SiteRow, keys: z.array(SiteKeyRow), profile: Obeyed.nullable() })
  .nullable();
type SiteRecord = z.infer<typeof SiteRecord>;

/** A site, or the knowledge that there is none. */
interface Sought {
  site: Site | null;
  /** What says for how long that is true. */
  proof: Stamped | null;
}

const COLUMNS = 'SELECT s.id, s.site_url, s.config, s.other_contract, s.rollout_stopped FROM sites s';
const NONE: Sought = { site: null, proof: null };

/** Hosts are chosen by the caller: that one is unknown is not believed for long, in seconds. */
const UNKNOWN_SECONDS = 60;

const KeyRow = SiteKeyRow.extend({ revoked_at: z.int().nullable() });

export class SiteDirectory extends CachedRepository<SiteRecord> {
  readonly #world: World;
  /** Keys are derived once for each record; a record that is read again unchanged is the same one. */
  readonly #derived = new WeakMap<NonNullable<SiteRecord>, Site>();

  constructor(world: World, service: CacheService) {
    super(service, service.collection(KIND, SiteRecord));
    this.#world = world;
  }

  /** The site whose home host or alias this is. `host` is lower-case with its port. */
  byHost(host: string, env: Bindings, background: Background): Promise<Kept<Sought>> {
    return this.#find(`host-${host}`, env, background, () =>
      env.CONTROL.prepare(`${COLUMNS} JOIN site_hosts h ON h.site_id = s.id WHERE h.host = ?1`).bind(host),
    );
  }

  byId(id: string, env: Bindings, background: Background): Promise<Kept<Sought>> {
    return this.#find(`id-${id}`, env, background, () =>
      env.CONTROL.prepare(`${COLUMNS} WHERE s.id = ?1`).bind(id),
    );
  }

  /** The site of a Worker that has one only. */
  only(env: Bindings, background: Background): Promise<Kept<Sought>> {
    return this.#find('only', env, background, () =>
      env.CONTROL.prepare(`${COLUMNS} WHERE (SELECT count(*) FROM sites) = 1`),
    );
  }

  /** A site came, changed or left: every isolate reads anew. Awaited before the change is answered. */
  changed(id: string, hosts: string[], env: Bindings, background: Background): Promise<void> {
    const names = ['only', `id-${id}`, ...hosts.map((host) => `host-${host}`)];
    const own = names.flatMap((name) => dataTags(KIND, { scope: WORKER_SCOPE, id: name }).slice(-1));
    return this.wrote([...own, tagOfPattern(id, 'site')], reachOf(env, this.#world, background));
  }

  async #find(
    id: string,
    env: Bindings,
    background: Background,
    query: () => D1PreparedStatement,
  ): Promise<Kept<Sought>> {
    const reach = reachOf(env, this.#world, background);
    const kept = await this.read({ scope: WORKER_SCOPE, id }, () => this.#load(query(), env.CONTROL), reach);
    if (kept.state === 'none') return kept;
    const record = kept.value.value;
    const value = record === null ? NONE : { site: await this.#siteOf(record), proof: kept.value };
    return { ...kept, value };
  }

  async #siteOf(record: NonNullable<SiteRecord>): Promise<Site> {
    const known = this.#derived.get(record);
    if (known !== undefined) return known;
    const derived = await siteOf(record.site, record.keys, record.profile);
    this.#derived.set(record, derived);
    return derived;
  }

  async #load(query: D1PreparedStatement, db: D1Database): Promise<Loaded<SiteRecord>> {
    const now = unixTime(this.#world);
    const site = SiteRow.nullable().parse(await query.first());
    if (site === null) return { value: null, until: now + UNKNOWN_SECONDS };
    const { results } = await db
      .prepare(
        `SELECT kid, secret, revoked_at FROM site_keys WHERE site_id = ?1 AND (revoked_at IS NULL OR revoked_at > ?2)
         ORDER BY revoked_at IS NOT NULL, created_at, rowid`,
      )
      .bind(site.id, now)
      .all();
    const rows = z.array(KeyRow).parse(results);
    const ends = rows.flatMap(({ revoked_at }) => (revoked_at === null ? [] : [revoked_at]));
    const keys = rows.map(({ kid, secret }) => ({ kid, secret }));
    const value = { site, keys, profile: await new StrategyProfiles(db).obeyed(site.id) };
    return {
      value,
      tags: dataTags(KIND, { scope: site.id, id: 'own' }),
      until: Math.min(...ends, Number.POSITIVE_INFINITY),
    };
  }
}
