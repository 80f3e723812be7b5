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

const Share = z.number().min(0).max(1);
const Millis = z.number().min(0);

/** In what the new group is worse, as a code with the figures of both: whoever shows it says it in their language. */
export const RolloutFinding = z.union([
  /** Shares of the answers that were errors. */
  z.strictObject({ code: z.literal('errors'), next: Share, current: Share }),
  /** Shares of the visits that the cache did not answer. */
  z.strictObject({ code: z.literal('misses'), next: Share, current: Share }),
  /** The 95th percentiles. */
  z.strictObject({ code: z.literal('slower'), next_ms: Millis, current_ms: Millis }),
]);
export type RolloutFinding = z.infer<typeof RolloutFinding>;

export const RolloutFigures = z.strictObject({
  salt: Rollout.shape.salt,
  percent: Rollout.shape.percent,
  /** `idle`: both strategies are the same one. */
  state: z.enum(['running', 'stepped-back', 'idle']),
  /** Unix seconds. */
  stepped_back_at: z.int().nullable(),
  /** `too-few`: not enough requests in one of the groups to say anything. */
  verdict: z.enum(['too-few', 'no-worse', 'worse']),
  findings: z.array(RolloutFinding),
  groups: z.array(RolloutGroup),
});
export type RolloutFigures = z.infer<typeof RolloutFigures>;
