/** The key of a new tester, shown this once, as lines for a shell. */
import type { TesterInvited } from '@dynamic-cache/contracts/testers';
import { Button, Notice, TextareaControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { siteStore } from '../../store/site.ts';

/** The variables that scripts/sandbox/share-loadtests.js reads. */
export function linesFor(
  { tester, secret, capability_token }: TesterInvited,
  url: string,
  siteId: string,
): string {
  return [
    `WORKER_BASE_URL=${url}`,
    `SITE_ID=${siteId}`,
    `WORKER_ID=${tester.plugin_id}`,
    `PLUGIN_ID=${tester.plugin_id}`,
    `WP_PLUGIN_SHARED_SECRET=${secret}`,
    `CAP_TOKEN_SANDBOX_WRITE=${capability_token}`,
  ].join('\n');
}

export function Invited({ invited }: { invited: TesterInvited }) {
  const [isCopied, setCopied] = useState(false);
  const edge = useSelect((select) => select(siteStore).getStatus()?.edge, []);
  const { putAway } = useDispatch(leaderboardStore);
  const lines = linesFor(invited, edge?.url ?? '', edge?.site_id ?? '');
  const copy = () =>
    // Without https there is no clipboard; the lines can be selected all the same.
    navigator.clipboard?.writeText(lines).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Notice status="warning" isDismissible={false}>
      <p>
        {
          /* translators: %s: name of a tester */
          sprintf(
            __(
              'The key of “%s”. It is shown this once: give it to the tester by a safe way.',
              'ai-wp-dynamic-cache',
            ),
            invited.tester.name,
          )
        }
      </p>
      <TextareaControl
        __nextHasNoMarginBottom
        label={__('Lines for the tester', 'ai-wp-dynamic-cache')}
        className="dynamic-cache-leaderboard__key"
        value={lines}
        readOnly
        rows={6}
        dir="ltr"
        spellCheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={() => {}}
      />
      <div className="dynamic-cache-leaderboard__acts">
        <Button __next40pxDefaultSize variant="primary" onClick={copy}>
          {isCopied ? __('Copied', 'ai-wp-dynamic-cache') : __('Copy', 'ai-wp-dynamic-cache')}
        </Button>
        <Button __next40pxDefaultSize variant="secondary" onClick={() => putAway()}>
          {__('I have it', 'ai-wp-dynamic-cache')}
        </Button>
      </div>
    </Notice>
  );
}
