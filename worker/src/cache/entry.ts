/** A stored page. Self-validating: it carries all that is needed to judge it, so no tier has to know of purges. */
import { z } from 'zod';

const Hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** What the response itself allows once it is stored; seconds past its life. */
export const StalePolicy = z.strictObject({
  /** `no-cache`: the origin is asked before each use. */
  validate: z.boolean(),
  /** May be shown while it is fetched anew (RFC 5861 §3). */
  whileRevalidate: z.int().min(0),
  /** May be shown instead of an error of the origin (RFC 5861 §4). */
  ifError: z.int().min(0),
  /** May be shown when the origin cannot be reached (RFC 9111 §4.2.4). */
  unreachable: z.int().min(0),
  /** May be shown to who asks for it with `max-stale`. */
  onRequest: z.boolean(),
});
export type StalePolicy = z.infer<typeof StalePolicy>;

export const EntryFacts = z.strictObject({
  /** Layout of what is stored; another one is a miss (`schema`). */
  v: z.literal(2),
  site: z.string(),
  /** Cache key. */
  key: Hex(64),
  /** Position of the purge ledger that was read before the page was fetched. */
  fillSeq: z.int().min(0),
  epoch: Hex(32),
  tags: z.array(z.string()),
  status: z.int(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Unix seconds. */
  storedAt: z.int(),
  /** Age that the response had already, in seconds. */
  age: z.int().min(0),
  /** Unix seconds; absolute, set by the origin. */
  expiresAt: z.int(),
  /** Revision of the configuration under which the page was rendered. */
  revision: z.string(),
  stale: StalePolicy,
  /** Selecting fields with the values of the request that this answered (RFC 9111 §4.1). */
  selecting: z.array(z.tuple([z.string(), z.string().nullable()])),
  /** Not empty: no page, but the sets of selecting fields under which the variants of this key are stored. */
  variants: z.array(z.array(z.string())).max(8),
  /** Hex SHA-256 and length of the identity body. */
  digest: Hex(64),
  length: z.int().min(0),
});
export type EntryFacts = z.infer<typeof EntryFacts>;

/** Facts and bytes. Shared between requests, so it is never changed, and its bytes leave only through a `Response`. */
export type Entry = Readonly<EntryFacts> & { readonly body: Uint8Array<ArrayBuffer> };

/** A page on its way to one visitor; the stream of one that was not read is used up by that. */
export type Sendable = Readonly<EntryFacts> & {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
};

/** Of a page whose staleness its site's settings govern, and that is one for every request of its key. */
export const NOTHING_ALLOWED: StalePolicy = {
  validate: false,
  whileRevalidate: 0,
  ifError: 0,
  unreachable: 0,
  onRequest: false,
};

/** Unix seconds until which a copy is of use: fresh, or stale in one of the ways that it allows. */
export function keptUntil({ expiresAt, stale }: Pick<Entry, 'expiresAt' | 'stale'>): number {
  return expiresAt + Math.max(stale.whileRevalidate, stale.ifError, stale.unreachable);
}
