/** `POST /api/cache/purge`: what changed at the origin, told to the edge. */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { TagName } from './tags.ts';

/** A position in the origin's purge log. Sequences of different epochs do not compare. */
export const OriginSequence = z.strictObject({
  epoch: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.int().min(0),
});
export type OriginSequence = z.infer<typeof OriginSequence>;

/** A position in the edge's purge ledger. */
export const LedgerSequence = z.strictObject({
  epoch: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.int().min(0),
});
export type LedgerSequence = z.infer<typeof LedgerSequence>;

/** An absolute URL of the site. */
const PurgeUrl = z
  .string()
  .max(8192)
  .regex(/^https?:\/\/[^\x00-\x20\x7f]+$/);

const PurgePrefix = z
  .string()
  .max(8192)
  .regex(/^https?:\/\/[^\x00-\x20\x7f]+\/$/);

export const PurgeRequest = z.strictObject({
  site_id: SiteId,
  tags: z.array(TagName).max(5000).nullish(),
  urls: z.array(PurgeUrl).max(1000).nullish(),
  /** URLs below which everything is purged; each ends with `/`. */
  prefixes: z.array(PurgePrefix).max(100).nullish(),
  everything: z.boolean().nullish(),
  /** Serve the old page once more while one refresh runs. */
  soft: z.boolean().nullish(),
  origin_seq: OriginSequence.nullish(),
  /** Last ledger position that the site saw acknowledged; one ahead of the ledger means that it was restored. */
  acked: LedgerSequence.nullish(),
});
export type PurgeRequest = z.infer<typeof PurgeRequest>;

export const PurgeAccepted = z.strictObject({ ok: z.literal(true), epoch: z.string(), seq: z.int() });
export type PurgeAccepted = z.infer<typeof PurgeAccepted>;
