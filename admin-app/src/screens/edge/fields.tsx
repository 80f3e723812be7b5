/** The columns of the outbox: each is data, and how a cell of it is shown. */
import type { OutboxMessage, Recipient } from '@dynamic-cache/contracts/outbox';
import type { Field } from '@wordpress/dataviews/wp';
import { __ } from '@wordpress/i18n';
import { ago, count, moment, until } from '../../components/format.ts';

type Cell = { item: OutboxMessage };

const RECIPIENTS: Record<Recipient, () => string> = {
  worker: () => __('the Worker', 'ai-wp-dynamic-cache'),
  zone: () => __('the Cloudflare zone', 'ai-wp-dynamic-cache'),
};

/** `now` in Unix seconds. */
export function outboxFields(now: number): Field<OutboxMessage>[] {
  const plain = { enableSorting: false, filterBy: false as const };
  return [
    {
      id: 'sentence',
      label: __('What', 'ai-wp-dynamic-cache'),
      enableHiding: false,
      ...plain,
      getValue: ({ item }: Cell) => item.sentence,
      render: What,
    },
    {
      id: 'to',
      label: __('For', 'ai-wp-dynamic-cache'),
      ...plain,
      render: ({ item }: Cell) => <>{RECIPIENTS[item.to]()}</>,
    },
    {
      id: 'at',
      label: __('Since', 'ai-wp-dynamic-cache'),
      ...plain,
      render: ({ item }: Cell) => <span title={moment(item.at)}>{ago(item.at, now)}</span>,
    },
    {
      id: 'tries',
      label: __('Tries', 'ai-wp-dynamic-cache'),
      ...plain,
      render: ({ item }: Cell) => <>{count(item.tries)}</>,
    },
    {
      id: 'error',
      label: __('Last error', 'ai-wp-dynamic-cache'),
      ...plain,
      render: ({ item }: Cell) => <span className="dynamic-cache-message">{item.error || '–'}</span>,
    },
    {
      id: 'next_try',
      label: __('Next try', 'ai-wp-dynamic-cache'),
      ...plain,
      render: ({ item }: Cell) => <>{nextTry(item, now)}</>,
    },
  ];
}

function What({ item }: Cell) {
  return (
    <span className="dynamic-cache-message" title={[...item.tags, ...item.urls].join(' ')}>
      {item.sentence}
    </span>
  );
}

function nextTry({ next_try }: OutboxMessage, now: number): string {
  return next_try === null || next_try <= now
    ? __('at the next occasion', 'ai-wp-dynamic-cache')
    : until(next_try, now);
}
