/**
 * How long the control plane keeps what, and what goes when its time is over: a D1 ends at 10 GB. `RETENTION_DAYS`
 * changes the days, as `samples=90,audit=30`.
 */

const DAY = 86_400;

/** Days, by the name that the setting has for them. */
const DAYS = { samples: 180, sandbox: 180, audit: 400, profiles: 400, testers: 400 };
type Kept = keyof typeof DAYS;

/** So many rows of a table go at a time: a larger transaction would keep others waiting. */
const AT_A_TIME = 5000;

/** Days as set; what is not understood, and less than a day, leaves the usual. */
export function retentionDays(setting: string | undefined): Record<Kept, number> {
  const days = { ...DAYS };
  for (const part of (setting ?? '').split(',')) {
    const [, name, number] = /^\s*([a-z]+)=([1-9][0-9]{0,3})\s*$/.exec(part) ?? [];
    if (name !== undefined && isKept(name)) days[name] = Number(number);
  }
  return days;
}

function isKept(name: string): name is Kept {
  return Object.hasOwn(DAYS, name);
}

/** Deletes what is older; what is in use stays, however old it is. `now` in Unix seconds. */
export function retire(db: D1Database, now: number, setting: string | undefined): D1PreparedStatement[] {
  const days = retentionDays(setting);
  const before = (name: Kept) => now - days[name] * DAY;
  const oldRequests = `SELECT id FROM sandbox_requests WHERE created_at < ?1 AND status <> 'claimed' ORDER BY created_at LIMIT ${AT_A_TIME}`;
  const old = (sql: string, time: number) => db.prepare(sql).bind(time);
  const byKey = (table: string, key: string, time: string, more = '') =>
    `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${time} < ?1 ${more} LIMIT ${AT_A_TIME})`;
  return [
    old(byKey('audit_log', 'id', 'at'), before('audit')),
    old(byKey('loadtest_samples', 'n', 'at'), before('samples')),
    old('DELETE FROM strategy_profiles WHERE persisted_at < ?1', before('profiles')),
    old(`DELETE FROM sandbox_votes WHERE request_id IN (${oldRequests})`, before('sandbox')),
    old(`DELETE FROM sandbox_allocations WHERE request_id IN (${oldRequests})`, before('sandbox')),
    old(`DELETE FROM sandbox_requests WHERE id IN (${oldRequests})`, before('sandbox')),
    old(byKey('sandbox_conflicts', 'n', 'created_at', `AND status <> 'open'`), before('sandbox')),
    old('DELETE FROM tester_keys WHERE revoked_at < ?1', before('testers')),
  ];
}
