/** The four gates of a run, strategy by strategy; each opens to what was seen. */
import {
  type BenchmarkSummary,
  GateName,
  type MeasuredCandidate,
} from '@dynamic-cache/contracts/site-benchmark';
import { Card, CardBody, CardHeader, Icon } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { check, error, info } from '@wordpress/icons';
import { GATES, outcomeOf } from '../../components/gates.ts';
import { strategyName } from '../../components/strategies.ts';
import { benchmarkRunStore } from '../../store/benchmark-run.ts';
import { Evidence } from './Evidence.tsx';

export function Gates({ run }: { run: BenchmarkSummary }) {
  if (run.candidates.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <h2>{__('The four gates', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-gates">
        {GateName.options.map((gate) => (
          <section key={gate}>
            <h3>{GATES[gate].name()}</h3>
            <p>{GATES[gate].asks()}</p>
            {gate === 'purge' && <Windows run={run} />}
            {run.candidates.map((candidate) => (
              <Gate key={candidate.strategy} run={run} gate={gate} candidate={candidate} />
            ))}
          </section>
        ))}
      </CardBody>
    </Card>
  );
}

type GateProps = { run: BenchmarkSummary; gate: GateName; candidate: MeasuredCandidate };

function Gate({ run, gate, candidate: { strategy, passed } }: GateProps) {
  const isPassed = passed[gate] ?? null;
  // What a gate saw is read when somebody looks; a failed one is open from the beginning.
  const [isOpen, setOpen] = useState(isPassed === false);
  return (
    <details
      className="dynamic-cache-gate"
      data-passed={String(isPassed)}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <Icon icon={isPassed === null ? info : isPassed ? check : error} />
        {sprintf(
          /* translators: 1: name of a strategy, 2: passed, failed, not looked at yet */
          __('%1$s: %2$s', 'ai-wp-dynamic-cache'),
          strategyName(strategy),
          outcomeOf(isPassed),
        )}
      </summary>
      {isOpen && <Evidence id={run.id} strategy={strategy} gate={gate} />}
    </details>
  );
}

/** How long an old page may still come, layer by layer: the number that the gate goes by. */
function Windows({ run: { id } }: { run: BenchmarkSummary }) {
  const windows = useSelect((select) => select(benchmarkRunStore).getReport(id).value?.windows, [id]);
  if (windows === undefined) return null;
  const spoken = Object.entries(windows).map(([layer, seconds]) =>
    /* translators: 1: a layer of the cache, 2: seconds */
    sprintf(__('%1$s: %2$s s', 'ai-wp-dynamic-cache'), layer, String(seconds)),
  );
  return (
    <p className="dynamic-cache-gates__windows">
      {/* translators: %s: layers of the cache, each with seconds */}
      {sprintf(__('Allowed after a change: %s.', 'ai-wp-dynamic-cache'), spoken.join(', '))}
    </p>
  );
}
