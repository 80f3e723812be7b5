/**
 * A place where a page may be found: memory, the colo's Cache API, KV, R2, the origin. All have this one interface, and one
 * suite of conditions holds for all: nothing here ever throws, and what a reader does to a page changes no copy.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import type { Entry } from '../cache/entry.ts';

/** What is looked for. */
export interface Wanted {
  /** Cache key. */
  key: string;
  /** Canonical path and query. */
  path: string;
  query: string;
}

export type Found =
  | { found: 'entry'; entry: Entry }
  | { found: 'nothing'; reason: 'cold' | 'corrupt' | 'schema' | 'tier-timeout' | 'store-error' }
  /** Of the origin only: an answer for this one visitor, and why it is not stored. */
  | { found: 'response'; response: Response; reason: Reason };

export interface Tier {
  readonly name: 'memory' | 'cache-api' | 'kv' | 'r2' | 'origin';
  find(wanted: Wanted): Promise<Found>;
  /** Keeps a page, if it can. */
  keep(entry: Entry): Promise<void>;
}

/** A tier where a write costs money: only pages that are asked for again are worth one. */
export type DurableTier = Tier & { readonly name: 'kv' | 'r2' };
