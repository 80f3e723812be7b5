/** What is said of the connection to the Worker. Pure. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { __, _n, sprintf } from '@wordpress/i18n';
import { ago, count, moment, until } from '../format.ts';

type Edge = SiteStatus['edge'];

/** How far registering has come; the word of each step is the one of the status. */
export type Step = { name: string; state: 'done' | 'now' | 'failed' | 'open' };

export function steps({ state }: Edge): Step[] {
  const at = { off: 0, verifying: 1, failed: 1, paused: 2, active: 3 }[state];
  const names = [
    __('The Worker was asked', 'ai-wp-dynamic-cache'),
    __('The Worker reads a proof from this site', 'ai-wp-dynamic-cache'),
    __('Site and Worker share a key', 'ai-wp-dynamic-cache'),
  ];
  return names.map((name, index) => ({ name, state: stepState(state, index, at) }));
}

function stepState(state: Edge['state'], index: number, at: number): Step['state'] {
  if (state === 'failed' && index === at) return 'failed';
  if (index < at) return 'done';
  return index === at && state === 'verifying' ? 'now' : 'open';
}

export function clock({ clock: seconds }: Edge): string {
  if (seconds === null) return __('not known yet', 'ai-wp-dynamic-cache');
  const apart = Math.abs(seconds);
  if (apart <= 2) return __('the same as here', 'ai-wp-dynamic-cache');
  const text =
    seconds > 0
      ? /* translators: %s: seconds */
        _n('%s second ahead of this server', '%s seconds ahead of this server', apart, 'ai-wp-dynamic-cache')
      : /* translators: %s: seconds */
        _n('%s second behind this server', '%s seconds behind this server', apart, 'ai-wp-dynamic-cache');
  return sprintf(text, count(apart));
}

/** What waits, since when, and when it is tried again. `now` in Unix seconds. */
export function behind({ behind: number, behind_since, next_try }: Edge, now: number): string {
  if (number === 0) return __('Nothing: the edge knows of every purge.', 'ai-wp-dynamic-cache');
  const waiting = sprintf(
    /* translators: %s: a number */
    _n('%s purge waits to be delivered', '%s purges wait to be delivered', number, 'ai-wp-dynamic-cache'),
    count(number),
  );
  const since = behind_since === null ? '' : ago(behind_since, now);
  const next = next_try === null || next_try <= now ? '' : until(next_try, now);
  if (next === '') {
    /* translators: 1: "2 purges wait to be delivered", 2: "5 minutes ago" */
    return sprintf(__('%1$s, the oldest written %2$s.', 'ai-wp-dynamic-cache'), waiting, since);
  }
  /* translators: 1: "2 purges wait to be delivered", 2: "5 minutes ago", 3: "in 2 minutes" */
  return sprintf(
    __('%1$s, the oldest written %2$s. Tried again %3$s.', 'ai-wp-dynamic-cache'),
    waiting,
    since,
    next,
  );
}

export function position({ acked, origin_seq: { now, told } }: Edge): string {
  if (acked === null) return __('nothing has been acknowledged yet', 'ai-wp-dynamic-cache');
  const ledger = sprintf(
    /* translators: 1: a number, 2: date and time */
    __('position %1$s of its ledger, acknowledged %2$s', 'ai-wp-dynamic-cache'),
    count(acked.seq),
    moment(acked.at),
  );
  if (now === null || told === null) return ledger;
  /* translators: 1: what the ledger has, 2: a number, 3: a number */
  return sprintf(
    _n(
      '%1$s; %2$s of %3$s record of this site',
      '%1$s; %2$s of %3$s records of this site',
      now,
      'ai-wp-dynamic-cache',
    ),
    ledger,
    count(told),
    count(now),
  );
}
