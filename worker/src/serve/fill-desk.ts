/** Fills that this isolate has under way, so that many visitors of one cold page cost one render. */
import type { Found } from '../tiers/tier.ts';

/** How long a page that needed the visitor's own request is asked for that way at once, in milliseconds. */
const OWN_REQUEST = 10_000;

/** Most pages that are remembered so. */
const CAPACITY = 10_000;

export class FillDesk {
  readonly #flights = new Map<string, Promise<Found | null>>();
  readonly #ownRequests = new Map<string, number>();

  /** The fill under way for a key. It may belong to a request that is cancelled: wait for it with a limit. */
  flying(key: string): Promise<Found | null> | null {
    return this.#flights.get(key) ?? null;
  }

  /** Registers a fill until it ends; null stands for one that failed. */
  depart(key: string, fill: Promise<Found | null>): void {
    this.#flights.set(key, fill);
    const land = () => {
      if (this.#flights.get(key) === fill) this.#flights.delete(key);
    };
    fill.then(land, land);
  }

  /** The origin does not let this page be stored, and answers each visitor as themselves. */
  rememberOwn(key: string, now: number): void {
    if (this.#ownRequests.size >= CAPACITY) this.#ownRequests.clear();
    this.#ownRequests.set(key, now + OWN_REQUEST);
  }

  needsOwn(key: string, now: number): boolean {
    return (this.#ownRequests.get(key) ?? 0) > now;
  }
}
