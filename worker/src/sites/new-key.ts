/** Keys of sites: a name, and 32 random bytes as base64url text. */
import { toHex } from '@dynamic-cache/contracts/canonical';
import type { World } from '../world.ts';
import { newSecret } from './new-secret.ts';

export interface NewKey {
  kid: string;
  secret: string;
}

export function makeKey(world: World): NewKey {
  return { kid: `k-${toHex(world.random(8))}`, secret: newSecret(world) };
}
