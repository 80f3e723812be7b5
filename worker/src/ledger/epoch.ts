/** Names of epochs and of requests: 16 random bytes in hex. */
import { toHex } from '@dynamic-cache/contracts/canonical';
import type { World } from '../world.ts';

export function newEpoch(world: World): string {
  return toHex(world.random(16));
}
