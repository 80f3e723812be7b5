/** Why a run does not go on, what helps, and the button with which it does. */
import type { BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { moment } from '../../components/format.ts';
import { benchmarkStore } from '../../store/benchmark.ts';

/** What works where the host cannot ask itself: a process of its own. */
const COMMAND = 'wp dynamic-cache benchmark run';

/** Words of ProbeTrouble with which a shell helps; as an error their dashes are underscores. */
const FROM_A_SHELL: ReadonlySet<string> = new Set(['one_at_a_time', 'unreachable']);

export function ForShell({ word }: { word: string }) {
  if (!FROM_A_SHELL.has(word.replaceAll('-', '_'))) return null;
  return (
    <pre className="dynamic-cache-command" dir="ltr">
      {COMMAND}
    </pre>
  );
}

type Props = { run: BenchmarkSummary; canGoOn?: boolean };

export function Interrupted({ run: { id, started_at, trouble }, canGoOn = false }: Props) {
  const busy = useSelect((select) => select(benchmarkStore).getBusy(), []);
  const { act } = useDispatch(benchmarkStore);
  return (
    <Notice status="warning" isDismissible={false}>
      <p>
        {
          /* translators: %s: date and time */
          sprintf(__('The run of %s was interrupted.', 'ai-wp-dynamic-cache'), moment(started_at))
        }{' '}
        {trouble !== null && `${trouble.means} ${trouble.fix}`}
      </p>
      {trouble !== null && trouble.detail !== '' && <p dir="ltr">{trouble.detail}</p>}
      {trouble !== null && <ForShell word={trouble.word} />}
      {canGoOn && (
        <Button
          __next40pxDefaultSize
          variant="secondary"
          disabled={busy !== null}
          accessibleWhenDisabled
          onClick={() => act({ do: 'resume', run: id })}
        >
          {__('Continue', 'ai-wp-dynamic-cache')}
        </Button>
      )}
    </Notice>
  );
}
