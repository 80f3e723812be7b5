/**
 * The statements of one purge, run in one transaction. SQL has no `if` between statements, so
 * the first one writes the request's row and every other one acts only while that row has no answer yet.
 */
import { SOFT_SECONDS } from '../cache/verdict.ts';
import type { Statement } from './database.ts';
import type { Purge } from './generation-store.ts';
import { KEY_SECONDS } from './generation-store.ts';

/** True while this request is the first with its nonce and key. */
const PENDING = (claim: string) => `EXISTS (SELECT 1 FROM purge_req WHERE claim = ${claim} AND seq IS NULL)`;

/** Values that a purge needs besides itself. */
export interface PurgeMoment {
  /** Unix seconds. */
  now: number;
  /** The epoch to begin when one must be begun. */
  newEpoch: string;
}

/** In their order; the last one answers. */
export function purgeStatements(purge: Purge, moment: PurgeMoment): Statement[] {
  return [
    openSite(purge.site, moment.newEpoch),
    prune(moment.now),
    claim(purge, moment.now),
    rotate(purge, moment.newEpoch),
    bump(purge),
    raiseTags(purge, moment.now),
    complete(purge),
    answer(purge),
  ];
}

/** Gives a site its ledger. */
export function openSite(site: string, epoch: string): Statement {
  return {
    sql: 'INSERT INTO seq (site, n, floor, epoch) VALUES (?1, 0, 0, ?2) ON CONFLICT (site) DO NOTHING',
    args: [site, epoch],
  };
}

function prune(now: number): Statement {
  return {
    sql: 'DELETE FROM purge_req WHERE at < ?1',
    args: [now - KEY_SECONDS],
  };
}

/** Spends the nonce. A row with the same key came before: this one takes over its answer. */
function claim(purge: Purge, now: number): Statement {
  return {
    sql: `INSERT INTO purge_req (site, kid, nonce, idem_key, digest, seq, epoch, at, claim)
       SELECT ?1, ?2, ?3, ?4, ?5, first.seq, first.epoch, ?6, ?7
       FROM (SELECT 1) LEFT JOIN (
         SELECT seq, epoch FROM purge_req WHERE site = ?1 AND idem_key = ?4 ORDER BY rowid LIMIT 1
       ) AS first
       WHERE true
       ON CONFLICT (kid, nonce) DO NOTHING`,
    args: [purge.site, purge.kid, purge.nonce, purge.idempotencyKey, purge.digest, now, purge.claim],
  };
}

/** The site has seen a position that this ledger does not know: it was put back, so nothing stored before counts. */
function rotate(purge: Purge, newEpoch: string): Statement {
  return {
    sql: `UPDATE seq SET former = epoch, epoch = ?3 WHERE site = ?1 AND ${PENDING('?2')} AND ?4 IS NOT NULL
         AND CASE WHEN epoch = ?4 THEN n < ?5 ELSE coalesce(former, '') <> ?4 END`,
    args: [purge.site, purge.claim, newEpoch, purge.acked?.epoch ?? null, purge.acked?.seq ?? 0],
  };
}

/** Only a purge of everything tells a new epoch of the origin: a late message of an old one must not bring it back. */
function bump(purge: Purge): Statement {
  return {
    sql: `UPDATE seq SET n = n + 1, origin_epoch = CASE
           WHEN ?3 IS NOT NULL AND (?4 OR origin_epoch IS NULL) THEN ?3 ELSE origin_epoch END
       WHERE site = ?1 AND ${PENDING('?2')}`,
    args: [purge.site, purge.claim, purge.origin?.epoch ?? null, purge.tags.includes('site') ? 1 : 0],
  };
}

/**
 * Soft purges of one tag in a row keep the time of the first, so that none prolongs the life of an old page; a soft
 * purge whose time has passed counts as hard from then on.
 */
function raiseTags(purge: Purge, now: number): Statement {
  return {
    sql: `INSERT INTO tag_gen (site, tag, hard, soft, soft_at, origin_seq, origin_epoch, last)
       SELECT s.site, t.value, iif(?3, 0, s.n), iif(?3, s.n, 0), iif(?3, ?4, 0),
         iif(s.origin_epoch = ?5, ?6, NULL), iif(s.origin_epoch = ?5, ?5, NULL), s.n
       FROM seq s, json_each(?7) t WHERE s.site = ?1 AND ${PENDING('?2')}
       ON CONFLICT (site, tag) DO UPDATE SET
         hard = CASE WHEN NOT ?3 THEN excluded.hard
                     WHEN soft > hard AND soft_at + ${SOFT_SECONDS} <= ?4 THEN soft ELSE hard END,
         soft = iif(?3, excluded.soft, soft),
         soft_at = CASE WHEN ?3 AND NOT (soft > hard AND soft_at + ${SOFT_SECONDS} > ?4) THEN ?4 ELSE soft_at END,
         origin_seq = CASE WHEN excluded.origin_seq IS NULL THEN origin_seq
                           WHEN origin_epoch = excluded.origin_epoch THEN max(origin_seq, excluded.origin_seq)
                           ELSE excluded.origin_seq END,
         origin_epoch = coalesce(excluded.origin_epoch, origin_epoch),
         last = excluded.last`,
    args: [
      purge.site,
      purge.claim,
      purge.soft ? 1 : 0,
      now,
      purge.origin?.epoch ?? null,
      purge.origin?.seq ?? null,
      JSON.stringify(purge.tags),
    ],
  };
}

function complete(purge: Purge): Statement {
  return {
    sql: `UPDATE purge_req SET seq = (SELECT n FROM seq WHERE site = ?1), epoch = (SELECT epoch FROM seq WHERE site = ?1)
       WHERE claim = ?2 AND seq IS NULL`,
    args: [purge.site, purge.claim],
  };
}

function answer(purge: Purge): Statement {
  return {
    sql: `SELECT r.claim, r.seq, r.epoch,
         (SELECT f.digest FROM purge_req f WHERE f.site = r.site AND f.idem_key = r.idem_key ORDER BY f.rowid LIMIT 1)
           AS first_digest
       FROM purge_req r WHERE r.kid = ?1 AND r.nonce = ?2`,
    args: [purge.kid, purge.nonce],
  };
}
