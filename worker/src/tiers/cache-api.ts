/**
 * Pages in the colo's Cache API. It ignores `Vary`, stores 404 and empty answers and knows no purge, so it is used
 * as a shelf: the bytes of a page, with all facts about it in one header field, checked by digest when they come back.
 */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { type Entry, type EntryFacts, keptUntil, type Sendable } from '../cache/entry.ts';
import { unixTime, type World } from '../world.ts';
import { ComparedCopies } from './compared-copies.ts';
import { factsText, parseFacts } from './facts.ts';
import { inTime, inTimeOr } from './in-time.ts';
import type { Found, Tier, Wanted } from './tier.ts';

// No such host exists (RFC 2606); the Cache API only needs a URL that no visitor can ask for.
const SHELF = 'https://dynamic-cache-edge.invalid/v2/';

const FACTS_HEADER = 'X-Dynamic-Cache-Facts';

/** Longest facts that are kept, in bytes: half of what Cloudflare lets the headers of a response have. */
const LONGEST_FACTS = 65_536;

/**
 * Bytes of `Cache-Tag` that Cloudflare reads. By it the site's purges of the zone (plugin/src/Edge/Zone) take copies off
 * the shelves of all data centres; what a purge says counts by the ledger alone.
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
    const facts = factsText(entry);
    // An older copy of what cannot be kept here would outlive it.
    if (life < 1 || facts.length > LONGEST_FACTS) return this.#drop(entry.key);
    const headers = new Headers({
      'Cache-Control': `max-age=${life}`,
      'Content-Type': 'application/octet-stream',
      [FACTS_HEADER]: facts,
    });
    const tags = entry.tags.join(',');
    if (tags !== '' && tags.length <= LONGEST_TAGS) headers.set('Cache-Tag', tags);
    try {
      await this.#world.cache().put(SHELF + entry.key, new Response(entry.body, { headers }));
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
    const { text, facts } = compared;
    const matching = this.#match(key).catch(notRead);
    const response = await inTimeOr(this.#world, matching, null);
    const isSame =
      response?.headers.get(FACTS_HEADER) === text &&
      response.headers.get('Content-Length') === String(facts.length);
    if (isSame && response.body !== null) return { ...facts, body: response.body };
    this.#compared.forget(key);
    await response?.body?.cancel();
    return null;
  }

  async #read(key: string): Promise<Found> {
    try {
      const response = await this.#match(key);
      if (response === null) return { found: 'nothing', reason: 'cold' };
      const text = response.headers.get(FACTS_HEADER) ?? '';
      const body = new Uint8Array(await response.arrayBuffer());
      return await this.#compare(key, text, body);
    } catch (error) {
      notRead(error);
      return { found: 'nothing', reason: 'store-error' };
    }
  }

  /** The page, or why it is none: cut off, changed, another page's, of another layout. */
  async #compare(key: string, text: string, body: Uint8Array<ArrayBuffer>): Promise<Found> {
    const known = this.#compared.peek(key, this.#world.now());
    const isKnown = known?.text === text;
    const facts = isKnown ? known.facts : parseFacts(text);
    if (facts === null) return { found: 'nothing', reason: 'schema' };
    const isWhole =
      facts.key === key &&
      facts.length === body.byteLength &&
      (isKnown || facts.digest === (await sha256Hex(body)));
    if (!isWhole) return { found: 'nothing', reason: 'corrupt' };
    if (!isKnown) this.#compared.note(text, facts, this.#world.now());
    return { found: 'entry', entry: { ...facts, body } };
  }

  async #drop(key: string): Promise<void> {
    try {
      await this.#world.cache().delete(SHELF + key);
    } catch (error) {
      console.warn('tier-write-failed', error instanceof Error ? error.message : 'unknown');
    }
  }

  async #match(key: string): Promise<Response | null> {
    return (await this.#world.cache().match(SHELF + key)) ?? null;
  }
}

function notRead(error: unknown): null {
  console.warn('tier-read-failed', error instanceof Error ? error.message : 'unknown');
  return null;
}
