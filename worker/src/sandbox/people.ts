/** What the sandbox of a site knows of one person, and how their name goes out of it. */
import { MOST_RECORDS } from '@dynamic-cache/contracts/sandbox-people';
import type { Effect, Expression } from '../control/mutation.ts';

/** ?1 = tenant, ?2 = the person's name; each part names them in this order. */
const RECORDS = `SELECT 'request' AS kind, id, created_at AS at, json_object('task_type', task_type, 'context', json(context)) AS text
    FROM sandbox_requests WHERE tenant = ?1 AND requested_by_agent = ?2
  UNION ALL
  SELECT 'vote', v.request_id, v.at, coalesce(v.reason, '') FROM sandbox_requests r
    JOIN sandbox_votes v ON v.request_id = r.id WHERE r.tenant = ?1 AND v.agent_id = ?2
  UNION ALL
  SELECT 'claim', a.id, a.start_at, coalesce(a.note, '') FROM sandbox_requests r
    JOIN sandbox_allocations a ON a.request_id = r.id WHERE r.tenant = ?1 AND a.agent_id = ?2
  UNION ALL
  SELECT 'conflict', id, created_at, summary FROM sandbox_conflicts WHERE tenant = ?1 AND reported_by_agent = ?2
  UNION ALL
  SELECT 'resolution', id, coalesce(resolved_at, created_at), coalesce(resolution_note, '')
    FROM sandbox_conflicts WHERE tenant = ?1 AND resolved_by_agent = ?2`;

const OF_REQUESTS = 'request_id IN (SELECT id FROM sandbox_requests WHERE tenant = ?1)';

/** ?3 = what stands in the place of the name. What the work was about stays: it says nothing of anybody then. */
const ERASURES = [
  'UPDATE sandbox_requests SET requested_by_agent = ?3 WHERE tenant = ?1 AND requested_by_agent = ?2',
  `UPDATE sandbox_votes SET agent_id = ?3, reason = NULL WHERE ${OF_REQUESTS} AND agent_id = ?2`,
  `UPDATE sandbox_allocations SET agent_id = ?3, note = NULL WHERE ${OF_REQUESTS} AND agent_id = ?2`,
  'UPDATE sandbox_conflicts SET reported_by_agent = ?3 WHERE tenant = ?1 AND reported_by_agent = ?2',
  'UPDATE sandbox_conflicts SET resolved_by_agent = ?3, resolution_note = NULL WHERE tenant = ?1 AND resolved_by_agent = ?2',
];

export class SandboxPeople {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** One record more than an answer holds, when there are more. */
  records(tenant: string, person: string, offset: number): D1PreparedStatement {
    return this.#db
      .prepare(`${RECORDS} ORDER BY at, kind, id LIMIT ${MOST_RECORDS + 1} OFFSET ?3`)
      .bind(tenant, person, offset);
  }

  /** `nobody`: a name that nobody has, the same for all of it, so that votes of two on one request stay two. */
  erase(tenant: string, person: string, nobody: string): Effect {
    return (guard) =>
      ERASURES.map((sql) => this.#db.prepare(`${sql} AND ${guard}`).bind(tenant, person, nobody));
  }

  /** How many records have the name that nobody has. */
  erased(tenant: string, nobody: string): Expression {
    const records = RECORDS.replace(/\?[12]/g, '?');
    return {
      text: `SELECT json_object('ok', json('true'), 'erased', (SELECT count(*) FROM (${records})))`,
      values: [...records.matchAll(/\?/g)].map((_, at) => (at % 2 === 0 ? tenant : nobody)),
    };
  }
}
