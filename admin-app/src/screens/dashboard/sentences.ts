/** The state of the cache in one sentence. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { type Counts, hitRatio, type StatsAnswer } from '@dynamic-cache/contracts/stats';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, countdown, moment, percent } from '../../components/format.ts';

/** Whether visitors get live pages because of a pause. `now` in Unix seconds. */
export function isPaused({ enabled, paused_until }: SiteStatus, now: number): boolean {
  return enabled && paused_until !== null && paused_until > now;
}

export function stateSentence(status: SiteStatus, week: Counts | null, now: number): string {
  if (!status.enabled) {
    return __('Off. Every visitor gets a page that WordPress renders anew.', 'ai-wp-dynamic-cache');
  }
  if (status.dropin !== 'installed' || !status.wp_cache) {
    return __('On, but not in place: WordPress does not load the cache yet.', 'ai-wp-dynamic-cache');
  }
  if (isPaused(status, now)) {
    /* translators: %s: minutes and seconds, 14:59 */
    return sprintf(
      __('Paused for %s. Visitors get live pages until then.', 'ai-wp-dynamic-cache'),
      countdown((status.paused_until ?? 0) - now),
    );
  }
  if (status.proof.shadow !== null) {
    return __(
      'Watching. Pages are stored and compared, and every visitor gets the render of WordPress itself.',
      'ai-wp-dynamic-cache',
    );
  }
  const ratio = week === null ? null : hitRatio(week);
  if (week === null || ratio === null) {
    return __('On. Pages are stored as visitors ask for them.', 'ai-wp-dynamic-cache');
  }
  const views = week.hits + week.stale + week.misses;
  /* translators: 1: a percentage, 2: a number */
  return sprintf(
    _n(
      'On. %1$s of %2$s page view came from the cache this week.',
      'On. %1$s of %2$s page views came from the cache this week.',
      views,
      'ai-wp-dynamic-cache',
    ),
    percent(ratio),
    count(views),
  );
}

/** Until when, how exactly, and what is not in the figures: docs/storage.md says how hits are counted. */
export function whatIsCounted({ counted_until }: StatsAnswer, isEdgeOn: boolean): string {
  const until =
    counted_until === null
      ? ''
      : /* translators: %s: date and time */
        sprintf(__('Counted on this host until %s.', 'ai-wp-dynamic-cache'), moment(counted_until));
  const sampled = __(
    'Of the hits within one second the first is counted, and one in eight of the others, as eight.',
    'ai-wp-dynamic-cache',
  );
  const edge = isEdgeOn
    ? __(
        'Visits that the edge answers do not reach this host and are not in these figures.',
        'ai-wp-dynamic-cache',
      )
    : '';
  return [until, sampled, edge].filter((sentence) => sentence !== '').join(' ');
}
