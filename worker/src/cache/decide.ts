/**
 * What becomes of a request, given what is stored for it (RFC 9111 §4). The one place where this is decided: a clock,
 * a database or the network are not asked here, so the same input gives the same answer.
 */
import type { Entry } from './entry.ts';
import type { Asks } from './request-directives.ts';

/** The parts of a stored response that count. */
export type Candidate = Pick<Entry, 'age' | 'storedAt' | 'expiresAt' | 'stale'>;

export type Decision =
  | { action: 'serve'; how: 'fresh' | 'stale' }
  /** Shown at once, and fetched anew behind it. */
  | { action: 'serve-and-refresh' }
  /** The origin is asked, with the validators of what is stored. `fwd` as in RFC 9211. */
  | { action: 'validate'; fwd: 'stale' | 'request' }
  | { action: 'fetch' }
  /** `only-if-cached`, and nothing that could be used: 504. */
  | { action: 'give-up' };

export interface Situation {
  asks: Asks;
  candidate: Candidate | null;
  /** The purge ledger lets it be shown for a moment more. */
  softlyPurged: boolean;
  /** Unix seconds. */
  now: number;
}

export function decide({ asks, candidate, softlyPurged, now }: Situation): Decision {
  if (candidate === null) return asks.onlyIfCached ? { action: 'give-up' } : { action: 'fetch' };
  const wanted = use(candidate, asks, softlyPurged, now);
  return wanted.action === 'validate' && asks.onlyIfCached ? { action: 'give-up' } : wanted;
}

function use(candidate: Candidate, asks: Asks, softlyPurged: boolean, now: number): Decision {
  const { stale } = candidate;
  const left = candidate.expiresAt - now;
  if (stale.validate) return { action: 'validate', fwd: 'stale' };
  // §5.2.1.4, §5.2.1.1: who asks for something newer is not shown what is older.
  if (asks.noCache || isTooOld(candidate, asks, now)) return { action: 'validate', fwd: 'request' };
  if (left > 0 && softlyPurged) return { action: 'serve-and-refresh' };
  if (left > 0) {
    const isFreshEnough = asks.minFresh === null || left >= asks.minFresh;
    return isFreshEnough ? { action: 'serve', how: 'fresh' } : { action: 'validate', fwd: 'request' };
  }
  if (asks.minFresh === null && -left < stale.whileRevalidate) return { action: 'serve-and-refresh' };
  const isWelcome = stale.onRequest && asks.minFresh === null && -left < asks.maxStale;
  return isWelcome ? { action: 'serve', how: 'stale' } : { action: 'validate', fwd: 'stale' };
}

function isTooOld(candidate: Candidate, { maxAge, maxStale }: Asks, now: number): boolean {
  return maxAge !== null && ageOf(candidate, now) > maxAge + maxStale;
}

/** Current age in seconds (§4.2.3). */
export function ageOf({ age, storedAt }: Pick<Entry, 'age' | 'storedAt'>, now: number): number {
  return age + Math.max(0, now - storedAt);
}

/** Whether a stored response may stand in for an origin that failed (§4.2.4, RFC 5861 §4). */
export function mayReplace(
  { expiresAt, stale }: Candidate,
  failure: 'error' | 'unreachable',
  now: number,
): boolean {
  if (stale.validate) return false;
  return now - expiresAt < (failure === 'error' ? stale.ifError : stale.unreachable);
}
