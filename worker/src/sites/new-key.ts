/** Keys of sites: a name, and 32 random bytes as base64url text. */
import { toHex } from '@dynamic-cache/contracts/canonical';
import type { World } from '../world.ts';

export interface NewKey {
  kid: string;
  secret: string;
}

export function makeKey(world: World): NewKey {
  return { kid: `k-${toHex(world.random(8))}`, secret: base64url(world.random(32)) };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
