/**
 * WordPress itself, as the last tier. The request is rebuilt from nothing, so that no header, cookie or body of a
 * visitor can reach a page that others will be shown; the answer becomes an entry only with the origin's own mark.
 */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { FILL_HEADER, signFill } from '@dynamic-cache/contracts/fill';
import {
  MARKER_HEADER,
  type Marker,
  parseMarker,
  TAGS_HEADER,
  verifyMarker,
} from '@dynamic-cache/contracts/marker';
import type { Reason } from '@dynamic-cache/contracts/reason';
import { parseTagHeader } from '@dynamic-cache/contracts/tags';
import { type Entry, NOTHING_ALLOWED } from '../cache/entry.ts';
import { ageValue } from '../cache/freshness.ts';
import { withLoopGuard } from '../cache/loop-guard.ts';
import { storedHeaders } from '../cache/response-headers.ts';
import { whyNotStorable } from '../cache/storable.ts';
import { addressTags } from '../cache/url-tags.ts';
import { isOriginStale } from '../cache/verdict.ts';
import type { LedgerView } from '../cache/view.ts';
import type { PageKeys, Site } from '../sites/site.ts';
import { unixTime, type World } from '../world.ts';
import { type BoundedBody, boundedBody } from './bounded-body.ts';
import { withPassword } from './password.ts';
import type { Found, Tier, Wanted } from './tier.ts';

/** Longest wait for the first byte, in milliseconds: as long as a task may go on after its response. */
const TIMEOUT = 30_000;

/** Largest body that is stored, and the most of one that is held in memory, in bytes. Above it pages are passed on. */
export const LARGEST_BODY = 10 * 1024 * 1024;

/** Statuses of which a response has no body. */
const NO_BODY = [204, 205, 304];

/** What a fill must know besides the page. */
export interface OriginFill {
  site: Site;
  config: EdgeConfig;
  /** The view that was read before anything was asked of the origin. */
  view: LedgerView;
  /** Of the variant alone; empty for the page that has none. */
  cookies: string;
  /** Longest life in seconds that this Worker allows. */
  longestLife: number;
}

/** The origin gave no answer at all. */
export class OriginUnreachable extends Error {
  override readonly name = 'OriginUnreachable';
}

export class OriginTier implements Tier {
  readonly name = 'origin';
  readonly #world: World;
  readonly #fill: OriginFill;

  constructor(world: World, fill: OriginFill) {
    this.#world = world;
    this.#fill = fill;
  }

  /** Throws nothing but `OriginUnreachable`: without an origin there is no answer that a tier could invent. */
  async find(wanted: Wanted): Promise<Found> {
    const [key] = this.#fill.site.keys;
    const response = await this.#ask(wanted, key);
    const header = response.headers.get(MARKER_HEADER);
    if (header === null || key === undefined) return { found: 'response', response, reason: 'no-marker' };
    const marker = parseMarker(header);
    if (marker === null || Number(marker.len) > LARGEST_BODY) {
      return { found: 'response', response, reason: 'bad-marker' };
    }
    return this.#receive(wanted, response, marker);
  }

  /** The origin keeps its own pages. */
  async keep(): Promise<void> {}

  async #ask({ key, path, query }: Wanted, signer: PageKeys | undefined): Promise<Response> {
    const headers = new Headers({
      Accept: '*/*',
      'Accept-Encoding': 'gzip',
      'User-Agent': 'DynamicCacheEdge/1',
    });
    if (signer !== undefined) {
      headers.set(FILL_HEADER, await signFill(signer.fill, signer.kid, 'GET', key, unixTime(this.#world)));
    }
    if (this.#fill.cookies !== '') headers.set('Cookie', this.#fill.cookies);
    const url = this.#fill.config.origin + path + (query === '' ? '' : `?${query}`);
    const guarded = withPassword(withLoopGuard(headers), this.#fill.config.basic_auth);
    const init = { headers: guarded, signal: AbortSignal.timeout(TIMEOUT) };
    try {
      // Not from Cloudflare's own cache: what comes must be newer than the position that was read before.
      return await this.#world.fetch(new Request(url, { ...init, redirect: 'manual', cache: 'no-store' }));
    } catch (error) {
      throw new OriginUnreachable(error instanceof Error ? error.message : 'unknown');
    }
  }

  async #receive(wanted: Wanted, response: Response, marker: Marker): Promise<Found> {
    // More than the marker vouches for is not even read, and so not held in memory.
    const read = await readBody(response, Number(marker.len));
    const { status, headers } = response;
    const passedOn = new Headers(headers);
    // The body was decoded while it was read.
    passedOn.delete('Content-Encoding');
    passedOn.delete('Content-Length');
    const passing = (reason: Reason): Found => ({
      found: 'response',
      response: new Response(NO_BODY.includes(status) ? null : read.isWhole ? read.bytes : read.stream, {
        status,
        headers: passedOn,
      }),
      reason,
    });
    if (!read.isWhole) return passing('bad-marker');
    const body = read.bytes;
    const notFound = this.#fill.config.ttl.not_found > 0;
    const receivedAt = this.#world.now();
    const received = { status, headers, requestedAt: receivedAt, receivedAt };
    const refusal = whyNotStorable(received, { marker: 'required', path: wanted.path, notFound });
    if (refusal !== null) return passing(refusal);
    const tags = await this.#verify(wanted, response, marker, body);
    if (tags === null) return passing('bad-marker');
    const { view, config } = this.#fill;
    if (marker.rev !== config.revision) return passing('revision');
    const entry = await this.#entry(wanted, response, marker, { body, tags });
    if (entry.expiresAt <= entry.storedAt) return passing('expired');
    const stale = isOriginStale(entry.tags, { epoch: marker.epoch, token: Number(marker.tok) }, view);
    return stale ? passing('origin-stale') : { found: 'entry', entry };
  }

  /** The page's tags when the marker vouches for exactly this answer; else null. */
  async #verify(wanted: Wanted, response: Response, marker: Marker, body: Uint8Array<ArrayBuffer>) {
    const header = response.headers.get(TAGS_HEADER) ?? '';
    const tags = header === '' ? [] : parseTagHeader(header);
    const key = this.#fill.site.keys.find(({ kid }) => kid === marker.kid);
    if (tags === null || key === undefined) return null;
    const marked = { key: wanted.key, status: response.status, persona: '', tags: header };
    if (!(await verifyMarker(key.marker, marker, marked))) return null;
    const whole = Number(marker.len) === body.byteLength && marker.dig === (await sha256Hex(body));
    return whole ? tags : null;
  }

  async #entry(
    wanted: Wanted,
    response: Response,
    marker: Marker,
    page: { body: Uint8Array<ArrayBuffer>; tags: string[] },
  ): Promise<Entry> {
    const { site, config, view, longestLife } = this.#fill;
    const now = unixTime(this.#world);
    const life = Math.min(
      longestLife,
      response.status === 404 ? config.ttl.not_found : Number.POSITIVE_INFINITY,
    );
    return {
      v: 2,
      site: site.id,
      key: wanted.key,
      fillSeq: view.seq,
      epoch: view.epoch,
      tags: [...new Set([...page.tags, ...(await addressTags(config, wanted.path, wanted.query))])],
      status: response.status,
      headers: storedHeaders(response.headers),
      storedAt: now,
      age: ageValue(response.headers),
      expiresAt: Math.min(Number(marker.exp), now + life),
      revision: marker.rev,
      stale: NOTHING_ALLOWED,
      selecting: [],
      variants: [],
      digest: marker.dig,
      length: page.body.byteLength,
      body: page.body,
    };
  }
}

async function readBody(response: Response, most: number): Promise<BoundedBody> {
  try {
    return await boundedBody(response.body, most);
  } catch (error) {
    // Cut off on its way: there is no page to pass on.
    throw new OriginUnreachable(error instanceof Error ? error.message : 'unknown');
  }
}
