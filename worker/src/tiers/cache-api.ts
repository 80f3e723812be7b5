/**
 * Pages in the colo's Cache API. It ignores `Vary`, stores 404 and empty answers and knows no purge, so it is used
 * as a shelf for bytes: facts and body in one frame, checked by digest when they come back.
 */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { type Entry, EntryFacts } from '../cache/entry.ts';
import { unixTime, type World } from '../world.ts';
import type { Found, Tier, Wanted } from './tier.ts';

/** Longest time that a request waits for this tier, in milliseconds. */
export const TIER_TIMEOUT = 250;

// No such host exists (RFC 2606); the Cache API only needs a URL that no visitor can ask for.
const SHELF = 'https://dynamic-cache-edge.invalid/v1/';

export class CacheApiTier implements Tier {
  readonly name = 'cache-api';
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async find({ key }: Wanted): Promise<Found> {
    const timeout = this.#world
      .sleep(TIER_TIMEOUT)
      .then((): Found => ({ found: 'nothing', reason: 'tier-timeout' }));
    return Promise.race([this.#read(key), timeout]);
  }

  async keep(entry: Entry): Promise<void> {
    const life = entry.expiresAt - unixTime(this.#world);
    if (life < 1) return;
    const headers = { 'Cache-Control': `max-age=${life}`, 'Content-Type': 'application/octet-stream' };
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

/** Length of the facts (four bytes, big-endian), the facts as JSON, the body. */
function frame({ body, ...facts }: Entry): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(facts));
  const bytes = new Uint8Array(4 + json.byteLength + body.byteLength);
  new DataView(bytes.buffer).setUint32(0, json.byteLength);
  bytes.set(json, 4);
  bytes.set(body, 4 + json.byteLength);
  return bytes;
}

async function unframe(bytes: Uint8Array<ArrayBuffer>, key: string): Promise<Found> {
  const length = bytes.byteLength < 4 ? 0 : new DataView(bytes.buffer).getUint32(0);
  const facts = parseFacts(bytes.subarray(4, 4 + length));
  if (facts === null) return { found: 'nothing', reason: 'schema' };
  const body = bytes.slice(4 + length);
  const whole =
    facts.key === key && facts.length === body.byteLength && facts.digest === (await sha256Hex(body));
  return whole ? { found: 'entry', entry: { ...facts, body } } : { found: 'nothing', reason: 'corrupt' };
}

function parseFacts(bytes: Uint8Array<ArrayBuffer>): EntryFacts | null {
  try {
    return EntryFacts.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}
