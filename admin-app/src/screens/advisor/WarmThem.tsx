/** Fetches the pages of the order, so that the next visitors get them from the cache. */
import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count } from '../../components/format.ts';
import { pagesStore } from '../../store/pages.ts';
import { useWhenDone, Work } from '../pages/Work.tsx';

type Props = { urls: readonly string[]; then: () => void };

export function WarmThem({ urls, then }: Props) {
  const { isWorking, failure } = useSelect((select) => {
    const pages = select(pagesStore);
    return { isWorking: pages.getProgress() !== null, failure: pages.getFailure() };
  }, []);
  // The list of pages works with the same store: what came of its work is not told here.
  const [isOurs, setOurs] = useState(false);
  const { warm } = useDispatch(pagesStore);
  useWhenDone(then);
  return (
    <>
      {isOurs && failure !== null && (
        <Notice status="error" isDismissible={false}>
          {failure}
        </Notice>
      )}
      {isOurs && <Work />}
      <div>
        <Button
          __next40pxDefaultSize
          variant="secondary"
          disabled={isWorking}
          accessibleWhenDisabled
          onClick={() => {
            setOurs(true);
            warm(urls);
          }}
        >
          {sprintf(
            /* translators: %s: number of pages */
            _n('Warm this page', 'Warm these %s pages', urls.length, 'ai-wp-dynamic-cache'),
            count(urls.length),
          )}
        </Button>{' '}
        {__('Each is fetched once, as a visitor would; no setting changes.', 'ai-wp-dynamic-cache')}
      </div>
    </>
  );
}
