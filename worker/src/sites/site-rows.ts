/** Everything that belongs to sites in the control database, but for their records and the audit log. */

/** Table and column that names the site. Votes and allocations go with requests, which must still be there for it. */
const ROWS: readonly (readonly [string, string])[] = [
  ['site_keys', 'site_id'],
  ['site_hosts', 'site_id'],
  ['tester_keys', 'site_id'],
  ['cache_metrics', 'site'],
  ['cache_warming', 'site'],
  ['strategy_profiles', 'tenant'],
  ['sandbox_votes', ''],
  ['sandbox_allocations', ''],
  ['sandbox_requests', 'tenant'],
  ['sandbox_conflicts', 'tenant'],
  ['loadtest_samples', 'tenant'],
];

/** SQL that deletes it. `sites`: what follows `IN`, a list or a query of ids. */
export function deletionsOfSites(sites: string): string[] {
  return ROWS.map(([table, column]) =>
    column === ''
      ? `DELETE FROM ${table} WHERE request_id IN (SELECT id FROM sandbox_requests WHERE tenant IN ${sites})`
      : `DELETE FROM ${table} WHERE ${column} IN ${sites}`,
  );
}
