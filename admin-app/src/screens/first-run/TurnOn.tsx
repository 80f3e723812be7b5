/** What is going to change on disk, one button, how to undo it, and the proof that it works. */
import type { WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import { Button, Notice, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { goTo } from '../../navigation.ts';
import { siteStore } from '../../store/site.ts';

export function TurnOn() {
  const { status, busy, failure, warmed } = useSelect((select) => {
    const site = select(siteStore);
    return {
      status: site.getStatus(),
      busy: site.getBusy(),
      failure: site.getFailure(),
      warmed: site.getWarmed(),
    };
  }, []);
  const { switchCache, warm } = useDispatch(siteStore);
  const complaint = failure !== null && (
    <Notice status="error" isDismissible={false}>
      {failure}
    </Notice>
  );
  if (status === null) return complaint || <Spinner />;
  if (status.enabled)
    return (
      <>
        {complaint}
        <IsOn warmed={warmed} isBusy={busy === 'warm'} prove={() => warm([status.home])} />
      </>
    );
  return (
    <>
      {complaint}
      <p>{__('Turning on writes three things:', 'ai-wp-dynamic-cache')}</p>
      <ul className="dynamic-cache-changes">
        <li>
          <code>wp-content/advanced-cache.php</code>{' '}
          {__('– the small file that WordPress loads first', 'ai-wp-dynamic-cache')}
        </li>
        <li>
          <code>define( 'WP_CACHE', true );</code>{' '}
          {__('– one line in wp-config.php, which tells WordPress to load it', 'ai-wp-dynamic-cache')}
        </li>
        <li>
          <code>wp-content/cache/dynamic-cache/</code>{' '}
          {__('– the folder with the stored pages', 'ai-wp-dynamic-cache')}
        </li>
      </ul>
      <p>{__('Turn off puts both files back byte for byte, at any time.', 'ai-wp-dynamic-cache')}</p>
      <Button
        __next40pxDefaultSize
        variant="primary"
        isBusy={busy === 'switch'}
        disabled={busy !== null}
        accessibleWhenDisabled
        onClick={async () => (await switchCache(true)) && warm([status.home])}
      >
        {__('Turn on', 'ai-wp-dynamic-cache')}
      </Button>
    </>
  );
}

type IsOnProps = { warmed: WarmAnswer | null; isBusy: boolean; prove: () => void };

function IsOn({ warmed, isBusy, prove }: IsOnProps) {
  const page = warmed?.pages[0];
  return (
    <>
      <p>
        <strong>{__('The cache is on.', 'ai-wp-dynamic-cache')}</strong>
      </p>
      {page !== undefined && <p aria-live="polite">{proof(page)}</p>}
      <Button __next40pxDefaultSize variant="secondary" isBusy={isBusy} disabled={isBusy} onClick={prove}>
        {__('Fetch the front page', 'ai-wp-dynamic-cache')}
      </Button>{' '}
      <Button __next40pxDefaultSize variant="primary" onClick={() => goTo('dashboard')}>
        {__('Go to the dashboard', 'ai-wp-dynamic-cache')}
      </Button>
    </>
  );
}

function proof({ origin, warm }: WarmAnswer['pages'][number]): string {
  if (origin.error !== null) return origin.error;
  if (origin.outcome === 'hit') {
    /* translators: %d: milliseconds */
    return sprintf(
      __('The front page came from the cache in %d ms.', 'ai-wp-dynamic-cache'),
      Math.round(origin.ms),
    );
  }
  return warm
    ? /* translators: %d: milliseconds */
      sprintf(
        __(
          'WordPress rendered the front page in %d ms, and it is stored now: the next visitor gets it from the cache.',
          'ai-wp-dynamic-cache',
        ),
        Math.round(origin.ms),
      )
    : /* translators: %s: a reason in one word */
      sprintf(
        __('The front page was fetched and not stored: %s', 'ai-wp-dynamic-cache'),
        origin.reason ?? '–',
      );
}
