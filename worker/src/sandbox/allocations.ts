/** Who works on what: requests that are claimed, released, and returned to the queue when their time is over. */
import { DEFAULT_MINUTES, type SandboxClaim, type SandboxRelease } from '@dynamic-cache/contracts/sandbox';
import type { Effect, Expression } from '../control/mutation.ts';
import type { Owner } from '../control/owner.ts';
import { OWN, type SandboxQueue } from './queue.ts';
import { ALLOCATION_JSON, REQUEST_JSON } from './records.ts';

/** A request that may be taken at a moment. */
const WAITING = `tenant = ? AND plugin_id = ? AND status = 'queued' AND (earliest_start_at IS NULL OR earliest_start_at <= ?)`;

/** Returns what nobody has released in time to the queue, whoever it belongs to: before each claim, and by the schedule. */
export function requeueExpired(db: D1Database, now: number): D1PreparedStatement[] {
  const over = `status = 'active' AND end_at <= ?1`;
  return [
    db
      .prepare(
        `UPDATE sandbox_requests SET status = 'queued', allocation_id = NULL
         WHERE allocation_id IN (SELECT id FROM sandbox_allocations WHERE ${over}) AND status = 'claimed'`,
      )
      .bind(now),
    db.prepare(`UPDATE sandbox_allocations SET status = 'expired', released_at = ?1 WHERE ${over}`).bind(now),
  ];
}

export class SandboxAllocations {
  readonly #db: D1Database;
  readonly #owner: Owner;

  constructor(db: D1Database, owner: Owner) {
    this.#db = db;
    this.#owner = owner;
  }

  /** Takes the best request that waits. In the one transaction, so that two claims never take the same. */
  claim(id: string, { agent_id, slot_minutes, sandbox_id }: SandboxClaim, now: number): Effect {
    const { tenant, pluginId } = this.#owner;
    const end = now + (slot_minutes ?? DEFAULT_MINUTES) * 60;
    return (guard) => [
      this.#db
        .prepare(
          `INSERT INTO sandbox_allocations (id, request_id, tenant, plugin_id, agent_id, sandbox_id, status, start_at, end_at)
           SELECT ?, id, tenant, plugin_id, ?, ?, 'active', ?, ? FROM sandbox_requests
           WHERE ${WAITING} AND ${guard} ORDER BY score DESC, n LIMIT 1`,
        )
        .bind(id, agent_id, sandbox_id ?? null, now, end, tenant, pluginId, now),
      this.#db
        .prepare(
          `UPDATE sandbox_requests SET status = 'claimed', allocation_id = ?1
           WHERE id = (SELECT request_id FROM sandbox_allocations WHERE id = ?1) AND ${guard}`,
        )
        .bind(id),
    ];
  }

  /** Refuses a claim when its sandbox is in use, or nothing waits. */
  nothingToClaim(sandboxId: string | null, now: number): Expression {
    const { tenant, pluginId } = this.#owner;
    const inUse = `SELECT 1 FROM sandbox_allocations WHERE tenant = ? AND plugin_id = ? AND sandbox_id = ? AND status = 'active'`;
    const text = `CASE WHEN EXISTS (${inUse}) THEN 'sandbox_claim_conflict'
      WHEN NOT EXISTS (SELECT 1 FROM sandbox_requests WHERE ${WAITING}) THEN 'no_sandbox_request_available' END`;
    return { text, values: [tenant, pluginId, sandboxId, tenant, pluginId, now] };
  }

  claimed(id: string): Expression {
    const text = `SELECT json_object('ok', json('true'), 'selected_request', ${REQUEST_JSON}, 'selected_score', r.score,
      'allocation', ${ALLOCATION_JSON}) FROM sandbox_allocations a JOIN sandbox_requests r ON r.id = a.request_id
      WHERE a.id = ?`;
    return { text, values: [id] };
  }

  /** Ends the work on a request. */
  release({ request_id, outcome, note }: SandboxRelease, now: number): Effect {
    const status = outcome === 'requeue' ? 'queued' : outcome;
    return (guard) => [
      this.#db
        .prepare(
          `UPDATE sandbox_allocations SET status = ?2, released_at = ?3, note = ?4
           WHERE id = (SELECT allocation_id FROM sandbox_requests WHERE id = ?1) AND ${guard}`,
        )
        .bind(request_id, outcome, now, note ?? null),
      this.#db
        .prepare(`UPDATE sandbox_requests SET status = ?2, allocation_id = NULL WHERE id = ?1 AND ${guard}`)
        .bind(request_id, status),
    ];
  }

  /** Refuses to release what is not there, not claimed, or neither claimed nor requested by this agent. */
  notReleasable(queue: SandboxQueue, { request_id, agent_id }: SandboxRelease): Expression {
    const own = queue.own(request_id);
    const text = `CASE WHEN NOT EXISTS (${OWN}) THEN 'sandbox_request_not_found'
      WHEN (${OWN}) <> 'claimed' THEN 'sandbox_request_not_claimed'
      WHEN NOT EXISTS (SELECT 1 FROM sandbox_requests r JOIN sandbox_allocations a ON a.id = r.allocation_id
        WHERE r.id = ? AND ? IN (r.requested_by_agent, a.agent_id)) THEN 'not_claimer_or_requester' END`;
    return { text, values: [...own, ...own, request_id, agent_id] };
  }

  /** The latest allocation of a request is the one that was just released. */
  released(requestId: string): Expression {
    const text = `SELECT json_object('ok', json('true'), 'request', ${REQUEST_JSON}, 'allocation', ${ALLOCATION_JSON})
      FROM sandbox_allocations a JOIN sandbox_requests r ON r.id = a.request_id
      WHERE a.request_id = ? ORDER BY a.rowid DESC LIMIT 1`;
    return { text, values: [requestId] };
  }
}
