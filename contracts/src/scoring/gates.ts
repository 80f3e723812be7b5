/** The hard gates: a candidate that fails one is not scored at all, whatever it would have won. */
import { z } from 'zod';

/** In the order in which failures are listed. */
export const HardGate = z.enum([
  'digest_mismatch',
  'personalized_cache_leak',
  'purge_exceeded_window',
  'cache_key_collision',
]);
export type HardGate = z.infer<typeof HardGate>;

/** The four hard gates as they were measured. */
export const Gates = z.strictObject({
  digest_mismatch: z.boolean(),
  personalized_cache_leak: z.boolean(),
  purge_within_window: z.boolean(),
  cache_key_collision: z.boolean(),
});
export type Gates = z.infer<typeof Gates>;

/** The gates that failed, in their order; none is a pass. */
export function hardGateFailures(gates: Gates): HardGate[] {
  const failed: Record<HardGate, boolean> = {
    digest_mismatch: gates.digest_mismatch,
    personalized_cache_leak: gates.personalized_cache_leak,
    purge_exceeded_window: !gates.purge_within_window,
    cache_key_collision: gates.cache_key_collision,
  };
  return HardGate.options.filter((gate) => failed[gate]);
}
