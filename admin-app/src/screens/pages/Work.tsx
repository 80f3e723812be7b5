/** Work on the pages that were chosen: how far it is, how to leave it, and what came of it. */
import { Button, Notice, ProgressBar } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { count } from '../../components/format.ts';
import { meaning } from '../../components/reasons.ts';
import { type PagesDone, pagesStore } from '../../store/pages.ts';
import './work.scss';

/** Says at the edge of the window what came of the work, then calls back. */
export function useWhenDone(then: () => void): void {
  const { createSuccessNotice } = useDispatch(notices);
  const done = useSelect((select) => select(pagesStore).getDone(), []);
  const announced = useRef(done);
  const after = useRef(then);
  after.current = then;
  useEffect(() => {
    if (done === null || done === announced.current) return;
    announced.current = done;
    createSuccessNotice(said(done), { type: 'snackbar' });
    after.current();
  }, [done, createSuccessNotice]);
}

export function Work() {
  const { progress, done } = useSelect((select) => {
    const pages = select(pagesStore);
    return { progress: pages.getProgress(), done: pages.getDone() };
  }, []);
  const { stop } = useDispatch(pagesStore);
  if (progress?.work === 'warm') {
    return (
      <div className="dynamic-cache-work" role="status">
        {/* translators: 1: number of pages that are done, 2: number of all of them */}
        <span>
          {sprintf(
            _n(
              'Warming: %1$s of %2$s page',
              'Warming: %1$s of %2$s pages',
              progress.of,
              'ai-wp-dynamic-cache',
            ),
            count(progress.done),
            count(progress.of),
          )}
        </span>
        <ProgressBar value={(100 * progress.done) / progress.of} />
        <Button variant="secondary" size="compact" onClick={() => stop()}>
          {__('Stop', 'ai-wp-dynamic-cache')}
        </Button>
      </div>
    );
  }
  return done === null || done.cold.length === 0 ? null : <StillCold done={done} />;
}

/** Pages that were fetched and are not stored, each with the word of the layer that did not keep it. */
function StillCold({ done: { cold } }: { done: PagesDone }) {
  return (
    <Notice status="warning" isDismissible={false}>
      <p>{__('These pages were fetched and are not stored at every layer:', 'ai-wp-dynamic-cache')}</p>
      <ul>
        {cold.map(({ url, origin, edge }) => (
          <li key={url}>
            <code dir="ltr">{new URL(url).pathname}</code>{' '}
            {origin.error ?? edge?.error ?? meaning(origin.reason ?? edge?.reason ?? '')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function said({ work, pages, cold }: PagesDone): string {
  const number = work === 'purge' ? pages : pages - cold.length;
  return work === 'purge'
    ? /* translators: %s: number of pages */
      sprintf(
        _n('%s page is out of use.', '%s pages are out of use.', number, 'ai-wp-dynamic-cache'),
        count(number),
      )
    : /* translators: %s: number of pages */
      sprintf(
        _n('%s page is stored now.', '%s pages are stored now.', number, 'ai-wp-dynamic-cache'),
        count(number),
      );
}
