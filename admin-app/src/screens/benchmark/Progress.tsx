/** A run that is under way: how far it is, what it does now, and how to end it. */
import type { BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Button, Notice, ProgressBar } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, lasting } from '../../components/format.ts';
import { benchmarkStore } from '../../store/benchmark.ts';

type Props = { run: BenchmarkSummary; load: number | null };

export function Progress({ run, load }: Props) {
  const { overview, busy } = useSelect((select) => {
    const benchmark = select(benchmarkStore);
    return { overview: benchmark.getOverview(), busy: benchmark.getBusy() };
  }, []);
  const { act } = useDispatch(benchmarkStore);
  const { done, of, what } = run.progress;
  return (
    <>
      <p>
        <strong>{far(run)}</strong>
      </p>
      <ProgressBar
        className="dynamic-cache-benchmark__bar"
        value={of === 0 ? 0 : (100 * done) / of}
        aria-label={__('Progress of the run', 'ai-wp-dynamic-cache')}
      />
      <p className="dynamic-cache-benchmark__what" dir="auto">
        {what}
      </p>
      {overview?.progress === 'waiting' && <Waiting load={load} />}
      {run.trouble !== null && (
        <Notice status="warning" isDismissible={false}>
          {run.trouble.means} {run.trouble.detail !== '' && <code dir="ltr">{run.trouble.detail}</code>}
        </Notice>
      )}
      <p>
        {__(
          'You may leave this screen: the run goes on in the background, more slowly.',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Button
        __next40pxDefaultSize
        variant="secondary"
        isBusy={busy === 'cancel'}
        disabled={busy !== null}
        accessibleWhenDisabled
        onClick={() => act({ do: 'cancel' })}
      >
        {__('Cancel', 'ai-wp-dynamic-cache')}
      </Button>
    </>
  );
}

export function far({ progress: { done, of, eta_seconds } }: BenchmarkSummary): string {
  const steps = sprintf(
    /* translators: 1: steps that are done, 2: all steps */
    _n('%1$s of %2$s step', '%1$s of %2$s steps', of, 'ai-wp-dynamic-cache'),
    count(done),
    count(of),
  );
  if (eta_seconds === null) return steps;
  /* translators: 1: “3 of 20 steps”, 2: a span of time */
  return sprintf(__('%1$s, about %2$s left', 'ai-wp-dynamic-cache'), steps, lasting(eta_seconds));
}

function Waiting({ load }: { load: number | null }) {
  return (
    <Notice status="info" isDismissible={false}>
      {load === null
        ? __('The host is busy: the run waits.', 'ai-wp-dynamic-cache')
        : sprintf(
            /* translators: %s: a number */
            __('The host is busy (load %s per processor): the run waits.', 'ai-wp-dynamic-cache'),
            count(load),
          )}
    </Notice>
  );
}
