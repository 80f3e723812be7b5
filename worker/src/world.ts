/** What the Worker takes from outside, passed in so that every decision can be replayed in a test. */
export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  /** That many random bytes. */
  random(bytes: number): Uint8Array<ArrayBuffer>;
  sleep(milliseconds: number): Promise<void>;
  fetch(request: Request): Promise<Response>;
  /** Cache API of the colo. */
  cache(): Cache;
}

/** The real one. `Date.now()` advances on Cloudflare only with I/O, which every figure here allows for. */
export const realWorld: World = {
  now: () => Date.now(),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  fetch: (request) => fetch(request),
  cache: () => caches.default,
};

/** The time in Unix seconds. */
export function unixTime(world: World): number {
  return Math.floor(world.now() / 1000);
}

/** A task that goes on after the response was sent. */
export type Background = (task: Promise<unknown>) => void;
