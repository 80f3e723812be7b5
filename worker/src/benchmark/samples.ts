/** Samples that testers shared, in the control database, and what they say together. */
import { LeaderboardEntry, type LoadtestShared, SharedPageProfile } from '@dynamic-cache/contracts/loadtests';
import { type StrategySamples, sharedBonuses } from '@dynamic-cache/contracts/scoring/shared-bonus';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';
import type { Effect } from '../control/mutation.ts';
import type { Owner } from '../control/owner.ts';
import type { ScoredSample } from './scored-sample.ts';

/** Who reports, about what. */
export interface Source extends Owner {
  siteId: string;
  workerId: string;
  strategy: Strategy;
  /** Unix seconds. */
  at: number;
}

const COLUMNS = [
  'page_path',
  'ttl_seconds',
  'p50_latency_ms',
  'p95_latency_ms',
  'p99_latency_ms',
  'origin_cpu_pct',
  'origin_query_count',
  'edge_hit_ratio',
  'r2_hit_ratio',
  'purge_mttr_ms',
  'passed',
  'hard_gate_failures',
  'score',
];

const FIGURES = `count(*) FILTER (WHERE passed >= ?3) AS sample_count,
  avg(p95_latency_ms) FILTER (WHERE passed >= ?3) AS avg_p95_latency_ms,
  avg(edge_hit_ratio) FILTER (WHERE passed >= ?3) AS avg_edge_hit_ratio,
  avg(r2_hit_ratio) FILTER (WHERE passed >= ?3) AS avg_r2_hit_ratio,
  avg(score) AS avg_score, avg(passed) AS pass_ratio, max(at) FILTER (WHERE passed >= ?3) AS last_seen_at`;

/** Every strategy by name, so that the index also finds a page without being told a strategy. */
const ANY_STRATEGY = `strategy IN (${Strategy.options.map((name) => `'${name}'`).join(', ')})`;

const StrategyRow = z.object({
  strategy: Strategy,
  passing_samples: z.int(),
  avg_p95_latency_ms: z.number(),
});
const Entries = z.array(LeaderboardEntry.omit({ rank: true, shared_bonus: true }));

export class LoadtestSamples {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  add({ tenant, pluginId, siteId, workerId, strategy, at }: Source, samples: ScoredSample[]): Effect {
    const values = COLUMNS.map((name) => `json_extract(value, '$.${name}')`).join(', ');
    const sql = `INSERT INTO loadtest_samples (tenant, plugin_id, site_id, worker_id, strategy, at, ${COLUMNS.join(', ')})
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ${values} FROM json_each(?7) WHERE `;
    const rows = JSON.stringify(samples);
    return (guard) => [
      this.#db.prepare(sql + guard).bind(tenant, pluginId, siteId, workerId, strategy, at, rows),
    ];
  }

  /** The passing samples of a site by strategy, for the bonus. */
  async passing(tenant: string, siteId: string): Promise<StrategySamples[]> {
    const { results } = await this.#db
      .prepare(
        `SELECT strategy, count(*) AS passing_samples, avg(p95_latency_ms) AS avg_p95_latency_ms
         FROM loadtest_samples WHERE tenant = ?1 AND site_id = ?2 AND passed = 1 GROUP BY strategy`,
      )
      .bind(tenant, siteId)
      .all();
    return z.array(StrategyRow).parse(results);
  }

  /** By page and strategy; those that most have looked at first. */
  byPage(tenant: string, asked: LoadtestShared, limit: number): D1PreparedStatement {
    return this.#db
      .prepare(
        `SELECT page_path, strategy, ${FIGURES} FROM loadtest_samples
         WHERE tenant = ?1 AND site_id = ?2 AND ${ANY_STRATEGY}
           AND (?4 IS NULL OR strategy = ?4) ${asked.page_path == null ? 'AND ?5 IS NULL' : 'AND page_path = ?5'}
         GROUP BY strategy, page_path HAVING sample_count > 0
         ORDER BY sample_count DESC, page_path, strategy LIMIT ?6`,
      )
      .bind(...this.#values(tenant, asked), limit);
  }

  /** By strategy, with how many testers and days stand behind each. */
  byStrategy(tenant: string, asked: LoadtestShared): D1PreparedStatement {
    return this.#db
      .prepare(
        `SELECT strategy, ${FIGURES}, count(DISTINCT worker_id) FILTER (WHERE passed >= ?3) AS worker_count,
           count(DISTINCT at / 86400) FILTER (WHERE passed >= ?3) AS day_count FROM loadtest_samples
         WHERE tenant = ?1 AND site_id = ?2 AND ${ANY_STRATEGY}
           AND (?4 IS NULL OR strategy = ?4) ${asked.page_path == null ? 'AND ?5 IS NULL' : 'AND page_path = ?5'}
         GROUP BY strategy HAVING sample_count > 0`,
      )
      .bind(...this.#values(tenant, asked));
  }

  #values(tenant: string, { site_id, only_passing, strategy, page_path }: LoadtestShared) {
    return [tenant, site_id, (only_passing ?? true) ? 1 : 0, strategy ?? null, page_path ?? null];
  }
}

/** Reads what `byPage` found. */
export function pageProfiles(rows: unknown[]): SharedPageProfile[] {
  return z.array(SharedPageProfile).parse(rows);
}

/**
 * Reads what `byStrategy` found, and puts the best first: by score, then by p95. `passing`: all passing samples of the
 * site, for the bonus; null when `rows` are made of just these.
 */
export function leaderboard(rows: unknown[], passing: StrategySamples[] | null): LeaderboardEntry[] {
  const entries = Entries.parse(rows);
  const own = entries.map(({ sample_count, ...entry }) => ({ ...entry, passing_samples: sample_count }));
  const bonuses = sharedBonuses(passing ?? own);
  return entries
    .sort(
      (a, b) =>
        (b.avg_score ?? -1) - (a.avg_score ?? -1) ||
        a.avg_p95_latency_ms - b.avg_p95_latency_ms ||
        Strategy.options.indexOf(a.strategy) - Strategy.options.indexOf(b.strategy),
    )
    .map((entry, index) => ({ rank: index + 1, ...entry, shared_bonus: bonuses[entry.strategy] }));
}
