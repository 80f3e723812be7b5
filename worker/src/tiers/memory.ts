/** Pages in the memory of this isolate: least recently used goes first, bounded by bytes and by number. */
import { type Entry, type EntryFacts, keptUntil } from '../cache/entry.ts';
import type { Found, Tier, Wanted } from './tier.ts';

export interface MemoryBounds {
  bytes: number;
  entries: number;
}

export const MEMORY_BOUNDS: MemoryBounds = { bytes: 50 * 1024 * 1024, entries: 10_000 };

/** What an entry costs besides its body: its object, key and headers. */
const OVERHEAD = 1024;

export class MemoryTier implements Tier {
  readonly name = 'memory';
  #bounds: MemoryBounds;
  /** A `Map` iterates in the order of insertion; a page that is read is put at its end. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;
  /** Pages that a full memory has let pass once. */
  readonly #passedBy = new Set<string>();

  constructor(bounds: MemoryBounds) {
    this.#bounds = bounds;
  }

  /** Sets how much fits; known only with the bindings of a request. */
  resize(bytes: number): void {
    this.#bounds = { ...this.#bounds, bytes };
  }

  async find({ key }: Wanted): Promise<Found> {
    const entry = this.peek(key);
    return entry === null ? { found: 'nothing', reason: 'cold' } : { found: 'entry', entry };
  }

  /** The same without a promise: the hot path of a hit. */
  peek(key: string): Entry | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /**
   * Whether a page that could be passed on unread is worth reading to be kept here: while there is room, always; once
   * others would have to go, when it is asked for a second time.
   */
  wants(facts: Readonly<EntryFacts>): boolean {
    const size = sizeOf(facts);
    if (size > this.#bounds.bytes) return false;
    if (this.#bytes + size <= this.#bounds.bytes && this.#entries.size < this.#bounds.entries) return true;
    if (this.#passedBy.delete(facts.key)) return true;
    if (this.#passedBy.size >= this.#bounds.entries) this.#passedBy.clear();
    this.#passedBy.add(facts.key);
    return false;
  }

  async keep(entry: Entry): Promise<void> {
    const size = sizeOf(entry);
    // Also what is too large to be kept makes what was here before the older one.
    this.#drop(entry.key);
    if (size > this.#bounds.bytes) return;
    this.#entries.set(entry.key, entry);
    this.#bytes += size;
    for (const key of this.#entries.keys()) {
      if (this.#bytes <= this.#bounds.bytes && this.#entries.size <= this.#bounds.entries) return;
      this.#drop(key);
    }
  }

  /** Pages of one site, in no order that means anything. */
  ofSite(site: string): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.site === site);
  }

  /** Drops pages of a site that are of no use any more, `now` in Unix seconds; answers how many. */
  dropExpired(site: string, now: number): number {
    const expired = this.ofSite(site).filter((entry) => keptUntil(entry) <= now);
    for (const { key } of expired) this.#drop(key);
    return expired.length;
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= sizeOf(entry);
  }
}

function sizeOf(entry: Readonly<EntryFacts>): number {
  const tags = entry.tags.reduce((sum, name) => sum + name.length, 0);
  const headers = entry.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return entry.length + 2 * (tags + headers) + OVERHEAD;
}
