/** What the Worker's recommendation stands on, in the language of the owner. Complete by type. */
import type { Remark } from '@dynamic-cache/contracts/benchmark';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, lasting, score } from '../../components/format.ts';
import { GATES } from '../../components/gates.ts';
import { strategyName } from '../../components/strategies.ts';

type Of<Code> = Extract<Remark, { code: Code }>;

export function spoken(remark: Remark): string {
  switch (remark.code) {
    case 'best':
      return best(remark);
    case 'close':
      return sprintf(
        /* translators: 1: name of a strategy, 2: difference of two scores */
        __('%1$s is only %2$s behind: another measurement may turn the two.', 'ai-wp-dynamic-cache'),
        strategyName(remark.strategy),
        score(remark.lead),
      );
    case 'ahead':
      return sprintf(
        /* translators: 1: difference of two scores, 2: name of a strategy */
        __('It is %1$s ahead of %2$s.', 'ai-wp-dynamic-cache'),
        score(remark.lead),
        strategyName(remark.strategy),
      );
    case 'left-out':
      return sprintf(
        /* translators: 1: name of a strategy, 2: names of gates */
        __('%1$s was left out, because it failed: %2$s.', 'ai-wp-dynamic-cache'),
        strategyName(remark.strategy),
        gates(remark.failures),
      );
    case 'shared':
      return shared(remark);
    case 'in-use':
      return __('It is the strategy in use.', 'ai-wp-dynamic-cache');
  }
}

function best(remark: Of<'best'>): string {
  return sprintf(
    /* translators: 1: name of a strategy, 2: a span of time, 3: a number */
    _n(
      '%1$s with pages kept for %2$s is the best of %3$s candidate that passed the gates.',
      '%1$s with pages kept for %2$s is the best of %3$s candidates that passed the gates.',
      remark.passed,
      'ai-wp-dynamic-cache',
    ),
    strategyName(remark.strategy),
    lasting(remark.ttl_seconds),
    count(remark.passed),
  );
}

function shared(remark: Of<'shared'>): string {
  return sprintf(
    /* translators: 1: part of a score, 2: a number */
    _n(
      '%1$s of its score comes from %2$s sample that testers shared.',
      '%1$s of its score comes from %2$s samples that testers shared.',
      remark.samples,
      'ai-wp-dynamic-cache',
    ),
    score(remark.bonus),
    count(remark.samples),
  );
}

function gates(failures: readonly string[]): string {
  return Object.values(GATES)
    .filter(({ hard }) => failures.includes(hard))
    .map(({ name }) => name())
    .join(', ');
}
