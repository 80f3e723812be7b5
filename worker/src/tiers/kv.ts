/**
 * Pages in Workers KV, everywhere on earth. It answers with old values for up to a minute, also with "nothing there";
 * the copies prove themselves against the ledger, so an old one costs a fetch and is never shown.
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

const PREFIX = 'page/1/';

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
