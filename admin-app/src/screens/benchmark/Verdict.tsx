/** What a run recommends, with one button that puts it into use and one that takes it back. */
import type { BenchmarkOverview, BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Button, Flex, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { lasting, milliseconds, moment, score as spokenScore } from '../../components/format.ts';
import { strategyName } from '../../components/strategies.ts';
import { benchmarkStore } from '../../store/benchmark.ts';
import { siteStore } from '../../store/site.ts';
import type { Judgement, Scored } from './judgement.ts';
import { spoken } from './remarks.ts';

type Props = { run: BenchmarkSummary; judgement: Judgement; overview: BenchmarkOverview };

export function Verdict({ run, judgement, overview }: Props) {
  const { best, by, notes, remarks, refused } = judgement;
  return (
    <>
      {best === null ? (
        <Nothing run={run} judgement={judgement} />
      ) : (
        <Recommended run={run} best={best} overview={overview} />
      )}
      {best !== null && (
        <p className="dynamic-cache-benchmark__by">
          {by === 'worker'
            ? __('Scored by the Worker, with what testers share.', 'ai-wp-dynamic-cache')
            : __('Scored here, by the formula that the Worker uses.', 'ai-wp-dynamic-cache')}{' '}
          {refused !== null &&
            sprintf(
              /* translators: %s: a word of the Worker's answer */
              __('The Worker did not score it: %s.', 'ai-wp-dynamic-cache'),
              refused,
            )}
        </p>
      )}
      {remarks.length + notes.length > 0 && (
        <ul className="dynamic-cache-benchmark__notes">
          {remarks.map(spoken).map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
          {notes.map((note) => (
            <li key={note} lang="en">
              {note}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Nothing({ run, judgement: { rows } }: Pick<Props, 'run' | 'judgement'>) {
  if (rows.length > 0) {
    return (
      <Notice status="error" isDismissible={false}>
        {__(
          'No strategy has passed all four gates, so none is recommended and none can be applied. The gates below say what was seen; visitors are served by the settings as they are.',
          'ai-wp-dynamic-cache',
        )}
      </Notice>
    );
  }
  return (
    <p>
      {run.state === 'running'
        ? __('There is a recommendation when the run is over.', 'ai-wp-dynamic-cache')
        : __('The run did not come far enough to recommend anything.', 'ai-wp-dynamic-cache')}
    </p>
  );
}

type RecommendedProps = { run: BenchmarkSummary; best: Scored; overview: BenchmarkOverview };

function Recommended({ run, best, overview: { applied } }: RecommendedProps) {
  const isInUse = applied?.run === run.id && applied.source === 'measured';
  return (
    <>
      <p className="dynamic-cache-benchmark__best">
        {sprintf(
          /* translators: 1: name of a strategy, 2: a span of time, 3: a score */
          __('Recommended: %1$s, pages kept for %2$s. Score %3$s of 1.', 'ai-wp-dynamic-cache'),
          strategyName(best.strategy),
          lasting(best.ttl),
          spokenScore(best.score ?? 0),
        )}
      </p>
      <p>
        {sprintf(
          /* translators: %s: a span of time */
          __('It passed all four gates; 95 %% of its answers came within %s.', 'ai-wp-dynamic-cache'),
          milliseconds(best.metrics.p95_latency_ms),
        )}
      </p>
      {isInUse ? <Undo applied={applied} /> : run.state === 'done' && <Apply run={run} best={best} />}
    </>
  );
}

function Apply({ run, best }: { run: BenchmarkSummary; best: Scored }) {
  const { isBusy, then } = useWork();
  const { act } = useDispatch(benchmarkStore);
  const apply = act.bind(null, { do: 'apply', run: run.id, strategy: best.strategy, ttl_seconds: best.ttl });
  return (
    <Flex justify="flex-start">
      <Button
        __next40pxDefaultSize
        variant="primary"
        disabled={isBusy}
        accessibleWhenDisabled
        onClick={() => then(apply(), __('The recommendation is in use.', 'ai-wp-dynamic-cache'))}
      >
        {__('Apply', 'ai-wp-dynamic-cache')}
      </Button>
    </Flex>
  );
}

function Undo({ applied }: { applied: NonNullable<BenchmarkOverview['applied']> }) {
  const { isBusy, then } = useWork();
  const { act } = useDispatch(benchmarkStore);
  return (
    <Flex justify="flex-start" wrap>
      <span>
        {sprintf(
          /* translators: 1: date and time, 2: name of a strategy, 3: a span of time */
          __('In use since %1$s; before it was %2$s with %3$s.', 'ai-wp-dynamic-cache'),
          moment(applied.at),
          strategyName(applied.former_strategy),
          lasting(applied.former_ttl_seconds),
        )}
      </span>
      <Button
        __next40pxDefaultSize
        variant="secondary"
        disabled={isBusy}
        accessibleWhenDisabled
        onClick={() => then(act({ do: 'undo' }), __('The former settings are back.', 'ai-wp-dynamic-cache'))}
      >
        {__('Undo', 'ai-wp-dynamic-cache')}
      </Button>
    </Flex>
  );
}

/** Says what was done, and has the rest of the app know of the changed settings. */
function useWork() {
  const isBusy = useSelect((select) => select(benchmarkStore).getBusy() !== null, []);
  const { createSuccessNotice } = useDispatch(notices);
  const { refresh } = useDispatch(siteStore);
  const then = async (done: Promise<boolean>, said: string) => {
    if (!(await done)) return;
    createSuccessNotice(said, { type: 'snackbar' });
    refresh();
  };
  return { isBusy, then };
}
