/** Milliseconds between two questions to WordPress for one page. */
const PACE = 10_000;
const CAPACITY = 10_000;

/** When an isolate last asked WordPress for a page during an outage. */
export class OutagePace {
  readonly #asked = new Map<string, number>();

  /** Whether it is time to ask again; says so once. */
  isDue(key: string, now: number): boolean {
    if (now - (this.#asked.get(key) ?? -Infinity) < PACE) return false;
    if (this.#asked.size >= CAPACITY) this.#asked.clear();
    this.#asked.set(key, now);
    return true;
  }
}
