/** Whether a stored page may be used, and a fresh one stored. Pure: no clock, no database, same input, same answer. */
import type { TagGeneration } from '../ledger/generation-store.ts';
import type { Entry } from './entry.ts';
import type { LedgerView } from './view.ts';

/** How long a softly purged page may still be shown, in seconds. */
export const SOFT_SECONDS = 60;

export type Verdict =
  | { use: 'fresh' }
  /** Softly purged a moment ago: shown while one refresh runs. */
  | { use: 'stale' }
  | { use: 'no'; reason: 'purged' | 'expired' }
  /** Stored before the view begins: its tags must be looked up. */
  | { use: 'look-up' }
  /** Stored at a position that this view has not seen: the view is behind, or the ledger was put back. */
  | { use: 'ahead' };

type Judged = Pick<Entry, 'epoch' | 'fillSeq' | 'tags' | 'expiresAt'>;

/** Judges an entry by a view. `now` in Unix seconds. `expired` is said only of a page that was not purged. */
export function judge(entry: Judged, view: LedgerView, now: number): Verdict {
  if (entry.epoch !== view.epoch) return { use: 'no', reason: 'purged' };
  if (entry.fillSeq > view.seq) return { use: 'ahead' };
  if (entry.fillSeq < view.floor) return { use: 'no', reason: 'purged' };
  if (entry.fillSeq < view.base) return { use: 'look-up' };
  let stale = false;
  for (const tag of entry.tags) {
    const generation = view.tags.get(tag);
    if (generation === undefined) continue;
    if (generation.hard > entry.fillSeq) return { use: 'no', reason: 'purged' };
    if (generation.soft > entry.fillSeq) {
      if (now >= generation.softAt + SOFT_SECONDS) return { use: 'no', reason: 'purged' };
      stale = true;
    }
  }
  if (now >= entry.expiresAt) return { use: 'no', reason: 'expired' };
  return { use: stale ? 'stale' : 'fresh' };
}

/** Where the origin's purge log stood when a page was rendered. */
export interface OriginPosition {
  epoch: string;
  token: number;
}

/**
 * Whether an answer of the origin is older than what the origin itself has told us since: a replica that lags, a
 * second origin cache. Sequences of different epochs do not compare, so another epoch than the known one is not
 * believed until the origin has told it.
 */
export function isOriginStale(tags: readonly string[], position: OriginPosition, view: LedgerView): boolean {
  if (view.originEpoch === null) return false;
  if (position.epoch !== view.originEpoch) return true;
  return tags.some((tag) => {
    const generation: TagGeneration | undefined = view.tags.get(tag);
    if (generation === undefined || generation.originSeq === null) return false;
    return generation.originEpoch === position.epoch && position.token < generation.originSeq;
  });
}
