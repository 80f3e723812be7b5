/** Pages that a site wants warm all the time, in the control database. */
import { z } from 'zod';
import type { Effect } from '../control/mutation.ts';

const Row = z.object({ site: z.string(), paths: z.string() });
const Paths = z.array(z.string());

export interface Turn {
  site: string;
  paths: string[];
}

/** Most sites that one run takes. */
const MOST = 20;

export class WarmingList {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  keep(site: string, paths: readonly string[], intervalMs: number, now: number): Effect {
    return (guard) => [
      this.#db
        .prepare(
          `INSERT INTO cache_warming (site, paths, interval_ms, due_at) SELECT ?1, ?2, ?3, ?4 WHERE ${guard}
           ON CONFLICT (site) DO UPDATE SET paths = ?2, interval_ms = ?3, due_at = ?4`,
        )
        .bind(site, JSON.stringify(paths), intervalMs, now + intervalMs),
    ];
  }

  drop(site: string): Effect {
    return (guard) => [this.#db.prepare(`DELETE FROM cache_warming WHERE site = ?1 AND ${guard}`).bind(site)];
  }

  /** Takes what is due, so that no other isolate does. `now` in Unix milliseconds. */
  async takeDue(now: number): Promise<Turn[]> {
    const { results } = await this.#db
      .prepare(
        `UPDATE cache_warming SET due_at = ?1 + interval_ms WHERE site IN
         (SELECT site FROM cache_warming WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2) RETURNING site, paths`,
      )
      .bind(now, MOST)
      .all();
    return z
      .array(Row)
      .parse(results)
      .map(({ site, paths }) => ({ site, paths: Paths.parse(JSON.parse(paths)) }));
  }
}
