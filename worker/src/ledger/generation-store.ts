/**
 * The purge ledger (port). Per site a sequence that every purge raises, and for each tag the position of its last
 * purge. Adapters: SQL in D1 or in Durable Objects, and a twin in memory; one suite of conditions holds for all.
 */
import type { LedgerSequence, OriginSequence } from '@dynamic-cache/contracts/purge';

export interface TagGeneration {
  tag: string;
  /** Pages stored before this position are gone. */
  hard: number;
  /** Pages stored before this position are stale. */
  soft: number;
  /** When the soft purge came, Unix seconds. */
  softAt: number;
  /** Position of the purge in the origin's own log, and the epoch of that log. */
  originSeq: number | null;
  originEpoch: string | null;
  /** Position of the last purge of either kind. */
  last: number;
}

/** Sequence, floor and epochs of one moment. */
export interface LedgerState {
  seq: number;
  floor: number;
  epoch: string;
  originEpoch: string | null;
}

export interface LedgerDelta extends LedgerState {
  /** Every tag with `last > base`, and no other. */
  base: number;
  tags: TagGeneration[];
}

/** A purge with all that makes it happen once. */
export interface Purge {
  site: string;
  kid: string;
  nonce: string;
  idempotencyKey: string;
  /** Over method, target and body. */
  digest: string;
  /** Random name of this very request. */
  claim: string;
  tags: string[];
  soft: boolean;
  origin: OriginSequence | null;
  acked: LedgerSequence | null;
}

export type PurgeOutcome =
  | { outcome: 'done'; epoch: string; seq: number }
  | { outcome: 'replayed-nonce' }
  | { outcome: 'key-conflict' };

/** How long an idempotency key is remembered, in seconds. */
export const KEY_SECONDS = 86_400;

/**
 * Longest life of a stored page in seconds: the 30 days and 7 days of grace that settings allow, and a day for clocks.
 * What an origin in general mode lets live longer is fetched anew after it.
 */
export const LONGEST_LIFE = 38 * 86_400;

export interface GenerationStore {
  /** State and the tags purged after `since`, of one moment; a site without ledger gets one. At most `limit` tags. */
  read(site: string, since: number, limit: number): Promise<LedgerDelta>;
  /** State and the generations of these tags, of one moment. `base` is -1: what is not there was never purged. */
  lookUp(site: string, tags: readonly string[]): Promise<LedgerDelta>;
  /** All or nothing; the answer is true when it returns. */
  purge(purge: Purge): Promise<PurgeOutcome>;
  /** Begins a new epoch, unless another than `epoch` is the current one already. */
  rotate(site: string, epoch: string): Promise<void>;
  /** Forgets the tags that matter to nothing that is alive: to nothing that was stored after `bound`, Unix seconds. */
  compact(site: string, bound: number): Promise<void>;
  /** Deletes everything of a site. */
  forget(site: string): Promise<void>;
}
