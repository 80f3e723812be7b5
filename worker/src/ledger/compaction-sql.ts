/**
 * Lets a ledger forget. Once a day it is noted where the sequence stands; the floor rises to where it stood before
 * anything was stored that may still be alive, and the tags that were last purged below it are deleted. A copy from
 * below the floor is fetched anew, because nobody can tell any more whether it was purged.
 */
import type { Statement } from './database.ts';
import { KEY_SECONDS } from './generation-store.ts';

/** Seconds between two notes. */
export const MARK_SECONDS = 86_400;

/** Most tags that one run deletes: a transaction must not take long. */
const MOST_DELETED = 1000;

/** `now` and `bound` in Unix seconds; nothing that was stored before `bound` is alive. */
export function compactionStatements(site: string, now: number, bound: number): Statement[] {
  return [
    {
      sql: `INSERT INTO seq_mark (site, at, n) SELECT ?1, ?2, n FROM seq
            WHERE site = ?1 AND NOT EXISTS (SELECT 1 FROM seq_mark WHERE site = ?1 AND at > ?3)`,
      args: [site, now, now - MARK_SECONDS],
    },
    {
      sql: `UPDATE seq SET floor = max(floor, coalesce(
              (SELECT max(n) FROM seq_mark WHERE site = ?1 AND at <= ?2), 0)) WHERE site = ?1`,
      args: [site, bound],
    },
    {
      sql: `DELETE FROM tag_gen WHERE site = ?1 AND tag IN (
              SELECT tag FROM tag_gen WHERE site = ?1 AND last <= (SELECT floor FROM seq WHERE site = ?1)
              ORDER BY last LIMIT ${MOST_DELETED})`,
      args: [site],
    },
    { sql: 'DELETE FROM purge_req WHERE at < ?1', args: [now - KEY_SECONDS] },
    {
      sql: `DELETE FROM seq_mark WHERE site = ?1
              AND at < (SELECT max(at) FROM seq_mark WHERE site = ?1 AND at <= ?2)`,
      args: [site, bound],
    },
  ];
}
