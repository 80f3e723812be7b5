/** Whose turn it is to be looked after. */
import { z } from 'zod';

/** As in contracts/src/cache-options.ts, for configurations from before there was such an option; milliseconds. */
const INTERVAL = 900_000;

/** Most sites that one run takes. */
const MOST = 50;

const Rows = z.array(z.object({ id: z.string() }));

// A configuration that is no JSON must not stop the others' turn.
const OPTION = (name: string, otherwise: number) =>
  `coalesce(CASE WHEN json_valid(config) THEN json_extract(config, '$.cache.${name}') END, ${otherwise})`;

/** Takes the turns that are due, so that no other isolate does. `now` in Unix milliseconds. */
export async function takeTurns(control: D1Database, now: number): Promise<string[]> {
  const { results } = await control
    .prepare(
      `UPDATE sites SET upkeep_at = ?1 + ${OPTION('optimizationIntervalMs', INTERVAL)} WHERE id IN
       (SELECT id FROM sites WHERE upkeep_at <= ?1 AND ${OPTION('enableOptimization', 1)} <> 0
        ORDER BY upkeep_at LIMIT ?2) RETURNING id`,
    )
    .bind(now, MOST)
    .all();
  return Rows.parse(results).map(({ id }) => id);
}
