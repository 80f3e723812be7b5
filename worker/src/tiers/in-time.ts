/** How long a page request waits for a tier: a slow one is a miss with a reason, never a slow page. */
import type { World } from '../world.ts';
import type { Found } from './tier.ts';

/** Milliseconds. */
export const TIER_TIMEOUT = 250;

export function inTime(world: World, reading: Promise<Found>): Promise<Found> {
  const timeout = world.sleep(TIER_TIMEOUT).then((): Found => ({ found: 'nothing', reason: 'tier-timeout' }));
  return Promise.race([reading, timeout]);
}
