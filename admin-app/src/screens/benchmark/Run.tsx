/** The first card: begin a run, or see how far the one under way is. */
import type { BenchmarkOverview } from '@dynamic-cache/contracts/site-benchmark';
import { Card, CardBody, CardHeader, Notice } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { benchmarkStore, type Failure } from '../../store/benchmark.ts';
import { ForShell, Interrupted } from './Interrupted.tsx';
import { NotMeasured } from './NotMeasured.tsx';
import { Progress } from './Progress.tsx';
import { Start } from './Start.tsx';

export function Run({ overview }: { overview: BenchmarkOverview }) {
  const failure = useSelect((select) => select(benchmarkStore).getFailure(), []);
  const { active, runs, strategies } = overview;
  return (
    <Card>
      <CardHeader>
        <h2>{__('Measure this host', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-benchmark__run">
        {failure !== null && <WhyNot failure={failure} />}
        {active !== null ? (
          <Progress run={active} load={overview.load} />
        ) : (
          <>
            {runs.length === 0 && <NeverRun />}
            {runs[0]?.state === 'stopped' && <Interrupted run={runs[0]} canGoOn />}
            <Start strategies={strategies} />
          </>
        )}
        <NotMeasured left={overview.not_measured} />
      </CardBody>
    </Card>
  );
}

function NeverRun() {
  return (
    <p>
      {__(
        'Nothing has been measured yet. A run asks this site for its own top pages, apart from visitors, and looks whether the cache is safe: four gates, each with its evidence. It takes some minutes, and you may leave meanwhile.',
        'ai-wp-dynamic-cache',
      )}
    </p>
  );
}

function WhyNot({ failure: { code, message } }: { failure: Failure }) {
  return (
    <Notice status="error" isDismissible={false}>
      <p>{message}</p>
      <ForShell word={code} />
    </Notice>
  );
}
