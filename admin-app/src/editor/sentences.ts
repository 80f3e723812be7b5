/** What the panel says. */
import type { WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import type { PurgeAnswer } from '@dynamic-cache/contracts/plugin-api';
import { __, sprintf } from '@wordpress/i18n';

/** Why there is nothing to show, or null where visitors can see the post. */
export function notPublic(status: string): string | null {
  switch (status) {
    case 'publish':
      return null;
    case 'private':
      return __(
        'A private post is shown to people who are logged in, and never comes from the cache.',
        'ai-wp-dynamic-cache',
      );
    case 'future':
      return __('Visitors will get this page when it is published.', 'ai-wp-dynamic-cache');
    default:
      return __(
        'Visitors cannot see this post yet. Once it is published, this is where you see what they get.',
        'ai-wp-dynamic-cache',
      );
  }
}

type Warmed = WarmAnswer['pages'][number];

/** What came of warming; a page that is not stored says why. */
export function warmSentence(page: Warmed | null): string {
  if (page?.warm === true)
    return __('This page is stored now. Visitors get it from the cache.', 'ai-wp-dynamic-cache');
  const layers = page === null ? [] : [page.origin, ...(page.edge === null ? [] : [page.edge])];
  /* translators: %s: why, as sentences or words */
  return sprintf(
    __('This page was fetched and is not stored everywhere: %s', 'ai-wp-dynamic-cache'),
    layers.map(({ error, reason, status }) => error ?? reason ?? status ?? '').join(' '),
  );
}

/** What came of purging, and whether the edge knows of it by now. */
export function purgeSentence(answer: PurgeAnswer | null): string {
  const here = __('Purged. The next visitor gets this page rendered anew.', 'ai-wp-dynamic-cache');
  if (answer?.edge_waits === true) {
    return `${here} ${__('The edge could not be told yet, and may show the old page until it answers.', 'ai-wp-dynamic-cache')}`;
  }
  return answer?.edge == null ? here : `${here} ${__('The edge knows of it.', 'ai-wp-dynamic-cache')}`;
}
