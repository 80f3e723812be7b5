/**
 * What this version stores but does not act upon. The REST API and WP-CLI take these settings, as the contract says; a
 * control for one would promise what does not happen, so that no screen shows it. Whoever gives a setting its effect
 * takes its line away.
 */
export const NOT_YET: ReadonlySet<string> = new Set([
  // Forms on stored pages are not renewed yet.
  'nonce_refresh',
  // Pages are sent by the drop-in alone: neither auto_prepend_file nor the web server sends any.
  'early_start',
  'direct_mode',
  // The sweep deletes pages that can never be served again, and does not look at the space that the others take.
  'disk.max_bytes',
  // There is no page store in Redis.
  'redis.host',
  'redis.port',
  'redis.tls',
  'redis.username',
  'redis.password',
  'redis.prefix',
  'redis.cluster',
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

/** Single values of a setting to which the same applies: pages in Redis, and R2 at the edge. */
export const NOT_YET_CHOICES: Readonly<Record<string, readonly (string | number)[]>> = {
  strategy: ['object-cache', 'edge-r2'],
};
