/**
 * Pages in R2, everywhere on earth and for as long as they live (strategy `edge-r2`). R2 tells the truth at once, unlike
 * KV, so an older fill is kept from replacing a newer one: what lies there is looked at, and written only while it is
 * still that. R2 compares etags and times of upload alone; a condition on metadata of ours it would silently ignore.
 */
import { z } from 'zod';
import { type Entry, keptUntil } from '../cache/entry.ts';
import { unixTime, type World } from '../world.ts';
import { frame, unframe } from './frame.ts';
import { inTime } from './in-time.ts';
import { LARGEST_BODY } from './origin.ts';
import type { Found, Tier, Wanted } from './tier.ts';

/** Largest object that is read into memory, in bytes: the largest page with its facts. */
const LARGEST = LARGEST_BODY + 256 * 1024;
/** What lives shorter than this, in seconds, is not worth a write. */
const SHORTEST_LIFE = 60;

/** How names of pages begin. */
export const PAGES = 'page/1/';
/** The same of a measurement: R2 lets nothing expire by itself, so upkeep/probed-pages.ts takes them away. */
export const PROBED_PAGES = 'probe/1/';

/** By what copies are compared; R2 keeps texts. */
const Position = z.object({
  epoch: z.string(),
  fillSeq: z.coerce.number().int(),
  storedAt: z.coerce.number().int(),
});
type Position = z.infer<typeof Position>;

export class R2Tier implements Tier {
  readonly name = 'r2';
  readonly #world: World;
  readonly #bucket: R2Bucket;
  readonly #prefix: string;

  constructor(world: World, bucket: R2Bucket, prefix = PAGES) {
    this.#world = world;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  async find({ key }: Wanted): Promise<Found> {
    return inTime(this.#world, this.#read(key));
  }

  async keep(entry: Entry): Promise<void> {
    const life = keptUntil(entry) - unixTime(this.#world);
    if (life < SHORTEST_LIFE || entry.body.byteLength > LARGEST_BODY) return;
    try {
      await this.#write(entry);
    } catch (error) {
      // 429 among them: another isolate has just written the page.
      console.warn('tier-write-failed', error instanceof Error ? error.message : 'unknown');
    }
  }

  async #write(entry: Entry): Promise<void> {
    const name = this.#prefix + entry.key;
    const there = await this.#bucket.head(name);
    if (there !== null && !replaces(entry, there.customMetadata ?? {})) return;
    // Answered with null when another isolate was quicker: what it wrote is not looked at again, and stays.
    await this.#bucket.put(name, frame(entry), {
      onlyIf: there === null ? { etagDoesNotMatch: '*' } : { etagMatches: there.etag },
      customMetadata: {
        epoch: entry.epoch,
        fillSeq: String(entry.fillSeq),
        storedAt: String(entry.storedAt),
      },
    });
  }

  async #read(key: string): Promise<Found> {
    try {
      const object = await this.#bucket.get(this.#prefix + key);
      if (object === null) return { found: 'nothing', reason: 'cold' };
      if (object.size > LARGEST) {
        await object.body.cancel();
        return { found: 'nothing', reason: 'schema' };
      }
      return await unframe(new Uint8Array(await object.arrayBuffer()), key);
    } catch (error) {
      console.warn('tier-read-failed', error instanceof Error ? error.message : 'unknown');
      return { found: 'nothing', reason: 'store-error' };
    }
  }
}

/**
 * Whether an entry is newer than what lies there. Positions of two epochs do not compare: there the time of storing
 * decides. What has no position is no page of ours.
 */
function replaces(entry: Position, metadata: Record<string, string>): boolean {
  const there = Position.safeParse(metadata).data;
  if (there === undefined) return true;
  if (there.epoch === entry.epoch && there.fillSeq !== entry.fillSeq) return entry.fillSeq > there.fillSeq;
  return entry.storedAt > there.storedAt;
}
