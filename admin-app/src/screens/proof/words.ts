/** What outcomes and occasions of a check are called. Complete by type. */
import type { ProofMode, ProofOutcome } from '@dynamic-cache/contracts/proof';
import { __ } from '@wordpress/i18n';

export const OUTCOMES: Readonly<Record<ProofOutcome, () => string>> = {
  same: () => __('Same', 'ai-wp-dynamic-cache'),
  different: () => __('Different', 'ai-wp-dynamic-cache'),
  volatile: () => __('Never the same', 'ai-wp-dynamic-cache'),
  moved: () => __('Renewed meanwhile', 'ai-wp-dynamic-cache'),
  unable: () => __('Not rendered', 'ai-wp-dynamic-cache'),
  waiting: () => __('Waiting', 'ai-wp-dynamic-cache'),
  checking: () => __('Being checked', 'ai-wp-dynamic-cache'),
};

export const MODES: Readonly<Record<ProofMode, () => string>> = {
  hit: () => __('A visit that was drawn', 'ai-wp-dynamic-cache'),
  shadow: () => __('Watch only', 'ai-wp-dynamic-cache'),
  asked: () => __('Somebody asked', 'ai-wp-dynamic-cache'),
};
