/** One line on the connection to the Worker; a second one on what it did and what it does not know yet. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { useSelect } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { behind } from '../../components/edge/sentences.ts';
import { count, percent } from '../../components/format.ts';
import { follow } from '../../components/Navigation.tsx';
import { nameOfChoice } from '../../fields/choices.ts';
import { addressOf } from '../../routes.ts';
import { edgeFiguresStore } from '../../store/edge-figures.ts';

export function EdgeLine({ status }: { status: SiteStatus }) {
  const { edge } = status;
  const isBehind = edge.behind > 0;
  return (
    <>
      <p>
        {sentence(status)} {isBehind && <strong>{behind(edge, Date.now() / 1000)}</strong>}{' '}
        {edge.state !== 'off' && (
          <a href={addressOf('edge', window.location.href)} onClick={(event) => follow(event, 'edge')}>
            {isBehind
              ? __('What waits', 'ai-wp-dynamic-cache')
              : __('Look at the edge', 'ai-wp-dynamic-cache')}
          </a>
        )}
      </p>
      {edge.state === 'active' && <AtWork strategy={status.strategy} />}
    </>
  );
}

function AtWork({ strategy }: { strategy: SiteStatus['strategy'] }) {
  const figures = useSelect((select) => select(edgeFiguresStore).getAnswer().value?.figures ?? null, []);
  const kept = nameOfChoice('strategy', strategy);
  if (figures === null || figures.hit_ratio === null) return <p>{kept}.</p>;
  const visits = figures.hits + figures.stale + figures.misses;
  return (
    <p>
      {
        /* translators: 1: a share such as 94 %, 2: a number, 3: where pages are stored */
        sprintf(
          _n(
            '%1$s of %2$s visit in 24 hours came from the edge. %3$s.',
            '%1$s of %2$s visits in 24 hours came from the edge. %3$s.',
            visits,
            'ai-wp-dynamic-cache',
          ),
          percent(figures.hit_ratio),
          count(visits),
          kept,
        )
      }
    </p>
  );
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
