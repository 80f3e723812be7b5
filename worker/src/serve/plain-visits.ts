import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { Stamped } from '../service/validity.ts';
import type { Site } from '../sites/site.ts';

/** As many as pages in memory. */
const CAPACITY = 10_000;

/** Longer URLs are not worth their memory. */
const LONGEST = 1024;

/** What a closer look has come to. */
export interface Known {
  site: Site;
  config: EdgeConfig;
  /** The record of the site is true for as long as this is. */
  proof: Stamped;
  key: string;
}

/** What closer looks have come to, by the URL as it was asked for. */
export class PlainVisits {
  readonly #known = new Map<string, Known>();

  peek(url: string): Known | null {
    return this.#known.get(url) ?? null;
  }

  remember(url: string, known: Known): void {
    if (url.length > LONGEST) return;
    if (this.#known.size >= CAPACITY) this.#known.clear();
    this.#known.set(url, known);
  }
}
