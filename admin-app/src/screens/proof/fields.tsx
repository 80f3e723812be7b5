/** The columns of the list of checks. */
import { type ProofCheck, ProofOutcome } from '@dynamic-cache/contracts/proof';
import type { Field } from '@wordpress/dataviews/wp';
import { __, sprintf } from '@wordpress/i18n';
import { ago, moment } from '../../components/format.ts';
import { pathOf } from './address.ts';
import { firstDifference } from './diff.ts';
import { MODES, OUTCOMES } from './words.ts';

type Cell = { item: ProofCheck };

/** @param now Unix seconds */
export function fieldsOf(now: number): Field<ProofCheck>[] {
  const plain = { enableSorting: false, filterBy: false as const };
  return [
    {
      ...plain,
      id: 'url',
      label: __('Page', 'ai-wp-dynamic-cache'),
      enableHiding: false,
      getValue: ({ item }: Cell) => pathOf(item.url),
      render: Page,
    },
    {
      ...plain,
      id: 'checked_at',
      label: __('When', 'ai-wp-dynamic-cache'),
      render: ({ item }: Cell) => <Time check={item} now={now} />,
    },
    {
      ...plain,
      id: 'outcome',
      label: __('Outcome', 'ai-wp-dynamic-cache'),
      filterBy: { operators: ['is' as const], isPrimary: true },
      elements: ProofOutcome.options.map((value) => ({ value, label: OUTCOMES[value]() })),
      render: Outcome,
    },
    {
      ...plain,
      id: 'mode',
      label: __('Why it was checked', 'ai-wp-dynamic-cache'),
      render: ({ item }: Cell) => <>{MODES[item.mode]()}</>,
    },
    {
      ...plain,
      id: 'difference',
      label: __('Difference', 'ai-wp-dynamic-cache'),
      render: Difference,
    },
  ];
}

function Page({ item: { url, variant, outcome } }: Cell) {
  return (
    <span className="dynamic-cache-check">
      <code dir="ltr">{pathOf(url)}</code>
      <span className="dynamic-cache-check__outcome">{OUTCOMES[outcome]()}</span>
      {variant !== '' && (
        <span>
          {/* translators: %s: what tells this copy of the page from the others, such as device=phone */}
          {sprintf(__('Variant: %s', 'ai-wp-dynamic-cache'), variant)}
        </span>
      )}
    </span>
  );
}

function Time({ check: { checked_at, asked_at }, now }: { check: ProofCheck; now: number }) {
  const at = checked_at === 0 ? asked_at : checked_at;
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={moment(at)}>
      {ago(at, now)}
    </time>
  );
}

function Outcome({ item: { outcome } }: Cell) {
  return (
    <span className="dynamic-cache-outcome" data-outcome={outcome}>
      {OUTCOMES[outcome]()}
    </span>
  );
}

function Difference({ item }: Cell) {
  const first = firstDifference(item);
  return first === '' ? (
    <>–</>
  ) : (
    <code className="dynamic-cache-check__difference" dir="ltr">
      {first}
    </code>
  );
}
