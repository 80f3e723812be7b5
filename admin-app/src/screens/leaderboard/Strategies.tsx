/** The strategies in their order, as a table and as a chart. */
import type { LeaderboardEntry } from '@dynamic-cache/contracts/loadtests';
import { lazy } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ChartPlace } from '../../charts/ChartPlace.tsx';
import { count, milliseconds, moment, percent, score } from '../../components/format.ts';
import { Scrolled } from '../../components/Scrolled.tsx';
import { strategyName } from '../../components/strategies.ts';

const StrategiesChart = lazy(() => import('../../charts/StrategiesChart.tsx'));

type Column = { name: () => string; value: (entry: LeaderboardEntry) => string };

const COLUMNS: readonly Column[] = [
  {
    name: () => __('95 % are faster than', 'ai-wp-dynamic-cache'),
    value: (one) => milliseconds(one.avg_p95_latency_ms),
  },
  { name: () => __('From the edge', 'ai-wp-dynamic-cache'), value: (one) => percent(one.avg_edge_hit_ratio) },
  {
    name: () => __('From R2', 'ai-wp-dynamic-cache'),
    value: (one) => (one.avg_r2_hit_ratio === null ? '–' : percent(one.avg_r2_hit_ratio)),
  },
  {
    name: () => __('Score', 'ai-wp-dynamic-cache'),
    value: (one) => (one.avg_score === null ? '–' : score(one.avg_score)),
  },
  { name: () => __('Passed', 'ai-wp-dynamic-cache'), value: (one) => percent(one.pass_ratio) },
  { name: () => __('Samples', 'ai-wp-dynamic-cache'), value: (one) => count(one.sample_count) },
  { name: () => __('Testers', 'ai-wp-dynamic-cache'), value: (one) => count(one.worker_count) },
  { name: () => __('Days', 'ai-wp-dynamic-cache'), value: (one) => count(one.day_count) },
  { name: () => __('Adds to a score', 'ai-wp-dynamic-cache'), value: (one) => score(one.shared_bonus) },
  { name: () => __('Last seen', 'ai-wp-dynamic-cache'), value: (one) => moment(one.last_seen_at) },
];

export function Strategies({ entries }: { entries: readonly LeaderboardEntry[] }) {
  const height = 60 + 40 * entries.length;
  return (
    <>
      <ChartPlace height={height}>
        <StrategiesChart
          name={__('95 % are faster than', 'ai-wp-dynamic-cache')}
          bars={entries.map((one) => ({ name: strategyName(one.strategy), value: one.avg_p95_latency_ms }))}
          height={height}
          spoken={milliseconds}
        />
      </ChartPlace>
      <Scrolled label={__('Strategies', 'ai-wp-dynamic-cache')}>
        <table className="widefat striped">
          <caption className="screen-reader-text">{__('Strategies', 'ai-wp-dynamic-cache')}</caption>
          <thead>
            <tr>
              <th scope="col">{__('Strategy', 'ai-wp-dynamic-cache')}</th>
              {COLUMNS.map(({ name }) => (
                <th key={name()} scope="col">
                  {name()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.strategy}>
                <th scope="row">
                  {count(entry.rank)}. {strategyName(entry.strategy)}
                </th>
                {COLUMNS.map(({ name, value }) => (
                  <td key={name()}>{value(entry)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  );
}
