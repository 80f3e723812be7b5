/** What a gate saw: each case with what had to be, what was, and where they differ. */
import type { Strategy } from '@dynamic-cache/contracts/settings';
import type { BenchmarkReport, GateEvidence, GateName } from '@dynamic-cache/contracts/site-benchmark';
import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { count, milliseconds } from '../../components/format.ts';
import { benchmarkRunStore } from '../../store/benchmark-run.ts';

/** Passed cases that are shown before somebody asks for all. */
const SHOWN = 3;

type Props = { id: string; strategy: Strategy; gate: GateName };

export function Evidence({ id, strategy, gate }: Props) {
  const answer = useSelect((select) => select(benchmarkRunStore).getReport(id), [id]);
  const { look } = useDispatch(benchmarkRunStore);
  const ofGate = ({ evidence }: BenchmarkReport['run']) =>
    evidence.filter((one) => one.strategy === strategy && one.gate === gate);
  return (
    <Asked
      answer={answer}
      retry={() => look(id)}
      isEmpty={(run) => ofGate(run).length === 0}
      empty={<p>{__('Nothing was looked at.', 'ai-wp-dynamic-cache')}</p>}
    >
      {(run) => <Cases evidence={ofGate(run)} />}
    </Asked>
  );
}

/** What failed comes first, and all of it. */
function Cases({ evidence }: { evidence: readonly GateEvidence[] }) {
  const [isAll, setAll] = useState(false);
  const failed = evidence.filter(({ passed }) => !passed);
  const passed = evidence.filter((one) => one.passed);
  const shown = isAll ? passed : passed.slice(0, SHOWN);
  const rest = passed.length - shown.length;
  return (
    <>
      <ul className="dynamic-cache-evidence">
        {[...failed, ...shown].map((one) => (
          <Case key={[one.case, one.expected, one.got, one.ms].join(' ')} seen={one} />
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="link" onClick={() => setAll(true)}>
          {sprintf(
            /* translators: %s: a number */
            _n('Show %s more that passed', 'Show %s more that passed', rest, 'ai-wp-dynamic-cache'),
            count(rest),
          )}
        </Button>
      )}
    </>
  );
}

function Case({ seen }: { seen: GateEvidence }) {
  const { passed, urls, expected, got, excerpt, headers, ms } = seen;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <li data-passed={String(passed)}>
      <p>
        <strong>
          {passed ? __('Passed', 'ai-wp-dynamic-cache') : __('Failed', 'ai-wp-dynamic-cache')}:{' '}
          <span dir="auto">{seen.case}</span>
        </strong>
      </p>
      <dl>
        <Fact name={__('Expected', 'ai-wp-dynamic-cache')} value={expected} />
        <Fact name={__('Got', 'ai-wp-dynamic-cache')} value={got} />
        <Fact name={__('Took', 'ai-wp-dynamic-cache')} value={milliseconds(ms)} />
      </dl>
      {urls.map((url) => (
        <code key={url} dir="ltr">
          {url}
        </code>
      ))}
      {excerpt !== '' && (
        <Raw name={__('The difference', 'ai-wp-dynamic-cache')} text={excerpt} isOpen={!passed} />
      )}
      {lines.length > 0 && (
        <Raw name={__('Headers of the answer', 'ai-wp-dynamic-cache')} text={lines.join('\n')} />
      )}
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}

/** As it came over the wire; a keyboard can scroll it. */
function Raw({ name, text, isOpen = false }: { name: string; text: string; isOpen?: boolean }) {
  return (
    <details open={isOpen}>
      <summary>{name}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable without a mouse */}
      <pre dir="ltr" tabIndex={0}>
        {text}
      </pre>
    </details>
  );
}
