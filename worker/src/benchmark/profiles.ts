/** What was measured to be best for a site's host, in the control database: this is what Worker and plugin obey. */
import { type ProfileQuery, StrategyProfile } from '@dynamic-cache/contracts/benchmark';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';
import type { Effect, Expression } from '../control/mutation.ts';

const Row = StrategyProfile.extend({ components: z.string(), metrics: z.string(), notes: z.string() });

/** What counts now of the latest profile of a site. */
export const Obeyed = z.strictObject({ strategy: Strategy, ttl_seconds: z.int() });
export type Obeyed = z.infer<typeof Obeyed>;

/** The profile that counts for a new measurement: of this kind of host, else the site's latest. */
const FORMER = `(SELECT vps_fingerprint, strategy, ttl_seconds, source FROM strategy_profiles
  WHERE tenant = ?1 AND site_id = ?2 ORDER BY vps_fingerprint = ?3 DESC, persisted_at DESC LIMIT 1)`;

export class StrategyProfiles {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** The profile of a site on a kind of host; without one, the site's latest. */
  async find(tenant: string, { site_id, vps_fingerprint }: ProfileQuery): Promise<StrategyProfile | null> {
    const which = vps_fingerprint == null ? '' : 'AND vps_fingerprint = ?3';
    const statement = this.#db.prepare(
      `SELECT site_id, vps_fingerprint, strategy, ttl_seconds, recommended_strategy, recommended_ttl_seconds, score,
         components, metrics, notes, source, persisted_at
       FROM strategy_profiles WHERE tenant = ?1 AND site_id = ?2 ${which} ORDER BY persisted_at DESC LIMIT 1`,
    );
    const bound =
      vps_fingerprint == null
        ? statement.bind(tenant, site_id)
        : statement.bind(tenant, site_id, vps_fingerprint);
    const row = Row.nullable().parse(await bound.first());
    if (row === null) return null;
    const { components, metrics, notes, ...rest } = row;
    return StrategyProfile.parse({
      ...rest,
      components: JSON.parse(components),
      metrics: JSON.parse(metrics),
      notes: JSON.parse(notes),
    });
  }

  /** What a site's pages obey; null when nothing was measured. */
  async obeyed(siteId: string): Promise<Obeyed | null> {
    const row = await this.#db
      .prepare(
        `SELECT strategy, ttl_seconds FROM strategy_profiles WHERE tenant = ?1 AND site_id = ?1
         ORDER BY persisted_at DESC LIMIT 1`,
      )
      .bind(siteId)
      .first();
    return Obeyed.nullable().parse(row);
  }

  /** Keeps a measurement. What the owner has chosen goes on to count, also on a host that is measured for the first time. */
  store(tenant: string, profile: StrategyProfile): Effect {
    const { site_id, vps_fingerprint, recommended_strategy, recommended_ttl_seconds } = profile;
    const { components, metrics, notes, score, persisted_at } = profile;
    const kept = (column: string, measured: string) =>
      `coalesce((SELECT f.${column} FROM ${FORMER} f WHERE f.source = 'owner'), ${measured})`;
    const sql = (guard: string) => `
      INSERT INTO strategy_profiles (tenant, site_id, vps_fingerprint, recommended_strategy, recommended_ttl_seconds,
        score, components, metrics, notes, persisted_at, strategy, ttl_seconds, source)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ${kept('strategy', '?4')}, ${kept('ttl_seconds', '?5')},
        ${kept('source', "'measured'")} WHERE ${guard}
      ON CONFLICT (tenant, site_id, vps_fingerprint) DO UPDATE SET
        recommended_strategy = excluded.recommended_strategy,
        recommended_ttl_seconds = excluded.recommended_ttl_seconds, score = excluded.score,
        components = excluded.components, metrics = excluded.metrics, notes = excluded.notes,
        persisted_at = excluded.persisted_at, strategy = excluded.strategy, ttl_seconds = excluded.ttl_seconds,
        source = excluded.source`;
    const texts = [components, metrics, notes].map((value) => JSON.stringify(value));
    return (guard) => [
      this.#db
        .prepare(sql(guard))
        .bind(
          ...[tenant, site_id, vps_fingerprint, recommended_strategy, recommended_ttl_seconds],
          ...[score, ...texts, persisted_at],
        ),
    ];
  }

  /** `answer` with the profile as it counts now. */
  told(tenant: string, { site_id, vps_fingerprint }: StrategyProfile, answer: object): Expression {
    const text = `SELECT json_set(?, '$.profile.strategy', strategy, '$.profile.ttl_seconds', ttl_seconds,
      '$.profile.source', source) FROM strategy_profiles WHERE tenant = ? AND site_id = ? AND vps_fingerprint = ?`;
    return { text, values: [JSON.stringify(answer), tenant, site_id, vps_fingerprint] };
  }

  /**
   * A new configuration of a site arrives: what the owner has changed in it counts from now on instead of what was
   * measured, until it is what was measured again. To be run before the configuration is written.
   */
  overrideBy({ site_id, strategy, ttl }: EdgeConfig, signedAt: number): Effect {
    const before = (path: string) => `(SELECT json_extract(config, '${path}') FROM sites WHERE id = ?1)`;
    // Equal to NULL before the first configuration: that one changes nothing.
    const chosenStrategy = `CASE WHEN ${before('$.strategy')} <> ?2 THEN ?2 ELSE strategy END`;
    const chosenTtl = `CASE WHEN ${before('$.ttl.page')} <> ?3 THEN ?3 ELSE ttl_seconds END`;
    return (guard) => [
      this.#db
        .prepare(
          `UPDATE strategy_profiles SET strategy = ${chosenStrategy}, ttl_seconds = ${chosenTtl},
             source = CASE WHEN ${chosenStrategy} = recommended_strategy AND ${chosenTtl} = recommended_ttl_seconds
               THEN 'measured' ELSE 'owner' END
           WHERE tenant = ?1 AND site_id = ?1 AND (SELECT config_at FROM sites WHERE id = ?1) <= ?4 AND ${guard}`,
        )
        .bind(site_id, strategy, ttl.page, signedAt),
    ];
  }
}
