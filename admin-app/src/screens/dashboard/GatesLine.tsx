/** The four gates of the strategy in use, when they were tried, and the way to what was seen. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { GateName } from '@dynamic-cache/contracts/site-benchmark';
import { Icon } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { check, error, info } from '@wordpress/icons';
import { ago, moment } from '../../components/format.ts';
import { GATES, outcomeOf } from '../../components/gates.ts';
import { follow } from '../../components/Navigation.tsx';
import { addressOf } from '../../routes.ts';

export function GatesLine({ gates, now }: { gates: SiteStatus['gates']; now: number }) {
  if (gates === null) {
    return (
      <p>
        {__('Whether this way of caching is safe on this host was not measured yet.', 'ai-wp-dynamic-cache')}{' '}
        <Evidence run={null} words={__('Measure this host', 'ai-wp-dynamic-cache')} />
      </p>
    );
  }
  return (
    <>
      <ul className="dynamic-cache-gates-line" aria-label={__('The four gates', 'ai-wp-dynamic-cache')}>
        {GateName.options.map((gate) => (
          <Gate key={gate} gate={gate} isPassed={gates.passed[gate] ?? null} />
        ))}
      </ul>
      <p title={moment(gates.at)}>
        {/* translators: %s: how long ago, such as "2 days ago" */}
        {sprintf(__('Tried %s.', 'ai-wp-dynamic-cache'), ago(gates.at, now))}{' '}
        <Evidence run={gates.run} words={__('See what was seen', 'ai-wp-dynamic-cache')} />
      </p>
    </>
  );
}

function Gate({ gate, isPassed }: { gate: GateName; isPassed: boolean | null }) {
  return (
    <li data-passed={String(isPassed)} title={GATES[gate].asks()}>
      <Icon icon={isPassed === null ? info : isPassed ? check : error} />
      {sprintf(
        /* translators: 1: name of a gate, 2: passed, failed, not looked at yet */
        __('%1$s: %2$s', 'ai-wp-dynamic-cache'),
        GATES[gate].name(),
        outcomeOf(isPassed),
      )}
    </li>
  );
}

function Evidence({ run, words }: { run: string | null; words: string }) {
  const parameters = run === null ? {} : { run };
  return (
    <a
      href={addressOf('benchmark', window.location.href, parameters)}
      onClick={(event) => follow(event, 'benchmark', parameters)}
    >
      {words}
    </a>
  );
}
