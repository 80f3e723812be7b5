/** Figures that several answers have in common. */
import { z } from 'zod';

/** Milliseconds; null without a measurement. On Cloudflare a server's clock moves with I/O alone. */
export const Latency = z.strictObject({
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
});
export type Latency = z.infer<typeof Latency>;

/** Null: of nothing. */
export const Ratio = z.number().min(0).max(1).nullable();
