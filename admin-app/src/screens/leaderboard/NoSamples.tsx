/** How the first samples come here. */
import { __ } from '@wordpress/i18n';

const LINES = `BASE_URL=${window.location.origin} PAGES=/ PROBE_FILE=probe.json node scripts/sandbox/node-cache-benchmark.js
node scripts/sandbox/share-loadtests.js`;

export function NoSamples() {
  return (
    <>
      <p>
        {__(
          'Nobody has shared a sample yet. Invite a tester below; with that key these two commands measure the site from outside and share what they find:',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <pre className="dynamic-cache-leaderboard__lines" dir="ltr">
        {LINES}
      </pre>
    </>
  );
}
