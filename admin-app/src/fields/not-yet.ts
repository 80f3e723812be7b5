/**
 * What this version stores but does not act upon. The REST API and WP-CLI take these settings, as the contract says; a
 * control for one would promise what does not happen, so that no screen shows it. Whoever gives a setting its effect
 * takes its line away.
 */
export const NOT_YET: ReadonlySet<string> = new Set([
  // No log of decisions is written.
  'log.level',
  'log.days',
]);
