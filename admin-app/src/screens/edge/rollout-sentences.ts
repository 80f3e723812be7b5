/** How far a rollout has come, in a person's words. */
import type { RolloutFigures, RolloutFinding } from '@dynamic-cache/contracts/rollout';
import { __, sprintf } from '@wordpress/i18n';
import { milliseconds, moment, percent } from '../../components/format.ts';

/** Who has the new strategy now, and what is to be done. */
export function stateOf({ state, percent: share, stepped_back_at: at }: RolloutFigures): string {
  if (state === 'idle') {
    return __(
      'The strategy that is tried is the one that everybody has. The try has come to its end: set its share to nobody in the settings.',
      'ai-wp-dynamic-cache',
    );
  }
  if (state === 'running') {
    /* translators: %s: a share, such as 10 % */
    return sprintf(
      __('%s of the visitors have the second one.', 'ai-wp-dynamic-cache'),
      percent(share / 100),
    );
  }
  const ended = __(
    'The second one was worse, so that everybody has the first one again. When the cause is gone give the try another name in the settings to begin anew.',
    'ai-wp-dynamic-cache',
  );
  /* translators: 1: a date and time, 2: what happened then */
  return at === null ? ended : sprintf(__('%1$s: %2$s', 'ai-wp-dynamic-cache'), moment(at), ended);
}

/** What the figures say; null where nothing is compared. */
export function findingsOf({ state, verdict, findings }: RolloutFigures): string | null {
  if (state === 'idle') return null;
  if (verdict === 'worse') return findings.map(spoken).join(' ');
  return verdict === 'no-worse'
    ? __('The second one is no worse so far.', 'ai-wp-dynamic-cache')
    : __('Too few visits to say which one is better.', 'ai-wp-dynamic-cache');
}

/** Complete by type. */
function spoken(finding: RolloutFinding): string {
  switch (finding.code) {
    case 'errors':
      return sprintf(
        /* translators: 1: a share of the second strategy, 2: the same of the first one */
        __('Errors: %1$s of the answers of the second one, %2$s of the first one.', 'ai-wp-dynamic-cache'),
        percent(finding.next),
        percent(finding.current),
      );
    case 'misses':
      return sprintf(
        /* translators: 1: a share of the second strategy, 2: the same of the first one */
        __(
          'Not from the cache: %1$s of the visits with the second one, %2$s with the first one.',
          'ai-wp-dynamic-cache',
        ),
        percent(finding.next),
        percent(finding.current),
      );
    case 'slower':
      return sprintf(
        /* translators: 1: milliseconds of the second strategy, 2: the same of the first one */
        __(
          'Slower: 95 of 100 answers come within %1$s with the second one, within %2$s with the first one.',
          'ai-wp-dynamic-cache',
        ),
        milliseconds(finding.next_ms),
        milliseconds(finding.current_ms),
      );
  }
}
