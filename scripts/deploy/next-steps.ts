/** What the owner of a deployed Worker does on the site. Pure. */

/** What wp-config.php gets, by the secret of the Worker whose value it is. */
const CONSTANTS = new Map([
  ['EDGE_BOOTSTRAP_SECRET', 'DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET'],
  ['CAP_TOKEN_SANDBOX_WRITE', 'DYNAMIC_CACHE_SANDBOX_TOKEN'],
]);

/**
 * Lines for a screen. The values themselves are shown nowhere but in the file.
 *
 * @param secretsFile where secrets are that were made by this deployment; null: it made none
 */
export function nextSteps(secretsFile: string | null): string[] {
  const made =
    secretsFile === null
      ? []
      : [
          `New secrets are in ${secretsFile} (only you can read it). On each site, wp-config.php needs`,
          ...[...CONSTANTS].map(([secret, name]) => `  define( '${name}', '…the value of ${secret}…' );`),
          'The second opens the sandbox of the Leaderboard screen; all else does without it.',
        ];
  return [...made, 'Then, in wp-admin: Dynamic Cache → Settings → Edge, the address above, Connect.'];
}
