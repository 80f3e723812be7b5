/**
 * What this version stores but does not act upon. The REST API and WP-CLI take these settings, as the contract says; a
 * control for one would promise what does not happen, so that no screen shows it. Whoever gives a setting its effect
 * takes its line away.
 */
export const NOT_YET: ReadonlySet<string> = new Set([
  // The Worker keeps its own ledger of purges; the zone's cache is not purged, and no password is sent to the origin.
  'edge.zone_id',
  'edge.zone_token',
  'edge.basic_auth',
  // Hits are not compared with fresh renders.
  'proof.sample_rate',
  'proof.max_per_hour',
  // No log of decisions is written.
  'log.level',
  'log.days',
]);

/** Single values of a setting to which the same applies: R2 at the edge. */
export const NOT_YET_CHOICES: Readonly<Record<string, readonly (string | number)[]>> = {
  strategy: ['edge-r2'],
};
