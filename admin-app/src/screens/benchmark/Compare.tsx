/** Two runs, figure by figure. */
import type { BenchmarkComparison, BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Card, CardBody, CardHeader, Notice, SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { moment, percent } from '../../components/format.ts';
import { Scrolled } from '../../components/Scrolled.tsx';
import { strategyName } from '../../components/strategies.ts';
import { benchmarkRunStore } from '../../store/benchmark-run.ts';
import { figure } from './words.ts';

export function Compare({ runs }: { runs: readonly BenchmarkSummary[] }) {
  const [before, setBefore] = useState(runs[1]?.id ?? '');
  const [after, setAfter] = useState(runs[0]?.id ?? '');
  const answer = useSelect(
    (select) => select(benchmarkRunStore).getComparison(before, after),
    [before, after],
  );
  const { compare } = useDispatch(benchmarkRunStore);
  const options = runs.map(({ id, started_at }) => ({ value: id, label: moment(started_at) }));
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true, options } as const;
  return (
    <Card>
      <CardHeader>
        <h2>{__('Compare two runs', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-benchmark__compare">
        <div className="dynamic-cache-benchmark__budget">
          <SelectControl
            {...common}
            label={__('Before', 'ai-wp-dynamic-cache')}
            value={before}
            onChange={setBefore}
          />
          <SelectControl
            {...common}
            label={__('After', 'ai-wp-dynamic-cache')}
            value={after}
            onChange={setAfter}
          />
        </div>
        <Asked
          answer={answer}
          retry={() => compare(before, after)}
          isEmpty={({ rows }) => rows.length === 0}
          empty={<p>{__('These runs have no strategy in common.', 'ai-wp-dynamic-cache')}</p>}
        >
          {(comparison) => <Differences comparison={comparison} />}
        </Asked>
      </CardBody>
    </Card>
  );
}

function Differences({ comparison: { same_host, rows } }: { comparison: BenchmarkComparison }) {
  return (
    <>
      {!same_host && (
        <Notice status="warning" isDismissible={false}>
          {__(
            'These runs were measured on different kinds of hosts (processor, memory, disk, PHP or web server): their times say little about each other.',
            'ai-wp-dynamic-cache',
          )}
        </Notice>
      )}
      <Scrolled label={__('Compare two runs', 'ai-wp-dynamic-cache')}>
        <table className="widefat striped">
          <caption className="screen-reader-text">{__('Compare two runs', 'ai-wp-dynamic-cache')}</caption>
          <thead>
            <tr>
              <th scope="col">{__('Strategy', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('Figure', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('Before', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('After', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('Change', 'ai-wp-dynamic-cache')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Difference key={`${row.strategy} ${row.metric}`} row={row} />
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  );
}

function Difference({ row }: { row: BenchmarkComparison['rows'][number] }) {
  const { name, spoken } = figure(row.metric);
  return (
    <tr>
      <td>{strategyName(row.strategy)}</td>
      <th scope="row">{name()}</th>
      <td>{spoken(row.before)}</td>
      <td>{spoken(row.after)}</td>
      <td>{row.change_percent === null ? '–' : signed(row.change_percent)}</td>
    </tr>
  );
}

function signed(change: number): string {
  return change > 0 ? `+${percent(change / 100)}` : percent(change / 100);
}
