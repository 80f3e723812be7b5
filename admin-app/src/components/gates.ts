/** What the four gates are called, and what each asks. Complete by type. */
import type { HardGate } from '@dynamic-cache/contracts/scoring/gates';
import type { GateName } from '@dynamic-cache/contracts/site-benchmark';
import { __ } from '@wordpress/i18n';

export const GATES: Record<GateName, { name: () => string; asks: () => string; hard: HardGate }> = {
  digest: {
    name: () => __('Same content', 'ai-wp-dynamic-cache'),
    asks: () => __('Is a page from the cache the page that WordPress renders now?', 'ai-wp-dynamic-cache'),
    hard: 'digest_mismatch',
  },
  leak: {
    name: () => __('Nobody else’s page', 'ai-wp-dynamic-cache'),
    asks: () => __('Does a page made for one visitor ever reach another one?', 'ai-wp-dynamic-cache'),
    hard: 'personalized_cache_leak',
  },
  purge: {
    name: () => __('Fresh after a change', 'ai-wp-dynamic-cache'),
    asks: () => __('Is the old page gone in time when a post changes?', 'ai-wp-dynamic-cache'),
    hard: 'purge_exceeded_window',
  },
  collision: {
    name: () => __('Addresses kept apart', 'ai-wp-dynamic-cache'),
    asks: () => __('Do near-equal addresses get the page that is theirs?', 'ai-wp-dynamic-cache'),
    hard: 'cache_key_collision',
  },
};

export function outcomeOf(isPassed: boolean | null): string {
  if (isPassed === null) return __('not looked at yet', 'ai-wp-dynamic-cache');
  return isPassed ? __('passed', 'ai-wp-dynamic-cache') : __('failed', 'ai-wp-dynamic-cache');
}
