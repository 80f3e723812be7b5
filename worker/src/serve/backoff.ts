/**
 * Refreshes that failed: the next one of that page waits, twice as long after each failure. What is shown meanwhile is
 * the old page, so nobody waits for it. Cold pages are asked for all the same.
 */
import type { World } from '../world.ts';

/** Milliseconds. */
const FIRST = 1000;
const LONGEST = 60_000;

/** Most pages that are remembered. */
const CAPACITY = 10_000;

export class Backoff {
  readonly #world: World;
  readonly #failed = new Map<string, { until: number; wait: number }>();

  constructor(world: World) {
    this.#world = world;
  }

  isWaiting(key: string): boolean {
    return (this.#failed.get(key)?.until ?? 0) > this.#world.now();
  }

  /** Half of the wait is chance: pages that failed together are not asked for together. */
  fail(key: string): void {
    const wait = Math.min(LONGEST, 2 * (this.#failed.get(key)?.wait ?? FIRST / 2));
    const [byte = 0] = this.#world.random(1);
    this.#failed.delete(key);
    this.#failed.set(key, { until: this.#world.now() + wait * (0.5 + byte / 510), wait });
    if (this.#failed.size > CAPACITY) this.#failed.delete(this.#failed.keys().next().value ?? '');
  }

  succeed(key: string): void {
    this.#failed.delete(key);
  }
}
