/** Every run that is kept, the newest first: shown again, or continued. */
import type { BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { count, lasting, moment } from '../../components/format.ts';
import { Scrolled } from '../../components/Scrolled.tsx';
import { strategyName } from '../../components/strategies.ts';
import { goTo } from '../../navigation.ts';
import { benchmarkStore } from '../../store/benchmark.ts';
import { STATES } from './words.ts';

type Props = { runs: readonly BenchmarkSummary[]; shown: string; isBusy: boolean };

export function Runs({ runs, shown, isBusy }: Props) {
  return (
    <Card>
      <CardHeader>
        <h2>{__('Runs', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody>
        <Scrolled label={__('Runs', 'ai-wp-dynamic-cache')}>
          <table className="widefat striped">
            <caption className="screen-reader-text">{__('Runs', 'ai-wp-dynamic-cache')}</caption>
            <thead>
              <tr>
                <th scope="col">{__('Begun', 'ai-wp-dynamic-cache')}</th>
                <th scope="col">{__('State', 'ai-wp-dynamic-cache')}</th>
                <th scope="col">{__('Measured', 'ai-wp-dynamic-cache')}</th>
                <th scope="col">{__('Work', 'ai-wp-dynamic-cache')}</th>
                <th scope="col">{__('What to do', 'ai-wp-dynamic-cache')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <Row key={run.id} run={run} isShown={run.id === shown} isBusy={isBusy} />
              ))}
            </tbody>
          </table>
        </Scrolled>
      </CardBody>
    </Card>
  );
}

type RowProps = { run: BenchmarkSummary; isShown: boolean; isBusy: boolean };

function Row({ run, isShown, isBusy }: RowProps) {
  const { act } = useDispatch(benchmarkStore);
  const { state, started_at, candidates, progress } = run;
  const canGoOn = !isBusy && (state === 'cancelled' || state === 'stopped');
  return (
    <tr>
      <th scope="row">{moment(started_at)}</th>
      <td>
        {STATES[state]()} ({count(progress.done)}/{count(progress.of)})
      </td>
      <td>{candidates.map(({ strategy }) => strategyName(strategy)).join(', ') || '–'}</td>
      <td>{lasting(progress.spent_ms / 1000)}</td>
      <td className="dynamic-cache-benchmark__acts">
        <Button
          size="compact"
          variant="secondary"
          aria-pressed={isShown}
          aria-label={sprintf(__('Show the run of %s', 'ai-wp-dynamic-cache'), moment(started_at))}
          onClick={() => goTo('benchmark', { run: run.id })}
        >
          {__('Show', 'ai-wp-dynamic-cache')}
        </Button>
        {canGoOn && (
          <Button
            size="compact"
            variant="secondary"
            aria-label={sprintf(__('Continue the run of %s', 'ai-wp-dynamic-cache'), moment(started_at))}
            onClick={() => act({ do: 'resume', run: run.id })}
          >
            {__('Continue', 'ai-wp-dynamic-cache')}
          </Button>
        )}
      </td>
    </tr>
  );
}
