/** How the first samples come here. */
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { siteStore } from '../../store/site.ts';

/** What the host knows, what a tester sees, and both to the Worker: docs/benchmark.md, "To share samples". */
export function linesToShare(origin: string, strategy: string): { host: string; tester: string } {
  return {
    host: `wp dynamic-cache benchmark probe ${strategy} > probe.json`,
    tester: [
      `BASE_URL=${origin} PAGES=/ STRATEGY=${strategy} PROBE_FILE=probe.json node scripts/sandbox/node-cache-benchmark.js`,
      'node scripts/sandbox/share-loadtests.js',
    ].join('\n'),
  };
}

export function NoSamples() {
  const strategy = useSelect((select) => select(siteStore).getStatus()?.strategy, []);
  const { host, tester } = linesToShare(window.location.origin, strategy ?? 'origin-disk');
  return (
    <>
      <p>
        {__(
          'Nobody has shared a sample yet. Measure this host once (Benchmark), and write down what only the host knows:',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Lines text={host} />
      <p>
        {__(
          'Invite a tester below and give them that file; with their key these two commands measure the site from outside and share what they find:',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Lines text={tester} />
    </>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <pre className="dynamic-cache-leaderboard__lines" dir="ltr">
      {text}
    </pre>
  );
}
