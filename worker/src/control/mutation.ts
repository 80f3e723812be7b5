/**
 * A change of the control database that happens once, however often it is sent: nonce, idempotency key, effect and
 * stored answer in one D1 batch, which is one transaction.
 */
import { sha256Hex, toHex } from '@dynamic-cache/contracts/canonical';
import { z } from 'zod';
import { ApiFailure } from '../failure.ts';
import type { SignedBy } from '../middleware/signed.ts';
import { unixTime, type World } from '../world.ts';

/** Kept longer than a timestamp can stay valid. */
const NONCE_SECONDS = 660;
const ANSWER_SECONDS = 86_400;

/** An SQL condition, and the statements that are to happen only while it holds. */
export type Effect = (guard: string) => D1PreparedStatement[];

const Row = z.object({ claim: z.string().nullable(), digest: z.string(), answer: z.string() });

/** Digest of what an idempotency key stands for. */
export function requestDigest({ method, target, bodyDigest }: SignedBy): Promise<string> {
  return sha256Hex(`${method}\n${target}\n${bodyDigest}`);
}

/** Random name of one request, safe in SQL. */
export function newClaim(world: World): string {
  return toHex(world.random(16));
}

/** Runs the effect once and answers; a repetition gets the answer of the first time. */
export async function mutateOnce<T>(
  db: D1Database,
  world: World,
  signed: SignedBy,
  change: { effect: Effect; answer: T; schema: z.ZodType<T> },
): Promise<T> {
  const now = unixTime(world);
  const claim = newClaim(world);
  const digest = await requestDigest(signed);
  const scope = `${signed.siteId ?? signed.pluginId} ${signed.method} ${signed.target}`;
  const key = signed.idempotencyKey ?? signed.nonce;
  const guard = `EXISTS (SELECT 1 FROM idempotency WHERE claim = '${claim}')`;
  const results = await db.batch([
    ...sweepRequests(db, now),
    db
      .prepare('INSERT INTO nonces (kid, nonce, claim, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING')
      .bind(signed.kid, signed.nonce, claim, now),
    db
      .prepare(
        `INSERT INTO idempotency (scope, idem_key, digest, answer, claim, at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM nonces WHERE claim = ?5)
         ON CONFLICT (scope, idem_key) DO NOTHING`,
      )
      .bind(scope, key, digest, JSON.stringify(change.answer), claim, now),
    ...change.effect(guard),
    db
      .prepare(
        `SELECT i.digest, i.answer, (SELECT n.claim FROM nonces n WHERE n.claim = ?3) AS claim
         FROM idempotency i WHERE i.scope = ?1 AND i.idem_key = ?2`,
      )
      .bind(scope, key, claim),
  ]);
  const row = Row.nullable().parse(results.at(-1)?.results[0] ?? null);
  if (row === null || row.claim === null) throw new ApiFailure('replayed_nonce');
  if (row.digest !== digest) throw new ApiFailure('idempotency_key_conflict');
  return change.schema.parse(JSON.parse(row.answer));
}

/** Nonces and answers that no valid request can meet any more. `now` in Unix seconds. */
export function sweepRequests(db: D1Database, now: number): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM nonces WHERE at < ?1').bind(now - NONCE_SECONDS),
    db.prepare('DELETE FROM idempotency WHERE at < ?1').bind(now - ANSWER_SECONDS),
  ];
}

/** An entry of the audit log, written with the change that it tells of. */
export function audit(
  db: D1Database,
  entry: { at: number; siteId: string | null; kid: string | null; action: string; detail: object },
  guard: string,
): D1PreparedStatement {
  const { at, siteId, kid, action, detail } = entry;
  return db
    .prepare(
      `INSERT INTO audit_log (at, site_id, kid, action, detail) SELECT ?1, ?2, ?3, ?4, ?5 WHERE ${guard}`,
    )
    .bind(at, siteId, kid, action, JSON.stringify(detail));
}
