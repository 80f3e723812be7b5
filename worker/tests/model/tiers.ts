/** Tiers of a simulation: pages as they are, without bytes to check, and each with the vice of its kind. */
import type { Entry } from '../../src/cache/entry.ts';
import type { DurableTier, Found, Tier, Wanted } from '../../src/tiers/tier.ts';
import type { Clockwork } from './clockwork.ts';

/** How long KV goes on with what it answered before, in milliseconds. */
const LAG = 60_000;

function foundOf(entry: Entry | undefined): Found {
  return entry === undefined ? { found: 'nothing', reason: 'cold' } : { found: 'entry', entry };
}

/** Of one colo, and slow enough that things happen while it is read. */
export class ColoTier implements Tier {
  readonly name = 'cache-api';
  readonly #clock: Clockwork;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clockwork) {
    this.#clock = clock;
  }

  async find({ key }: Wanted): Promise<Found> {
    const entry = this.#entries.get(key);
    await this.#clock.sleep(this.#clock.pick([1, 40, 200]));
    return foundOf(entry);
  }

  async keep(entry: Entry): Promise<void> {
    await this.#clock.sleep(this.#clock.pick([1, 100, 3000]));
    this.#entries.set(entry.key, entry);
  }
}

/** Everywhere; each colo goes on with what it has read, also with "nothing there". */
export class LaggingTier implements DurableTier {
  readonly name = 'kv';
  readonly #clock: Clockwork;
  readonly #entries: Map<string, Entry>;
  readonly #answered = new Map<string, { at: number; entry: Entry | undefined }>();

  constructor(clock: Clockwork, entries: Map<string, Entry>) {
    this.#clock = clock;
    this.#entries = entries;
  }

  async find({ key }: Wanted): Promise<Found> {
    await this.#clock.sleep(this.#clock.pick([5, 60, 240]));
    const before = this.#answered.get(key);
    if (before !== undefined && this.#clock.now() - before.at < LAG) return foundOf(before.entry);
    const entry = this.#entries.get(key);
    this.#answered.set(key, { at: this.#clock.now(), entry });
    return foundOf(entry);
  }

  /** Whoever writes last has the last word, however old what it writes is. */
  async keep(entry: Entry): Promise<void> {
    await this.#clock.sleep(this.#clock.pick([5, 500, 8000]));
    this.#entries.set(entry.key, entry);
  }
}
