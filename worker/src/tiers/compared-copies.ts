/**
 * Copies in the colo whose bytes this isolate has lately compared with their digest. The same copy, which is one with the
 * same stamp, may go to a visitor as a stream: to compare it again it would have to be read.
 */
import type { EntryFacts } from '../cache/entry.ts';

/** How long a comparison is good for, in milliseconds: what a disk does to a copy afterwards is seen then. */
const GOOD_FOR = 60_000;

/** Bounded by the length of the facts together, as they were written; in memory they take about three times as much. */
const MOST_CHARACTERS = 4_000_000;

interface Compared {
  /** Digest of the facts as they were written. */
  stamp: string;
  facts: EntryFacts;
  /** Of the facts as they were written, in characters. */
  length: number;
  /** Milliseconds. */
  at: number;
}

export class ComparedCopies {
  /** In the order of comparing. */
  readonly #copies = new Map<string, Compared>();
  #characters = 0;

  /** What is known of the copy under a key; null when it must be read. `now` in milliseconds. */
  peek(key: string, now: number): Compared | null {
    const compared = this.#copies.get(key);
    if (compared === undefined) return null;
    const age = now - compared.at;
    return age >= 0 && age < GOOD_FOR ? compared : null;
  }

  /** `length`: of the facts as they were written, in characters. */
  note(stamp: string, facts: EntryFacts, length: number, now: number): void {
    this.forget(facts.key);
    this.#copies.set(facts.key, { stamp, facts, length, at: now });
    this.#characters += length;
    for (const key of this.#copies.keys()) {
      if (this.#characters <= MOST_CHARACTERS) return;
      this.forget(key);
    }
  }

  forget(key: string): void {
    const compared = this.#copies.get(key);
    if (compared === undefined) return;
    this.#copies.delete(key);
    this.#characters -= compared.length;
  }
}
