/** Keys of canonical strings that were asked for lately: a hit need not hash. */
import { cacheKey } from '@dynamic-cache/contracts/cache-key';

/** As many as pages in memory; a canonical string has 8 KB at most, and rarely more than 100 bytes. */
const CAPACITY = 10_000;

/** Longer ones are not worth their memory. */
const LONGEST = 1024;

export class KeyMemo {
  readonly #keys = new Map<string, string>();

  /** The key, if it is remembered. */
  peek(canonical: string): string | null {
    return this.#keys.get(canonical) ?? null;
  }

  async keyOf(canonical: string): Promise<string> {
    const key = await cacheKey(canonical);
    if (this.#keys.size >= CAPACITY) this.#keys.clear();
    if (canonical.length <= LONGEST) this.#keys.set(canonical, key);
    return key;
  }
}
