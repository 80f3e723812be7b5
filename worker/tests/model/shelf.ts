/** What the isolates of a simulated colo share: near, and yet things happen while it is read or written. */
import { InMemoryViewShelf } from '../../src/ledger/in-memory-shelf.ts';
import type { SharedReading, ViewShelf } from '../../src/ledger/view-shelf.ts';
import type { Clockwork } from './clockwork.ts';
import type { Broken } from './simulation.ts';

export class ColoShelf implements ViewShelf {
  readonly #clock: Clockwork;
  readonly #broken: Broken;
  readonly #inner: InMemoryViewShelf;
  /** Readings that were of use to somebody. */
  found = 0;

  constructor(clock: Clockwork, broken: Broken) {
    this.#clock = clock;
    this.#broken = broken;
    this.#inner = new InMemoryViewShelf(clock);
  }

  async find(site: string): Promise<SharedReading | null> {
    await this.#clock.sleep(this.#clock.pick([1, 10, 60]));
    const reading = await this.#inner.find(site);
    await this.#clock.sleep(this.#clock.pick([1, 10, 30]));
    if (reading === null) return null;
    if (this.#clock.now() - reading.sentAt <= 1000) this.found += 1;
    return this.#broken === 'shared-dated-by-arrival' ? { ...reading, sentAt: this.#clock.now() } : reading;
  }

  /** For longer than it was told: a cache may. */
  async put(site: string, reading: SharedReading, seconds: number): Promise<void> {
    await this.#clock.sleep(this.#clock.pick([1, 20, 200]));
    await this.#inner.put(site, reading, seconds + 30);
  }

  /** May be overtaken by a reading from before the purge. */
  async drop(site: string): Promise<void> {
    await this.#clock.sleep(this.#clock.pick([1, 20, 200]));
    await this.#inner.drop(site);
  }
}
