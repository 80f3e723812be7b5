/** The state of the cache in one sentence. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { __ } from '@wordpress/i18n';

export function stateSentence(status: SiteStatus): string {
  if (!status.enabled)
    return __('Off. Every visitor gets a page that WordPress renders anew.', 'ai-wp-dynamic-cache');
  if (status.dropin !== 'installed' || !status.wp_cache) {
    return __('On, but not in place: WordPress does not load the cache yet.', 'ai-wp-dynamic-cache');
  }
  if (status.paused_until !== null && status.paused_until * 1000 > Date.now()) {
    return __('Paused. Visitors get live pages for the moment.', 'ai-wp-dynamic-cache');
  }
  return __(
    'On. Pages are stored on first use and served from the cache until what they show changes.',
    'ai-wp-dynamic-cache',
  );
}
