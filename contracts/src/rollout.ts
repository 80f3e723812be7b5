/** A new strategy for a part of a site's visitors first, beside the one that the others keep. */
import { z } from 'zod';
import { Latency, Ratio } from './measured.ts';
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

/** Of visits that the cache could answer, since the rollout began or for 30 days. */
export const RolloutGroup = z.strictObject({
  group: z.enum(['current', 'next']),
  strategy: Strategy,
  requests: z.int(),
  hits: z.int(),
  errors: z.int(),
  hit_ratio: Ratio,
  latency: Latency,
});
export type RolloutGroup = z.infer<typeof RolloutGroup>;

export const RolloutFigures = z.strictObject({
  salt: Rollout.shape.salt,
  percent: Rollout.shape.percent,
  /** `idle`: both strategies are the same one. */
  state: z.enum(['running', 'stepped-back', 'idle']),
  /** Unix seconds. */
  stepped_back_at: z.int().nullable(),
  /** `too-few`: not enough requests in one of the groups to say anything. */
  verdict: z.enum(['too-few', 'no-worse', 'worse']),
  /** In what the new group is worse. */
  findings: z.array(z.string()),
  groups: z.array(RolloutGroup),
});
export type RolloutFigures = z.infer<typeof RolloutFigures>;
