import type { World } from '../world.ts';

/** Base64url text of 32 random bytes: 43 characters. */
export function newSecret(world: World): string {
  return btoa(String.fromCharCode(...world.random(32)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
