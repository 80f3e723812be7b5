/** What one run found: the recommendation, the gates with their evidence, and the candidates side by side. */
import type { BenchmarkOverview, BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { moment } from '../../components/format.ts';
import { Candidates } from './Candidates.tsx';
import { Gates } from './Gates.tsx';
import { Interrupted } from './Interrupted.tsx';
import { judge } from './judgement.ts';
import { Verdict } from './Verdict.tsx';
import { STATES } from './words.ts';

type Props = { run: BenchmarkSummary; overview: BenchmarkOverview };

export function Found({ run, overview }: Props) {
  const judgement = useMemo(() => judge(run), [run]);
  return (
    <>
      <Card>
        <CardHeader>
          <h2>
            {sprintf(
              /* translators: 1: date and time, 2: Finished, Cancelled, Interrupted, Under way */
              __('Run of %1$s: %2$s', 'ai-wp-dynamic-cache'),
              moment(run.started_at),
              STATES[run.state](),
            )}
          </h2>
        </CardHeader>
        <CardBody className="dynamic-cache-benchmark__found">
          {/* The first card tells it of the newest run. */}
          {run.state === 'stopped' && overview.runs[0]?.id !== run.id && <Interrupted run={run} />}
          <Verdict run={run} judgement={judgement} overview={overview} />
        </CardBody>
      </Card>
      <Gates run={run} />
      <Candidates judgement={judgement} />
    </>
  );
}
