/** How long a page request waits for a tier: a slow one is a miss with a reason, never a slow page. */
import type { World } from '../world.ts';
import type { Found } from './tier.ts';

/** Milliseconds. */
export const TIER_TIMEOUT = 250;

/** What a tier is taken to have said that did not answer in time. */
const LATE: Found = { found: 'nothing', reason: 'tier-timeout' };

export function inTime(world: World, reading: Promise<Found>): Promise<Found> {
  return inTimeOr(world, reading, LATE);
}

/** The same of any reading, with what stands for an answer that did not come. */
export function inTimeOr<T>(world: World, reading: Promise<T>, late: T): Promise<T> {
  return Promise.race([reading, world.sleep(TIER_TIMEOUT).then(() => late)]);
}
