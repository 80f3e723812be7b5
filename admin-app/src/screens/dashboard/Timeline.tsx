/** What just happened, in words of a site owner; each line opens to tags, addresses and times. */
import type { PurgeRecord } from '@dynamic-cache/contracts/plugin-api';
import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { ago, count, milliseconds, moment } from '../../components/format.ts';
import { historyStore } from '../../store/history.ts';

export function Timeline() {
  const happened = useSelect((select) => select(historyStore).getHappened(), []);
  const { lookBack, lookFurtherBack } = useDispatch(historyStore);
  return (
    <Card>
      <CardHeader>
        <h2>{__('What just happened', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody>
        <Asked
          answer={happened}
          retry={() => lookBack()}
          isEmpty={({ records }) => records.length === 0}
          empty={
            <p>
              {__(
                'Nothing yet. Change a post, and a line here says which pages were refreshed.',
                'ai-wp-dynamic-cache',
              )}
            </p>
          }
        >
          {({ records, total }) => (
            <>
              <ol className="dynamic-cache-timeline">
                {records.map((record) => (
                  <Line key={record.id} record={record} />
                ))}
              </ol>
              {records.length < total && (
                <Button variant="tertiary" onClick={() => lookFurtherBack()}>
                  {__('Show more', 'ai-wp-dynamic-cache')}
                </Button>
              )}
            </>
          )}
        </Asked>
      </CardBody>
    </Card>
  );
}

function Line({ record }: { record: PurgeRecord }) {
  return (
    <li>
      <details>
        <summary>
          <span className="dynamic-cache-timeline__sentence">{record.sentence}</span>{' '}
          <span className="dynamic-cache-timeline__scope">{scope(record)}</span>{' '}
          <time dateTime={new Date(record.at * 1000).toISOString()} title={moment(record.at)}>
            {ago(record.at, Date.now() / 1000)}
          </time>
        </summary>
        <Details record={record} />
      </details>
    </li>
  );
}

function Details({ record }: { record: PurgeRecord }) {
  const names = [...record.urls, ...record.tags];
  return (
    <div className="dynamic-cache-timeline__details">
      <p>{moment(record.at)}</p>
      <p>{__('Pages that carried one of these went out of use:', 'ai-wp-dynamic-cache')}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <code dir="ltr">{name}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How much went, and when the edge knew. */
function scope(record: PurgeRecord): string {
  const what = extent(record);
  if (record.edge_waiting) return `${what} ${__('The edge does not know yet.', 'ai-wp-dynamic-cache')}`;
  if (record.edge_ms === null) return what;
  /* translators: %s: a time such as 0.9 s */
  return `${what} ${sprintf(__('Edge fresh after %s.', 'ai-wp-dynamic-cache'), milliseconds(record.edge_ms))}`;
}

/** In pages where they were counted, else in what was named. */
export function extent({ tags, urls, refreshed, untouched }: PurgeRecord): string {
  const isEverything = tags.includes('site');
  if (refreshed === null || untouched === null) {
    return isEverything
      ? __('Everything was purged.', 'ai-wp-dynamic-cache')
      : /* translators: %s: a number */
        sprintf(
          _n('%s tag purged.', '%s tags purged.', tags.length + urls.length, 'ai-wp-dynamic-cache'),
          count(tags.length + urls.length),
        );
  }
  /* translators: %s: number of pages */
  const pages = sprintf(
    _n('%s page refreshed', '%s pages refreshed', refreshed, 'ai-wp-dynamic-cache'),
    count(refreshed),
  );
  return isEverything
    ? /* translators: %s: how many pages */
      sprintf(__('Everything was purged: %s.', 'ai-wp-dynamic-cache'), pages)
    : /* translators: 1: how many pages were refreshed, 2: number of the others */
      sprintf(__('%1$s, %2$s untouched.', 'ai-wp-dynamic-cache'), pages, count(untouched));
}
