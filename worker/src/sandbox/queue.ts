/** The queue of the sandbox: requests and the votes on them. Every row belongs to one owner. */
import {
  DEFAULT_MINUTES,
  DEFAULT_PRIORITY,
  DEFAULT_REQUESTS,
  RequestStatus,
  type SandboxList,
  type SandboxRequest,
  type SandboxVote,
} from '@dynamic-cache/contracts/sandbox';
import type { Effect, Expression } from '../control/mutation.ts';
import type { Owner } from '../control/owner.ts';
import { ALLOCATION_JSON, REQUEST_JSON } from './records.ts';

/** How much a step of priority counts in votes. */
export const PRIORITY_WEIGHT = 10;

const DEFAULT_TASK = 'generic';

export class SandboxQueue {
  readonly #db: D1Database;
  readonly #owner: Owner;

  constructor(db: D1Database, owner: Owner) {
    this.#db = db;
    this.#owner = owner;
  }

  /** Puts a request into the queue. */
  add(id: string, request: SandboxRequest, now: number): Effect {
    const { tenant, pluginId } = this.#owner;
    const { site_id, requested_by_agent, task_type, estimated_minutes, context } = request;
    const priority = request.priority_base ?? DEFAULT_PRIORITY;
    return (guard) => [
      this.#db
        .prepare(
          `INSERT INTO sandbox_requests (id, tenant, plugin_id, site_id, requested_by_agent, task_type, priority_base,
             estimated_minutes, earliest_start_at, context, status, score, created_at)
           SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'queued', ${PRIORITY_WEIGHT} * ?7, ?11 WHERE ${guard}`,
        )
        .bind(
          ...[id, tenant, pluginId, site_id, requested_by_agent, task_type ?? DEFAULT_TASK, priority],
          ...[estimated_minutes ?? DEFAULT_MINUTES, secondsOf(request.earliest_start_at)],
          ...[JSON.stringify(context ?? null), now],
        ),
    ];
  }

  told(id: string): Expression {
    const text = `SELECT json_object('ok', json('true'), 'request', ${REQUEST_JSON}) FROM sandbox_requests r WHERE r.id = ?`;
    return { text, values: [id] };
  }

  /** Each as one JSON text in the column `listed`: what is claimed, what waits in its order, the rest newest first. */
  list({ site_id, status, limit }: SandboxList): D1PreparedStatement {
    const { tenant, pluginId } = this.#owner;
    return this.#db
      .prepare(
        `SELECT json_object('request', ${REQUEST_JSON}, 'votes', (SELECT count(*) FROM sandbox_votes v WHERE v.request_id = r.id),
           'allocation', json(CASE WHEN a.id IS NOT NULL THEN ${ALLOCATION_JSON} END)) AS listed
         FROM sandbox_requests r LEFT JOIN sandbox_allocations a ON a.id = r.allocation_id
         WHERE r.tenant = ?1 AND r.plugin_id = ?2 AND r.status IN (SELECT value FROM json_each(?3))
           AND (?4 IS NULL OR r.site_id = ?4)
         ORDER BY CASE r.status WHEN 'claimed' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END,
           CASE r.status WHEN 'queued' THEN -r.score ELSE -r.n END, r.n LIMIT ?5`,
      )
      .bind(
        ...[tenant, pluginId, JSON.stringify(statuses(status ?? 'open'))],
        ...[site_id ?? null, limit ?? DEFAULT_REQUESTS],
      );
  }

  /** One vote for each agent; a second one replaces the first. */
  vote({ request_id, agent_id, vote, reason }: SandboxVote, now: number): Effect {
    return (guard) => [
      this.#db
        .prepare(
          `INSERT INTO sandbox_votes (request_id, agent_id, vote, reason, at) SELECT ?1, ?2, ?3, ?4, ?5 WHERE ${guard}
           ON CONFLICT (request_id, agent_id) DO UPDATE SET vote = excluded.vote, reason = excluded.reason, at = excluded.at`,
        )
        .bind(request_id, agent_id, vote, reason ?? null, now),
      this.#db
        .prepare(
          `UPDATE sandbox_requests SET score = ${PRIORITY_WEIGHT} * priority_base
             + (SELECT coalesce(sum(v.vote), 0) FROM sandbox_votes v WHERE v.request_id = ?1)
           WHERE id = ?1 AND ${guard}`,
        )
        .bind(request_id),
    ];
  }

  voted(requestId: string): Expression {
    const text = `SELECT json_object('ok', json('true'), 'request_id', id, 'score', score,
      'votes', (SELECT count(*) FROM sandbox_votes v WHERE v.request_id = r.id)) FROM sandbox_requests r WHERE r.id = ?`;
    return { text, values: [requestId] };
  }

  /** Refuses what is not there, or not this owner's, with one word; and what nobody waits for any more. */
  notOpen(requestId: string): Expression {
    const text = `CASE WHEN NOT EXISTS (${OWN}) THEN 'sandbox_request_not_found'
      WHEN (${OWN}) IN ('completed', 'failed') THEN 'sandbox_request_closed' END`;
    const values = this.own(requestId);
    return { text, values: [...values, ...values] };
  }

  /** Refuses what is not there, or not this owner's. */
  notThere(requestId: string): Expression {
    const text = `CASE WHEN NOT EXISTS (${OWN}) THEN 'sandbox_request_not_found' END`;
    return { text, values: this.own(requestId) };
  }

  /** Values of `OWN`. */
  own(requestId: string): string[] {
    return [requestId, this.#owner.tenant, this.#owner.pluginId];
  }
}

/** The status of a request of this owner. */
export const OWN = 'SELECT status FROM sandbox_requests WHERE id = ? AND tenant = ? AND plugin_id = ?';

function statuses(asked: NonNullable<SandboxList['status']>): readonly RequestStatus[] {
  if (asked === 'all') return RequestStatus.options;
  return asked === 'open' ? ['queued', 'claimed'] : [asked];
}

function secondsOf(moment: SandboxRequest['earliest_start_at']): number | null {
  if (moment == null) return null;
  return typeof moment === 'number' ? moment : Math.floor(Date.parse(moment) / 1000);
}
