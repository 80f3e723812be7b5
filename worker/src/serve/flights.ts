/**
 * Fetches under way in this isolate, so that many clients of one cold key cost one; and which keys gave nothing that could
 * be shared, so that their clients do not queue for one another. One for both modes: what each does with what landed is
 * its own (fill.ts, gateway/miss.ts).
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import type { Entry } from '../cache/entry.ts';

/** An origin's error that was the answer to nobody in particular, whole. */
export interface SharedError {
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
  reason: Reason;
}

/** What became of a fetch, for those who waited for it. */
export type Landing =
  | { landed: 'entry'; entry: Entry }
  /** The origin answered that it cannot; whoever waited is told the same. */
  | { landed: 'error'; error: SharedError }
  /** Answered, and not for everybody; told as soon as the head of the response is known. */
  | { landed: 'not-shared' }
  | { landed: 'failed' };

/** How long an address is remembered as not to be shared, in milliseconds. */
const REMEMBERED = 10_000;
const CAPACITY = 10_000;

export class Flights {
  readonly #underWay = new Map<string, Promise<Landing>>();
  readonly #notShared = new Map<string, number>();

  /** May belong to a request that is cancelled: wait for it with a limit. */
  underWay(key: string): Promise<Landing> | null {
    return this.#underWay.get(key) ?? null;
  }

  /** Registers a fetch until it lands. */
  depart(key: string): (landing: Landing) => void {
    const { promise, resolve } = Promise.withResolvers<Landing>();
    this.#underWay.set(key, promise);
    return (landing) => {
      if (this.#underWay.get(key) === promise) this.#underWay.delete(key);
      resolve(landing);
    };
  }

  rememberNotShared(key: string, now: number): void {
    if (this.#notShared.size >= CAPACITY) this.#notShared.clear();
    this.#notShared.set(key, now + REMEMBERED);
  }

  forgetNotShared(key: string): void {
    this.#notShared.delete(key);
  }

  isNotShared(key: string, now: number): boolean {
    return (this.#notShared.get(key) ?? 0) > now;
  }
}
