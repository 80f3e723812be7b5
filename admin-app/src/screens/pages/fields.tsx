/** The columns of the table: each is data, and how a cell of it is shown. */
import type { ListedPage, PagesAnswer } from '@dynamic-cache/contracts/pages';
import type { Field } from '@wordpress/dataviews/wp';
import { __, sprintf } from '@wordpress/i18n';
import { ago, bytes, count, moment, until } from '../../components/format.ts';
import { meaning } from '../../components/reasons.ts';
import { KINDS, STATUSES } from './words.ts';

type Summary = PagesAnswer['summary'];
type Cell = { item: ListedPage };

/** The columns; the words of the filters come with how many pages they would show. `now` in Unix seconds. */
export function fieldsOf(summary: Summary, now: number): Field<ListedPage>[] {
  return [
    {
      id: 'title',
      label: __('Page', 'ai-wp-dynamic-cache'),
      enableHiding: false,
      filterBy: false,
      getValue: ({ item }: Cell) => item.title || item.url,
      render: Name,
    },
    ...filtered(summary),
    ...times(now),
    number('bytes', __('Size', 'ai-wp-dynamic-cache'), ({ item }) => size(item)),
    number('tags', __('Tags', 'ai-wp-dynamic-cache'), ({ item }) => count(item.tags_count)),
    number('hits', __('Hits', 'ai-wp-dynamic-cache'), ({ item }) => count(item.hits)),
  ];
}

/** What one can filter by. */
function filtered({ statuses, reasons, kinds }: Summary): Field<ListedPage>[] {
  const counted = (label: string, pages: number) => `${label} (${count(pages)})`;
  const filterBy = { operators: ['isAny' as const], isPrimary: true };
  return [
    {
      id: 'status',
      label: __('Status', 'ai-wp-dynamic-cache'),
      enableSorting: false,
      filterBy,
      elements: statuses.map((one) => ({
        value: one.status,
        label: counted(STATUSES[one.status](), one.count),
      })),
      render: Status,
    },
    {
      id: 'reason',
      label: __('Why', 'ai-wp-dynamic-cache'),
      enableSorting: false,
      filterBy,
      elements: reasons.map((one) => ({ value: one.reason, label: counted(meaning(one.reason), one.count) })),
      render: ({ item }: Cell) => <>{meaning(item.reason)}</>,
    },
    {
      id: 'kind',
      label: __('Kind', 'ai-wp-dynamic-cache'),
      enableSorting: false,
      filterBy,
      elements: kinds.map((one) => ({ value: one.kind, label: counted(KINDS[one.kind](), one.count) })),
      render: ({ item }: Cell) => <>{KINDS[item.kind]()}</>,
    },
  ];
}

function times(now: number): Field<ListedPage>[] {
  const time = (id: string, label: string, at: (item: ListedPage) => number | null, past: boolean) => ({
    id,
    label,
    filterBy: false as const,
    render: ({ item }: Cell) => <Time at={at(item)} now={now} past={past} />,
  });
  return [
    time('stored_at', __('Age', 'ai-wp-dynamic-cache'), (item) => item.stored_at, true),
    time('expires_at', __('Expires', 'ai-wp-dynamic-cache'), (item) => item.expires_at, false),
    time('seen_at', __('Last rendered', 'ai-wp-dynamic-cache'), (item) => item.seen_at, true),
    time('last_hit', __('Last hit', 'ai-wp-dynamic-cache'), (item) => item.last_hit, true),
  ];
}

function number(id: string, label: string, said: (cell: Cell) => string): Field<ListedPage> {
  return { id, label, filterBy: false, render: ({ item }: Cell) => <>{said({ item })}</> };
}

function size({ stored_at, bytes: plain, gzip_bytes }: ListedPage): string {
  if (stored_at === null) return '–';
  return bytes(gzip_bytes === 0 ? plain : gzip_bytes);
}

function Name({ item: { title, url, variant, status } }: Cell) {
  const { pathname, search } = new URL(url);
  return (
    <span className="dynamic-cache-page">
      {title !== '' && (
        <span className="dynamic-cache-page__title" title={title}>
          {title}
        </span>
      )}
      <code className="dynamic-cache-page__path" dir="ltr" title={url}>
        {pathname}
        {search}
      </code>
      <span className="dynamic-cache-page__status" data-status={status}>
        {STATUSES[status]()}
      </span>
      {variant !== '' && (
        <span className="dynamic-cache-page__variant">
          {/* translators: %s: what tells this copy of the page from the others, such as device=phone */}
          {sprintf(__('Variant: %s', 'ai-wp-dynamic-cache'), decodeURIComponent(variant))}
        </span>
      )}
    </span>
  );
}

function Status({ item: { status, reason } }: Cell) {
  return (
    <span className="dynamic-cache-status" data-status={status}>
      <strong>{STATUSES[status]()}</strong>
      {status !== 'cached' && <span>{meaning(reason)}</span>}
    </span>
  );
}

function Time({ at, now, past }: { at: number | null; now: number; past: boolean }) {
  if (at === null) return <>–</>;
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={moment(at)}>
      {past ? ago(at, now) : until(at, now)}
    </time>
  );
}
