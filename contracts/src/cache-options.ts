/** How the Worker looks after the cache of one site by itself; part of its configuration. What is left out is as below. */
import { z } from 'zod';
import { Rollout } from './rollout.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export const CacheOptions = z.strictObject({
  /** Pages on the site's list are asked for by the cron trigger, and when an isolate starts. */
  enableWarming: z.boolean().default(true),
  /** How often, in milliseconds, where the list itself does not say; the cron trigger comes every five minutes. */
  warmingIntervalMs: z.int().min(MINUTE).max(DAY).default(300_000),
  /** The cron trigger has the site's ledger forget what matters to nothing any more. */
  enableOptimization: z.boolean().default(true),
  /** How often, in milliseconds. */
  optimizationIntervalMs: z
    .int()
    .min(5 * MINUTE)
    .max(DAY)
    .default(900_000),
  /** Percent; below it insights say so, and a benchmark that names none fails. */
  targetHitRate: z.number().min(0).max(100).default(80),
  /** A page whose life has ended is shown, within `ttl.grace`, while WordPress cannot answer. */
  fallbackEnabled: z.boolean().default(true),
  /** How often a page that is warmed is asked for again when WordPress fails. No visitor waits for that. */
  maxRetries: z.int().min(0).max(10).default(3),
  /** A new strategy for 10, 50, then 100 percent of visitors; without it everybody has the site's own. */
  rollout: Rollout.optional(),
});
export type CacheOptions = z.infer<typeof CacheOptions>;
