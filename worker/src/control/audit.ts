/** The audit log: who changed what, written in the transaction of the change. */

export interface AuditEntry {
  /** Unix seconds. */
  at: number;
  siteId: string | null;
  kid: string | null;
  action: string;
  /** No secret and no text of a person: ids, counts and settings. */
  detail: object;
}

/** Adds an entry while `guard`, an SQL condition, holds. */
export function audit(db: D1Database, entry: AuditEntry, guard: string): D1PreparedStatement {
  const { at, siteId, kid, action, detail } = entry;
  return db
    .prepare(
      `INSERT INTO audit_log (at, site_id, kid, action, detail) SELECT ?1, ?2, ?3, ?4, ?5 WHERE ${guard}`,
    )
    .bind(at, siteId, kid, action, JSON.stringify(detail));
}
