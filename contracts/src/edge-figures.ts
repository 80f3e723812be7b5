/** `GET /edge`: what the Worker says of its last day, asked when somebody looks. */
import { z } from 'zod';
import { RolloutFigures } from './rollout.ts';

const Count = z.int().min(0);

export const EdgeFigures = z.object({
  /** Of how many hours. */
  hours: z.int().min(1),
  requests: Count,
  hits: Count,
  stale: Count,
  misses: Count,
  bypasses: Count,
  errors: Count,
  /** 0–1: of what the cache could answer it answered so much; null = nobody asked. */
  hit_ratio: z.number().min(0).max(1).nullable(),
});
export type EdgeFigures = z.infer<typeof EdgeFigures>;

export const EdgeAnswer = z.object({
  ok: z.literal(true),
  figures: EdgeFigures.nullable(),
  /** The strategy that is tried on some of the visitors beside the one that the others have; null = none. */
  rollout: RolloutFigures.nullable(),
  /** Why there are no figures, as a sentence; null = there are, or no edge is connected. */
  why: z.string().nullable(),
});
export type EdgeAnswer = z.infer<typeof EdgeAnswer>;
