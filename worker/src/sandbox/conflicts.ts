/** Conflicts between workers of a sandbox. Every row belongs to one owner. */
import {
  type ConflictList,
  type ConflictReport,
  type ConflictResolve,
  DEFAULT_CONFLICTS,
} from '@dynamic-cache/contracts/sandbox-conflicts';
import type { Effect, Expression } from '../control/mutation.ts';
import type { Owner } from '../control/owner.ts';
import { CONFLICT_JSON } from './records.ts';

/** The status of a conflict of this owner. */
const OWN = 'SELECT status FROM sandbox_conflicts WHERE id = ? AND tenant = ? AND plugin_id = ?';

export class SandboxConflicts {
  readonly #db: D1Database;
  readonly #owner: Owner;

  constructor(db: D1Database, owner: Owner) {
    this.#db = db;
    this.#owner = owner;
  }

  add(id: string, report: ConflictReport, now: number): Effect {
    const { tenant, pluginId } = this.#owner;
    const { site_id, request_id, agent_id, severity, summary, details } = report;
    return (guard) => [
      this.#db
        .prepare(
          `INSERT INTO sandbox_conflicts (id, tenant, plugin_id, site_id, request_id, reported_by_agent, severity, summary,
             details, status, created_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', ?10 WHERE ${guard}`,
        )
        .bind(
          ...[id, tenant, pluginId, site_id, request_id ?? null, agent_id, severity, summary],
          ...[JSON.stringify(details ?? null), now],
        ),
    ];
  }

  told(id: string): Expression {
    const text = `SELECT json_object('ok', json('true'), 'conflict', ${CONFLICT_JSON}) FROM sandbox_conflicts c WHERE c.id = ?`;
    return { text, values: [id] };
  }

  /** The newest first, each as one JSON text in the column `conflict`. */
  list({ site_id, request_id, status, limit }: ConflictList): D1PreparedStatement {
    const { tenant, pluginId } = this.#owner;
    const wanted = status ?? 'open';
    return this.#db
      .prepare(
        `SELECT ${CONFLICT_JSON} AS conflict FROM sandbox_conflicts c
         WHERE c.tenant = ?1 AND c.plugin_id = ?2 AND c.status IN (SELECT value FROM json_each(?3))
           AND (?4 IS NULL OR c.site_id = ?4) AND (?5 IS NULL OR c.request_id = ?5)
         ORDER BY c.n DESC LIMIT ?6`,
      )
      .bind(
        ...[
          tenant,
          pluginId,
          JSON.stringify(wanted === 'all' ? ['open', 'resolved', 'dismissed'] : [wanted]),
        ],
        ...[site_id ?? null, request_id ?? null, limit ?? DEFAULT_CONFLICTS],
      );
  }

  resolve({ conflict_id, agent_id, resolution, note }: ConflictResolve, now: number): Effect {
    return (guard) => [
      this.#db
        .prepare(
          `UPDATE sandbox_conflicts SET status = ?2, resolved_by_agent = ?3, resolution_note = ?4, resolved_at = ?5
           WHERE id = ?1 AND ${guard}`,
        )
        .bind(conflict_id, resolution ?? 'resolved', agent_id, note ?? null, now),
    ];
  }

  /** Refuses what is not there, or not this owner's, and what was resolved before. */
  notOpen(id: string): Expression {
    const own = [id, this.#owner.tenant, this.#owner.pluginId];
    const text = `CASE WHEN NOT EXISTS (${OWN}) THEN 'sandbox_conflict_not_found'
      WHEN (${OWN}) <> 'open' THEN 'sandbox_conflict_not_open' END`;
    return { text, values: [...own, ...own] };
  }
}
