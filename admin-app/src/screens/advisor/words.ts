/** What kinds of advice, verdicts and settings are called. Complete by type where the contract is closed. */
import type { AdviceKind, AdviceSource, AdvisedChange, Suggestion } from '@dynamic-cache/contracts/advisor';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { __, sprintf } from '@wordpress/i18n';
import { exactShare } from '../../components/format.ts';
import { strategyName } from '../../components/strategies.ts';
import { FIELDS } from '../../fields/field.ts';
import { spokenValue } from '../../fields/spoken-value.ts';
import { TITLES } from '../../fields/titles.ts';

type Kind = { title: () => string; intro: () => string; empty: () => string };

export const KINDS: Readonly<Record<AdviceKind, Kind>> = {
  tuning: {
    title: () => __('Tuning', 'ai-wp-dynamic-cache'),
    intro: () => __('Settings that the figures of the last seven days speak against.', 'ai-wp-dynamic-cache'),
    empty: () =>
      __(
        'Nothing to change: the figures of the last seven days speak against no setting. With few visits they say little; look again in a week.',
        'ai-wp-dynamic-cache',
      ),
  },
  routes: {
    title: () => __('Risk of pages', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'How likely it is that a page shows one visitor what belongs to another when it is stored: the pages with the most visits.',
        'ai-wp-dynamic-cache',
      ),
    empty: () =>
      __(
        'No page is known yet. Visit the site without being logged in, and look again.',
        'ai-wp-dynamic-cache',
      ),
  },
  preload: {
    title: () => __('What to warm first', 'ai-wp-dynamic-cache'),
    intro: () =>
      __(
        'Pages that are not stored now, those first that spare the most visitors a wait; as many as the time below pays for.',
        'ai-wp-dynamic-cache',
      ),
    empty: () =>
      __(
        'Nothing to warm: every page that visitors ask for is stored, or may not be.',
        'ai-wp-dynamic-cache',
      ),
  },
  benchmark: {
    title: () => __('The last benchmark in words', 'ai-wp-dynamic-cache'),
    intro: () =>
      __('What the last measurement of this host comes to, strategy by strategy.', 'ai-wp-dynamic-cache'),
    empty: () =>
      __('Nothing has been measured yet. A run of the benchmark takes some minutes.', 'ai-wp-dynamic-cache'),
  },
};

/** The order on the screen: what can be applied first. */
export const ORDER: readonly AdviceKind[] = ['tuning', 'routes', 'preload', 'benchmark'];

const VERDICTS: Readonly<Record<string, () => string>> = {
  low: () => __('Low risk', 'ai-wp-dynamic-cache'),
  medium: () => __('Medium risk', 'ai-wp-dynamic-cache'),
  high: () => __('High risk', 'ai-wp-dynamic-cache'),
  best: () => __('Best', 'ai-wp-dynamic-cache'),
  good: () => __('Good', 'ai-wp-dynamic-cache'),
  unsafe: () => __('Unsafe', 'ai-wp-dynamic-cache'),
  incomplete: () => __('Incomplete', 'ai-wp-dynamic-cache'),
  change: () => __('Change', 'ai-wp-dynamic-cache'),
};

export function verdictName(verdict: string): string {
  /* translators: %s: place in an order, such as 3 */
  return VERDICTS[verdict]?.() ?? sprintf(__('No. %s', 'ai-wp-dynamic-cache'), verdict);
}

const SOURCES: Readonly<Record<AdviceSource, () => string>> = {
  rules: () => __('Rules', 'ai-wp-dynamic-cache'),
  ai: () => __('AI', 'ai-wp-dynamic-cache'),
};

export const sourceName = (source: AdviceSource) => SOURCES[source]();

/** What a suggestion is about. Paths, addresses and names of settings are left as they are where they have no words. */
export function subjectName({ subject }: Suggestion): string {
  const strategy = Strategy.safeParse(subject);
  if (strategy.success) return strategyName(strategy.data);
  if (/^https?:/.test(subject)) return pathOf(subject);
  return TITLES[subject]?.() ?? subject;
}

const pathOf = (address: string) => {
  const { pathname, search } = new URL(address);
  return pathname + search;
};

export const isPath = (name: string) => name.startsWith('/');

function spoken(setting: string, value: number | string): string {
  if (setting === 'proof.sample_rate') return exactShare(Number(value));
  const field = FIELDS.get(setting);
  return field === undefined ? String(value) : spokenValue(field, value);
}

/** What applying it does, in one line. */
export function changeSentence({ setting, from, to }: AdvisedChange): string {
  if (from === null) {
    /* translators: %s: a path such as /cart/ */
    return sprintf(__('Never store %s.', 'ai-wp-dynamic-cache'), String(to));
  }
  return sprintf(
    /* translators: 1: name of a setting, 2: its value now, 3: the value that is suggested */
    __('%1$s: %2$s → %3$s', 'ai-wp-dynamic-cache'),
    TITLES[setting]?.() ?? setting,
    spoken(setting, from),
    spoken(setting, to),
  );
}
