/**
 * Pages in the colo's Cache API. It ignores `Vary`, stores 404 and empty answers and knows no purge, so it is used as a
 * shelf: the bytes of a page, and apart from them all facts about it. A field of the bytes names the facts by their digest,
 * so that neither is ever taken for that of another copy, and a hit whose facts are known brings none of them along.
 */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { type Entry, type EntryFacts, keptUntil, type Sendable } from '../cache/entry.ts';
import { unixTime, type World } from '../world.ts';
import { ComparedCopies } from './compared-copies.ts';
import { factsText, parseFacts } from './facts.ts';
import { inTime, inTimeOr } from './in-time.ts';
import type { Found, Tier, Wanted } from './tier.ts';

// No such host exists (RFC 2606); the Cache API only needs a URL that no visitor can ask for.
const SHELF = 'https://dynamic-cache-edge.invalid/v3/';

/** Hex SHA-256 of the facts as they were written. */
const STAMP_HEADER = 'X-Dynamic-Cache-Stamp';

/**
 * Bytes of `Cache-Tag` that Cloudflare reads. By it the site's purges of the zone (plugin/src/Edge/Zone) take the facts of
 * copies off the shelves of all data centres, without which they are none; what a purge says counts by the ledger alone.
 */
const LONGEST_TAGS = 16_384;

export class CacheApiTier implements Tier {
  readonly name = 'cache-api';
  readonly #world: World;
  readonly #compared = new ComparedCopies();

  constructor(world: World) {
    this.#world = world;
  }

  async find({ key }: Wanted): Promise<Found> {
    return inTime(this.#world, this.#read(key));
  }

  async keep(entry: Entry): Promise<void> {
    const life = keptUntil(entry) - unixTime(this.#world);
    // An older copy of what cannot be kept here would outlive it.
    if (life < 1) return this.#drop(entry.key);
    const facts = factsText(entry);
    const stamp = await sha256Hex(facts);
    try {
      const tags = entry.tags.join(',');
      // Before the bytes that name them: who finds those finds these. The tags are here, because a hit does not bring these along.
      await this.#put(factsUrl(stamp), facts, life, {
        'Content-Type': 'application/json',
        ...(tags === '' || tags.length > LONGEST_TAGS ? {} : { 'Cache-Tag': tags }),
      });
      await this.#put(SHELF + entry.key, entry.body, life, {
        'Content-Type': 'application/octet-stream',
        [STAMP_HEADER]: stamp,
      });
    } catch (error) {
      console.warn('tier-write-failed', error instanceof Error ? error.message : 'unknown');
    }
  }

  /** The facts of the copy that `pass` would give, if it is still there; null when it has to be read first. */
  peek(key: string): EntryFacts | null {
    return this.#compared.peek(key, this.#world.now())?.facts ?? null;
  }

  /**
   * The copy that was compared with its digest lately, as a stream that nobody has read; null when it is not there, or
   * another one is. One that ends too early ends in an error for the visitor too: its length is what is announced.
   */
  async pass(key: string): Promise<Sendable | null> {
    const compared = this.#compared.peek(key, this.#world.now());
    if (compared === null) return null;
    const { stamp, facts } = compared;
    const matching = this.#match(SHELF + key).catch(notRead);
    const response = await inTimeOr(this.#world, matching, null);
    const isSame =
      response?.headers.get(STAMP_HEADER) === stamp &&
      response.headers.get('Content-Length') === String(facts.length);
    if (isSame && response.body !== null) return { ...facts, body: response.body };
    this.#compared.forget(key);
    await response?.body?.cancel();
    return null;
  }

  async #read(key: string): Promise<Found> {
    try {
      const response = await this.#match(SHELF + key);
      if (response === null) return { found: 'nothing', reason: 'cold' };
      const stamp = response.headers.get(STAMP_HEADER) ?? '';
      const body = new Uint8Array(await response.arrayBuffer());
      const known = this.#compared.peek(key, this.#world.now());
      if (known?.stamp === stamp) return bound(key, known.facts, body);
      return await this.#compare(key, stamp, body);
    } catch (error) {
      notRead(error);
      return { found: 'nothing', reason: 'store-error' };
    }
  }

  /** The page, or why it is none: cut off, changed, another page's, of another layout. */
  async #compare(key: string, stamp: string, body: Uint8Array<ArrayBuffer>): Promise<Found> {
    const written = stamp === '' ? null : await this.#match(factsUrl(stamp));
    // The colo may drop the one and keep the other.
    if (written === null) return { found: 'nothing', reason: stamp === '' ? 'schema' : 'cold' };
    const text = await written.text();
    if (stamp !== (await sha256Hex(text))) return { found: 'nothing', reason: 'corrupt' };
    const facts = parseFacts(text);
    if (facts === null) return { found: 'nothing', reason: 'schema' };
    if (facts.digest !== (await sha256Hex(body))) return { found: 'nothing', reason: 'corrupt' };
    const found = bound(key, facts, body);
    if (found.found === 'entry') this.#compared.note(stamp, facts, text.length, this.#world.now());
    return found;
  }

  async #drop(key: string): Promise<void> {
    try {
      await this.#world.cache().delete(SHELF + key);
    } catch (error) {
      console.warn('tier-write-failed', error instanceof Error ? error.message : 'unknown');
    }
  }

  async #match(url: string): Promise<Response | null> {
    return (await this.#world.cache().match(url)) ?? null;
  }

  #put(url: string, body: BodyInit, life: number, fields: Record<string, string>): Promise<void> {
    const headers = { 'Cache-Control': `max-age=${life}`, ...fields };
    return this.#world.cache().put(url, new Response(body, { headers }));
  }
}

function factsUrl(stamp: string): string {
  return `${SHELF}facts/${stamp}`;
}

/** Facts and bytes that belong together. */
function bound(key: string, facts: EntryFacts, body: Uint8Array<ArrayBuffer>): Found {
  const isWhole = facts.key === key && facts.length === body.byteLength;
  return isWhole ? { found: 'entry', entry: { ...facts, body } } : { found: 'nothing', reason: 'corrupt' };
}

function notRead(error: unknown): null {
  console.warn('tier-read-failed', error instanceof Error ? error.message : 'unknown');
  return null;
}
