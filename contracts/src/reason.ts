/**
 * The one list of words that explain a decision, on the wire and on every screen (design: "Reason words").
 * PHP reads the same list from contracts/schema/reason.json.
 */
import { z } from 'zod';

/** The request is neither answered from, nor stored in, the cache. */
export const BypassReason = z.enum([
  'method',
  'body',
  'override',
  'host',
  'path',
  'cookie',
  'authorization',
  'excluded',
  'private-query',
  'key-too-long',
  'paused',
  'disabled',
]);
export type BypassReason = z.infer<typeof BypassReason>;

/** A page was rendered for this request and must not be stored. */
export const NotStoredReason = z.enum([
  'status',
  'incomplete',
  'fatal',
  'db-error',
  'set-cookie',
  'cache-control',
  'vary',
  'headers-sent',
  'logged-in',
  'donotcache',
  'reflected',
  'varies-by-device',
  'purged-during-fill',
  'changed-by-own-render',
  'suspect',
  'store-error',
  // Somebody else's render was not ready in the time that a visitor waits for it.
  'busy',
]);
export type NotStoredReason = z.infer<typeof NotStoredReason>;

/** Nothing usable was stored under the key. */
export const MissReason = z.enum(['cold', 'expired', 'purged', 'corrupt', 'schema']);
export type MissReason = z.infer<typeof MissReason>;

/** Words that only the edge says. */
export const EdgeReason = z.enum([
  'no-marker',
  'bad-marker',
  'origin-stale',
  'revision',
  'tier-timeout',
  'no-view',
  'ledger-down',
]);
export type EdgeReason = z.infer<typeof EdgeReason>;

/** The cache only watches (shadow mode): a page is stored, and WordPress answers all the same. Said with `bypass`. */
export const WatchReason = z.enum(['shadow']);
export type WatchReason = z.infer<typeof WatchReason>;

/**
 * A stored page was used; `collapsed`: one that was rendered for somebody else while this visitor waited; `direct`: sent
 * by the web server itself, without PHP.
 */
export const HitReason = z.enum(['fresh', 'revalidated', 'grace', 'collapsed', 'direct']);
export type HitReason = z.infer<typeof HitReason>;

export const Reason = z.enum([
  ...BypassReason.options,
  ...NotStoredReason.options,
  ...MissReason.options,
  ...EdgeReason.options,
  ...HitReason.options,
  ...WatchReason.options,
]);
export type Reason = z.infer<typeof Reason>;

/** First word of `X-Dynamic-Cache`. */
export const Outcome = z.enum(['hit', 'stale', 'miss', 'bypass']);
export type Outcome = z.infer<typeof Outcome>;

/** Value of the `X-Dynamic-Cache` response header: `hit; reason=fresh`. */
export function statusHeader(outcome: Outcome, reason: Reason): string {
  return `${outcome}; reason=${reason}`;
}
