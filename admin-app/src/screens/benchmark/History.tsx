/** How the figures went from run to run, as a chart or as a table. */
import { Strategy } from '@dynamic-cache/contracts/settings';
import type { BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Button, Card, CardBody, CardHeader, SelectControl } from '@wordpress/components';
import { lazy, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ChartPlace } from '../../charts/ChartPlace.tsx';
import { moment } from '../../components/format.ts';
import { Scrolled } from '../../components/Scrolled.tsx';
import { strategyName } from '../../components/strategies.ts';
import { figure } from './words.ts';

const RunsChart = lazy(() => import('../../charts/RunsChart.tsx'));

const SHOWN = [
  'p95_latency_ms',
  'p50_latency_ms',
  'purge_mttr_ms',
  'origin_cpu_pct',
  'origin_query_count',
] as const;
type Shown = (typeof SHOWN)[number];

/** One run, with the figure of each strategy that it has measured. */
export type Point = { id: string; at: string; values: Partial<Record<Strategy, number>> };

/** The oldest first, as time goes on a chart. */
export function pointsOf(runs: readonly BenchmarkSummary[], metric: Shown): Point[] {
  return runs.toReversed().map(({ id, started_at, candidates }) => ({
    id,
    at: moment(started_at),
    values: Object.fromEntries(
      candidates.flatMap(({ strategy, metrics }) => (metrics === null ? [] : [[strategy, metrics[metric]]])),
    ),
  }));
}

export function History({ runs }: { runs: readonly BenchmarkSummary[] }) {
  const [metric, setMetric] = useState<Shown>('p95_latency_ms');
  const [isTable, setTable] = useState(false);
  const points = pointsOf(runs, metric);
  const strategies = Strategy.options.filter((one) => points.some(({ values }) => values[one] !== undefined));
  return (
    <Card>
      <CardHeader>
        <h2>{__('From run to run', 'ai-wp-dynamic-cache')}</h2>
        <Button variant="tertiary" size="compact" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {__('Show as table', 'ai-wp-dynamic-cache')}
        </Button>
      </CardHeader>
      <CardBody className="dynamic-cache-benchmark__history">
        <SelectControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          label={__('Figure', 'ai-wp-dynamic-cache')}
          value={metric}
          options={SHOWN.map((value) => ({ value, label: figure(value).name() }))}
          onChange={(value) => setMetric(value)}
        />
        {!isTable && (
          <ChartPlace>
            <RunsChart
              points={points}
              strategies={strategies}
              nameOf={strategyName}
              spoken={figure(metric).spoken}
            />
          </ChartPlace>
        )}
        <PointTable points={points} strategies={strategies} metric={metric} isShown={isTable} />
      </CardBody>
    </Card>
  );
}

type TableProps = {
  points: readonly Point[];
  strategies: readonly Strategy[];
  metric: Shown;
  isShown: boolean;
};

/** Always there for screen readers; the chart is a picture of it. */
function PointTable({ points, strategies, metric, isShown }: TableProps) {
  const { name, spoken } = figure(metric);
  const table = (
    <table className="widefat striped">
      <caption>{name()}</caption>
      <thead>
        <tr>
          <th scope="col">{__('Run', 'ai-wp-dynamic-cache')}</th>
          {strategies.map((one) => (
            <th key={one} scope="col">
              {strategyName(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ id, at, values }) => (
          <tr key={id}>
            <th scope="row">{at}</th>
            {strategies.map((one) => {
              const value = values[one];
              return <td key={one}>{value === undefined ? '–' : spoken(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return isShown ? (
    <Scrolled label={name()}>{table}</Scrolled>
  ) : (
    <div className="screen-reader-text">{table}</div>
  );
}
