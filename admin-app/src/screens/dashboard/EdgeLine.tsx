/** One line on the connection to the Worker. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { __, _n, sprintf } from '@wordpress/i18n';

export function EdgeLine({ status }: { status: SiteStatus }) {
  const { behind } = status.edge;
  return <p>{behind > 0 ? `${sentence(status)} ${waiting(behind)}` : sentence(status)}</p>;
}

function sentence({ edge, enabled }: SiteStatus): string {
  switch (edge.state) {
    case 'off':
      return __('No edge is connected; pages are served by this host.', 'ai-wp-dynamic-cache');
    case 'verifying':
      return __('The edge is checking that this site is yours.', 'ai-wp-dynamic-cache');
    case 'active':
      if (!enabled) {
        /* translators: %s: address of the Worker */
        return sprintf(
          __('The edge at %s is connected and hands every visit on to WordPress.', 'ai-wp-dynamic-cache'),
          edge.url,
        );
      }
      /* translators: %s: address of the Worker */
      return sprintf(__('The edge at %s serves this site.', 'ai-wp-dynamic-cache'), edge.url);
    case 'failed':
      /* translators: %s: reason */
      return sprintf(__('The edge could not be connected: %s', 'ai-wp-dynamic-cache'), edge.error ?? '');
    case 'paused':
      return __(
        'The address of this site changed since the edge was connected; nothing is sent until you connect it again.',
        'ai-wp-dynamic-cache',
      );
  }
}

function waiting(count: number): string {
  /* translators: %d: number of messages */
  return sprintf(
    _n('%d purge waits to be delivered.', '%d purges wait to be delivered.', count, 'ai-wp-dynamic-cache'),
    count,
  );
}
