/** What is said after a save, once it is known to be true. */
import { dispatch } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';

export const SAVED = () => __('Settings saved.', 'ai-wp-dynamic-cache');

export const LATE = () =>
  __('The answer of the site was lost, but your settings have arrived and are saved.', 'ai-wp-dynamic-cache');

export const NOT_SAVED = () =>
  __('The connection was lost and nothing was saved. Your changes are still here.', 'ai-wp-dynamic-cache');

type Way = { label: string; onClick: () => void };

/** Shows a sentence at the edge of the window, and reads it out. */
export function announce(sentence: string, ways: Way[] = []): void {
  dispatch(notices).createSuccessNotice(sentence, { type: 'snackbar', actions: ways });
}
