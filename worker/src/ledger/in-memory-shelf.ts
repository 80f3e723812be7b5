/** The twin in memory of what a data centre's isolates share, for tests. */
import type { World } from '../world.ts';
import type { SharedReading, ViewShelf } from './view-shelf.ts';

export class InMemoryViewShelf implements ViewShelf {
  readonly #world: World;
  readonly #readings = new Map<string, { until: number; reading: SharedReading }>();

  constructor(world: World) {
    this.#world = world;
  }

  async find(site: string): Promise<SharedReading | null> {
    const kept = this.#readings.get(site);
    return kept === undefined || kept.until <= this.#world.now() ? null : structuredClone(kept.reading);
  }

  async put(site: string, reading: SharedReading, seconds: number): Promise<void> {
    const until = this.#world.now() + seconds * 1000;
    this.#readings.set(site, { until, reading: structuredClone(reading) });
  }

  async drop(site: string): Promise<void> {
    this.#readings.delete(site);
  }
}
