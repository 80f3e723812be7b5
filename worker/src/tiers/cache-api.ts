/**
 * Pages in the colo's Cache API. It ignores `Vary`, stores 404 and empty answers and knows no purge, so it is used
 * as a shelf for bytes: facts and body in one frame, checked by digest when they come back.
 */
import { type Entry, keptUntil } from '../cache/entry.ts';
import { unixTime, type World } from '../world.ts';
import { frame, unframe } from './frame.ts';
import { inTime } from './in-time.ts';
import type { Found, Tier, Wanted } from './tier.ts';

// No such host exists (RFC 2606); the Cache API only needs a URL that no visitor can ask for.
const SHELF = 'https://dynamic-cache-edge.invalid/v1/';

/**
 * Bytes of `Cache-Tag` that Cloudflare reads. By it the site's purges of the zone (plugin/src/Edge/Zone) take copies off
 * the shelves of all data centres; what a purge says counts by the ledger alone.
 */
const LONGEST_TAGS = 16_384;

export class CacheApiTier implements Tier {
  readonly name = 'cache-api';
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async find({ key }: Wanted): Promise<Found> {
    return inTime(this.#world, this.#read(key));
  }

  async keep(entry: Entry): Promise<void> {
    const life = keptUntil(entry) - unixTime(this.#world);
    if (life < 1) return;
    const headers = new Headers({
      'Cache-Control': `max-age=${life}`,
      'Content-Type': 'application/octet-stream',
    });
    const tags = entry.tags.join(',');
    if (tags !== '' && tags.length <= LONGEST_TAGS) headers.set('Cache-Tag', tags);
    try {
      await this.#world.cache().put(SHELF + entry.key, new Response(frame(entry), { headers }));
    } catch (error) {
      console.warn('tier-write-failed', error instanceof Error ? error.message : 'unknown');
    }
  }

  async #read(key: string): Promise<Found> {
    try {
      const response = await this.#world.cache().match(SHELF + key);
      if (response === undefined) return { found: 'nothing', reason: 'cold' };
      return await unframe(new Uint8Array(await response.arrayBuffer()), key);
    } catch (error) {
      console.warn('tier-read-failed', error instanceof Error ? error.message : 'unknown');
      return { found: 'nothing', reason: 'store-error' };
    }
  }
}
