/** A new strategy for a part of a site's visitors first, beside the one that the others keep. */
import { z } from 'zod';
import { Strategy } from './settings.ts';

export const Rollout = z.strictObject({
  /** The new one; the site's own stays the current one. */
  strategy: Strategy,
  /** Of the visitors. Who has it at 10 has it at 50, too. */
  percent: z.union([z.literal(10), z.literal(50), z.literal(100)]),
  /** Names this attempt: with another name visitors are drawn anew, figures begin anew, and a step back is forgotten. */
  salt: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
  /** Requests that each group must have had before the two are compared. */
  minRequests: z.int().min(100).max(1_000_000).default(1000),
  /** Everybody gets the current strategy again when the new one turns out to be worse. */
  stepBack: z.boolean().default(true),
});
export type Rollout = z.infer<typeof Rollout>;
