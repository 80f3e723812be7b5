/**
 * Pages in Workers KV, everywhere on earth. It answers with old values for up to a minute, also with "nothing there";
 * the copies prove themselves against the ledger, so an old one costs a fetch and is never shown. It takes about one
 * write per second and key and every write costs money, so a page is written when it was asked for a second time in an
 * isolate, once, a moment later.
 */
import { type Entry, keptUntil } from '../cache/entry.ts';
import { unixTime, type World } from '../world.ts';
import { frame, unframe } from './frame.ts';
import { inTime } from './in-time.ts';
import type { Found, Tier, Wanted } from './tier.ts';

/** Largest page that is written, in bytes; KV itself takes 25 MiB, and reads that much within no time-out of ours. */
export const LARGEST = 2 * 1024 * 1024;
/** Shortest `expirationTtl` that KV takes, in seconds: what lives shorter is not worth a write. */
export const SHORTEST_LIFE = 60;
/** Writes of one page by many isolates are spread over so many milliseconds. */
const JITTER = 2000;

const PREFIX = 'page/1/';

/** Which copies an isolate has seen asked for, and which it has written. Bounded; the oldest is forgotten first. */
export class KvMemory {
  readonly #seen = new Map<string, { copy: string; written: boolean }>();
  readonly #most: number;

  constructor(most = 10_000) {
    this.#most = most;
  }

  /** Whether this is the moment to write the copy: asked for a second time, and not written yet. */
  isDue({ key, epoch, fillSeq, storedAt }: Entry): boolean {
    const copy = `${epoch}/${fillSeq}/${storedAt}`;
    const seen = this.#seen.get(key);
    if (seen?.copy !== copy) {
      this.#seen.delete(key);
      this.#seen.set(key, { copy, written: false });
      if (this.#seen.size > this.#most) this.#seen.delete(this.#seen.keys().next().value ?? '');
      return false;
    }
    if (seen.written) return false;
    seen.written = true;
    return true;
  }
}

export class KvTier implements Tier {
  readonly name = 'kv';
  readonly #world: World;
  readonly #namespace: KVNamespace;

  constructor(world: World, namespace: KVNamespace) {
    this.#world = world;
    this.#namespace = namespace;
  }

  async find({ key }: Wanted): Promise<Found> {
    return inTime(this.#world, this.#read(key));
  }

  async keep(entry: Entry): Promise<void> {
    const life = keptUntil(entry) - unixTime(this.#world);
    if (life < SHORTEST_LIFE || entry.body.byteLength > LARGEST) return;
    try {
      await this.#namespace.put(PREFIX + entry.key, frame(entry), { expirationTtl: life });
    } catch (error) {
      // 429 among them: another isolate has just written the page.
      console.warn('tier-write-failed', error instanceof Error ? error.message : 'unknown');
    }
  }

  /** Keeps it in a moment: isolates that see the same page asked for a second time do not write it together. */
  async keepSoon(entry: Entry): Promise<void> {
    const [byte = 0] = this.#world.random(1);
    await this.#world.sleep((byte / 255) * JITTER);
    await this.keep(entry);
  }

  async #read(key: string): Promise<Found> {
    try {
      const bytes = await this.#namespace.get(PREFIX + key, 'arrayBuffer');
      return bytes === null
        ? { found: 'nothing', reason: 'cold' }
        : await unframe(new Uint8Array(bytes), key);
    } catch (error) {
      console.warn('tier-read-failed', error instanceof Error ? error.message : 'unknown');
      return { found: 'nothing', reason: 'store-error' };
    }
  }
}
