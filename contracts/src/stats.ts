/** `GET /stats`: what the cache did day by day, counted at the origin without a database and folded by cron. */
import { z } from 'zod';

/** A calendar day in the site's own time zone. */
export const Day = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/);
export type Day = z.infer<typeof Day>;

/** How long answers took, from the start of the request to its last byte in PHP. Milliseconds; null = nothing was measured. */
export const Timing = z.object({
  count: z.int().min(0),
  mean_ms: z.number().min(0).nullable(),
  p50_ms: z.number().min(0).nullable(),
  p95_ms: z.number().min(0).nullable(),
});
export type Timing = z.infer<typeof Timing>;

export const Counts = z.object({
  /** Answered from the store, fresh. */
  hits: z.int().min(0),
  /** Answered from the store, stale on purpose (grace). */
  stale: z.int().min(0),
  /** Rendered because nothing usable was stored. */
  misses: z.int().min(0),
  /** The cache had nothing to do with the request. */
  bypasses: z.int().min(0),
  /** Pages that the Worker fetched for its own store: no visits, and in no other figure here. */
  edge_fills: z.int().min(0).default(0),
  /** Bytes of bodies sent from the store, after compression. */
  bytes_cached: z.int().min(0),
  /** Bytes of bodies that WordPress rendered. */
  bytes_rendered: z.int().min(0),
  /** Why: `bypass:cookie`, `miss:cold`, `not-stored:set-cookie`, … → how often. */
  reasons: z.record(z.string().regex(/^(hit|stale|miss|not-stored|bypass):[a-z-]+$/), z.int().min(0)),
  cached: Timing,
  rendered: Timing,
});
export type Counts = z.infer<typeof Counts>;

export const StatsQuery = z.strictObject({ from: Day, to: Day });
/** At most so many days are kept, and so many may be asked for at once. */
export const MAX_STATS_DAYS = 90;

export const StatsAnswer = z.object({
  ok: z.literal(true),
  from: Day,
  to: Day,
  /** Unix seconds up to which requests are in the figures; null = cron has not folded yet. */
  counted_until: z.int().nullable(),
  /** Days of the range on which requests are missing, because the log was full before cron folded it. */
  gaps: z.array(Day).default([]),
  /** Every day of the range, oldest first, days without a visit included. */
  days: z.array(z.object({ day: Day, counts: Counts })),
  total: Counts,
  /** What lies on disk, measured by cron; null = not measured yet. */
  storage: z
    .object({
      pages: z.int().min(0),
      bytes: z.int().min(0),
      max_bytes: z.int().min(0),
      /** Free space of that disk, null where the host does not say. */
      free_bytes: z.int().min(0).nullable(),
      measured_at: z.int(),
    })
    .nullable(),
});
export type StatsAnswer = z.infer<typeof StatsAnswer>;

/** Hits and stale answers ÷ all answers that the cache could have given; null without any. */
export function hitRatio({ hits, stale, misses }: Counts): number | null {
  const all = hits + stale + misses;
  return all === 0 ? null : (hits + stale) / all;
}
