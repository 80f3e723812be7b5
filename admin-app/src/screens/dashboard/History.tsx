/** The figures and the chart of the last 7 or 30 days. */
import type { StatsAnswer } from '@dynamic-cache/contracts/stats';
import {
  __experimentalToggleGroupControl as ToggleGroupControl,
  __experimentalToggleGroupControlOption as ToggleGroupControlOption,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { historyStore, RANGES, type Range } from '../../store/history.ts';
import { Figures } from './Figures.tsx';
import { whatIsCounted } from './sentences.ts';
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
            label={sprintf(_n('%d day', '%d days', days, 'ai-wp-dynamic-cache'), days)}
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
            <p className="dynamic-cache-history__note">{whatIsCounted(value, isEdgeOn)}</p>
          </>
        )}
      </Asked>
    </section>
  );
}

const isUnvisited = ({ total: { hits, stale, misses, bypasses } }: StatsAnswer) =>
  hits + stale + misses + bypasses === 0;
