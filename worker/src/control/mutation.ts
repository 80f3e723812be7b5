/**
 * A change of the control database that happens once, however often it is sent: nonce, idempotency key, effect and
 * stored answer in one D1 batch, which is one transaction.
 */
import { ApiErrorCode } from '@dynamic-cache/contracts/api-error';
import { sha256Hex, toHex } from '@dynamic-cache/contracts/canonical';
import { z } from 'zod';
import { ApiFailure } from '../failure.ts';
import { unixTime, type World } from '../world.ts';
import type { SignedBy } from './signed-by.ts';

/** Kept longer than a timestamp can stay valid. */
const NONCE_SECONDS = 660;
const ANSWER_SECONDS = 86_400;

/** An SQL condition, and the statements that are to happen only while it holds. */
export type Effect = (guard: string) => D1PreparedStatement[];

/** An SQL expression with its values for `?`. */
export interface Expression {
  text: string;
  values: readonly (string | number | null)[];
}

/** What is to happen once. */
export interface Change<T> {
  /** What has to be in order before anything is judged; happens each time, so it must do no harm when repeated. */
  before?: D1PreparedStatement[];
  /** Judged inside the transaction, before the effect: the code with which the change is refused, or NULL. */
  refusal?: Expression;
  effect: Effect;
  /** The answer, or the JSON of it as it is after the effect. */
  answer: T | { built: Expression };
  schema: z.ZodType<T>;
}

const Row = z.object({
  claim: z.string().nullable(),
  digest: z.string(),
  answer: z.string(),
  refusal: ApiErrorCode.nullable(),
});

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
  change: Change<T>,
): Promise<T> {
  const claim = newClaim(world);
  const digest = await requestDigest(signed);
  const guard = `EXISTS (SELECT 1 FROM idempotency WHERE claim = '${claim}' AND refusal IS NULL)`;
  const call = { db, now: unixTime(world), claim, scope: scopeOf(signed), digest };
  const results = await db.batch([
    ...sweepRequests(db, call.now),
    ...(change.before ?? []),
    spend(call, signed),
    take(call, signed, change),
    ...refuse(call, change),
    ...change.effect(guard),
    ...build(call, change),
    outcome(call, signed),
    // A refusal is not stored: another try may find it otherwise.
    db.prepare('DELETE FROM idempotency WHERE claim = ?1 AND refusal IS NOT NULL').bind(claim),
  ]);
  const row = Row.nullable().parse(results.at(-2)?.results[0] ?? null);
  if (row === null || row.claim === null) throw new ApiFailure('replayed_nonce');
  if (row.refusal !== null) throw new ApiFailure(row.refusal);
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

/** Spends the nonce of a POST that only reads, and reads. Answers the rows of each query. */
export async function readOnce(
  db: D1Database,
  world: World,
  signed: SignedBy,
  queries: D1PreparedStatement[],
): Promise<unknown[][]> {
  const now = unixTime(world);
  const claim = newClaim(world);
  const spending = [...sweepRequests(db, now), spend({ db, now, claim }, signed)];
  const results = await db.batch([
    ...spending,
    db.prepare('SELECT 1 FROM nonces WHERE claim = ?1').bind(claim),
    ...queries,
  ]);
  const rows = results.slice(spending.length).map((result): unknown[] => result.results);
  if (rows[0]?.length !== 1) throw new ApiFailure('replayed_nonce');
  return rows.slice(1);
}

interface Spending {
  db: D1Database;
  now: number;
  claim: string;
}

interface Call extends Spending {
  scope: string;
  digest: string;
}

/** Whose keys do not meet: a site's own (whichever of its keys signed), each tester's, and by plugin id the others'. */
function scopeOf({ tester, siteId, pluginId, method, target }: SignedBy): string {
  return `${tester?.pluginId ?? siteId ?? pluginId} ${method} ${target}`;
}

function spend({ db, now, claim }: Spending, { kid, nonce }: SignedBy): D1PreparedStatement {
  return db
    .prepare('INSERT INTO nonces (kid, nonce, claim, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING')
    .bind(kid, nonce, claim, now);
}

function take<T>(call: Call, signed: SignedBy, { answer }: Change<T>): D1PreparedStatement {
  const { db, scope, digest, claim, now } = call;
  return db
    .prepare(
      `INSERT INTO idempotency (scope, idem_key, digest, answer, claim, at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM nonces WHERE claim = ?5)
       ON CONFLICT (scope, idem_key) DO NOTHING`,
    )
    .bind(scope, keyOf(signed), digest, isBuilt(answer) ? '' : JSON.stringify(answer), claim, now);
}

function refuse<T>({ db, claim }: Call, { refusal }: Change<T>): D1PreparedStatement[] {
  if (refusal === undefined) return [];
  const sql = `UPDATE idempotency SET refusal = (${refusal.text}) WHERE claim = ?`;
  return [db.prepare(sql).bind(...refusal.values, claim)];
}

function build<T>({ db, claim }: Call, { answer }: Change<T>): D1PreparedStatement[] {
  if (!isBuilt(answer)) return [];
  const { text, values } = answer.built;
  const sql = `UPDATE idempotency SET answer = (${text}) WHERE claim = ? AND refusal IS NULL`;
  return [db.prepare(sql).bind(...values, claim)];
}

function outcome({ db, scope, claim }: Call, signed: SignedBy): D1PreparedStatement {
  return db
    .prepare(
      `SELECT i.digest, i.answer, i.refusal, (SELECT n.claim FROM nonces n WHERE n.claim = ?3) AS claim
       FROM idempotency i WHERE i.scope = ?1 AND i.idem_key = ?2`,
    )
    .bind(scope, keyOf(signed), claim);
}

/** Without a key of its own a request is its nonce. */
function keyOf({ idempotencyKey, nonce }: SignedBy): string {
  return idempotencyKey ?? nonce;
}

function isBuilt<T>(answer: T | { built: Expression }): answer is { built: Expression } {
  return typeof answer === 'object' && answer !== null && 'built' in answer;
}
