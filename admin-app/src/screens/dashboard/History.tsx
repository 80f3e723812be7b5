/** The figures and the chart of the last 7 or 30 days. */
import type { StatsAnswer } from '@dynamic-cache/contracts/stats';
import {
  __experimentalToggleGroupControl as ToggleGroupControl,
  __experimentalToggleGroupControlOption as ToggleGroupControlOption,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { moment } from '../../components/format.ts';
import { historyStore, RANGES, type Range } from '../../store/history.ts';
import { Figures } from './Figures.tsx';
import { Visits } from './Visits.tsx';

type Props = { range: Range; choose: (range: Range) => void; isEdgeOn: boolean };

export function History({ range, choose, isEdgeOn }: Props) {
  const stats = useSelect((select) => select(historyStore).getStats(range), [range]);
  const { count } = useDispatch(historyStore);
  return (
    <section className="dynamic-cache-history" aria-label={__('Figures', 'ai-wp-dynamic-cache')}>
      <ToggleGroupControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        isAdaptiveWidth
        hideLabelFromVision
        label={__('Days', 'ai-wp-dynamic-cache')}
        value={range}
        onChange={(value) => choose(RANGES.find((known) => known === value) ?? 7)}
      >
        {RANGES.map((days) => (
          <ToggleGroupControlOption
            key={days}
            value={days}
            /* translators: %d: number of days */
            label={sprintf(__('%d days', 'ai-wp-dynamic-cache'), days)}
          />
        ))}
      </ToggleGroupControl>
      <Asked
        answer={stats}
        retry={() => count(range)}
        isEmpty={isUnvisited}
        empty={
          <p>
            {__(
              'No page view has been counted yet. The first figures are here a few seconds after the first visit.',
              'ai-wp-dynamic-cache',
            )}
          </p>
        }
      >
        {(value) => (
          <>
            <Figures stats={value} />
            <Visits stats={value} />
            <p className="dynamic-cache-history__note">{note(value, isEdgeOn)}</p>
          </>
        )}
      </Asked>
    </section>
  );
}

const isUnvisited = ({ total: { hits, stale, misses, bypasses } }: StatsAnswer) =>
  hits + stale + misses + bypasses === 0;

function note({ counted_until }: StatsAnswer, isEdgeOn: boolean): string {
  const until =
    counted_until === null
      ? ''
      : /* translators: %s: date and time */
        sprintf(__('Counted on this host until %s.', 'ai-wp-dynamic-cache'), moment(counted_until));
  const edge = isEdgeOn
    ? __(
        'Visits that the edge answers do not reach this host and are not in these figures.',
        'ai-wp-dynamic-cache',
      )
    : '';
  return `${until} ${edge}`.trim();
}
