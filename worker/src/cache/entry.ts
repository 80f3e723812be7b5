/** A stored page. Self-validating: it carries all that is needed to judge it, so no tier has to know of purges. */
import { z } from 'zod';

const Hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

export const EntryFacts = z.strictObject({
  /** Layout of what is stored; another one is a miss (`schema`). */
  v: z.literal(1),
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
  /** Hex SHA-256 and length of the identity body. */
  digest: Hex(64),
  length: z.int().min(0),
});
export type EntryFacts = z.infer<typeof EntryFacts>;

/** Facts and bytes. Shared between requests, so it is never changed, and its bytes leave only through a `Response`. */
export type Entry = Readonly<EntryFacts> & { readonly body: Uint8Array<ArrayBuffer> };
