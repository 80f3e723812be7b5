/** A stand-in for WordPress with the plugin: answers challenges, and marks its pages as the contract says. */
import { cacheKey } from '@dynamic-cache/contracts/cache-key';
import { deriveHmacKey, type HmacKey, sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { PROBE_INFO, spaceField } from '@dynamic-cache/contracts/edge-probe';
import { FILL_HEADER, FILL_INFO, parseFill, verifyFill } from '@dynamic-cache/contracts/fill';
import { lookup } from '@dynamic-cache/contracts/lookup';
import {
  MARKER_HEADER,
  MARKER_INFO,
  type Marker,
  signMarker,
  TAGS_HEADER,
} from '@dynamic-cache/contracts/marker';
import {
  PROBE_HEADER,
  PROBED_HEADER,
  type Probe,
  parseProbe,
  signProbed,
  verifyProbe,
} from '@dynamic-cache/contracts/probe';
import { challengeAnswer } from '@dynamic-cache/contracts/registration';
import { tagHeader } from '@dynamic-cache/contracts/tags';
import type { TestWorld } from './world.ts';

export interface SitePage {
  body: string;
  tags?: string[];
  status?: number;
  headers?: Record<string, string>;
  /** Changes to what the marker says, after which it is signed. */
  marker?: Partial<Omit<Marker, 'mac'>>;
  /** Sent after the marker was made: what a proxy, or an attacker, does to an answer. */
  afterwards?: Record<string, string | null>;
  /** Without marker, as for a page that must not be stored. */
  unmarked?: boolean;
}

export const ORIGIN_EPOCH = '0123456789abcdef0123456789abcdef';

export class WordPress {
  readonly host: string;
  readonly pages = new Map<string, SitePage>();
  /** Every request that arrived, challenges apart. */
  readonly requests: Request[] = [];
  /** Waited for before a page is rendered; set by tests that hold a render. */
  rendering: () => Promise<void> = async () => {};
  /** Sequence of the origin's own purge log. */
  token = 1;
  epoch = ORIGIN_EPOCH;
  config: EdgeConfig | null = null;
  key: { kid: string; secret: string } | null = null;
  /** Something in front of it takes away what proves that a probe was answered. */
  isDeafToProbes = false;
  /** How the challenge is answered; null: not at all. */
  bootstrap: string | null;
  /** Whether it waits for a registration under this id: the plugin answers for no other. */
  vouchesFor: (id: string) => boolean = () => true;
  readonly #world: TestWorld;

  constructor(world: TestWorld, host: string, bootstrap: string) {
    this.#world = world;
    this.host = host;
    this.bootstrap = bootstrap;
    world.answer(host, (request) => this.answer(request));
  }

  /** Requests for a path, by how they reached WordPress. */
  asked(path: string): Request[] {
    return this.requests.filter((request) => new URL(request.url).pathname === path);
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const id = /\/challenge\/([^/]+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) return this.#challenge(id);
    this.requests.push(request.clone());
    // What is shown is read when the render begins, as WordPress does.
    const page = this.pages.get(url.pathname + url.search) ?? {
      body: 'Not here',
      status: 404,
      unmarked: true,
    };
    const token = this.token;
    await this.rendering();
    return this.#render(request, page, token);
  }

  async #challenge(id: string): Promise<Response> {
    if (this.bootstrap === null || !this.vouchesFor(id)) return new Response('Not here', { status: 404 });
    return Response.json({ ok: true, answer: await challengeAnswer(this.bootstrap, id) });
  }

  async #render(request: Request, page: SitePage, token: number): Promise<Response> {
    const headers = new Headers({
      'Content-Type': 'text/html; charset=UTF-8',
      'Cache-Control': 'max-age=0, must-revalidate',
      'X-Dynamic-Cache': 'miss; reason=cold',
      'Cache-Status': 'dynamic-cache-origin; fwd=uri-miss; stored',
      'X-Powered-By': 'PHP/8.2',
      'Surrogate-Key': 'post-12',
      'Cache-Tag': 'post-12',
      ...page.headers,
    });
    const { status = 200 } = page;
    const body = new TextEncoder().encode(page.body);
    const key = await this.#filledKey(request);
    const probe = await this.#probe(request);
    if (probe !== null && !this.isDeafToProbes) {
      const figures = { nonce: probe.nonce, key: '-', wall: '2000', cpu: '1000', queries: '34' };
      headers.set(PROBED_HEADER, await signProbed(await this.#probeKey(), figures));
    }
    if (key !== null && page.unmarked !== true) {
      const tags = tagHeader(['site', ...(page.tags ?? [])]);
      headers.set(TAGS_HEADER, tags);
      headers.set(MARKER_HEADER, await this.#marker(page, { key, status, persona: '', tags }, body, token));
    }
    for (const [name, value] of Object.entries(page.afterwards ?? {})) {
      if (value === null) headers.delete(name);
      else headers.append(name, value);
    }
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  }

  async #marker(
    page: SitePage,
    response: Parameters<typeof signMarker>[2],
    body: Uint8Array<ArrayBufferLike>,
    token: number,
  ): Promise<string> {
    const { kid, secret } = this.#credentials();
    const fields = {
      kid,
      exp: String(Math.floor(this.#world.now() / 1000) + 604_800),
      epoch: this.epoch,
      tok: String(token),
      rev: this.config?.revision ?? '',
      len: String(body.byteLength),
      dig: await sha256Hex(new Uint8Array(body)),
      ...page.marker,
    };
    return signMarker(await deriveHmacKey(secret, MARKER_INFO), fields, response);
  }

  /** The key of a genuine fill request; null for every other request. */
  async #filledKey(request: Request): Promise<string | null> {
    const { config } = this;
    const fill = parseFill(request.headers.get(FILL_HEADER) ?? '');
    if (fill === null || config === null) return null;
    const url = new URL(request.url);
    const { canonical, blog_id, ...rest } = config;
    const site = { ...rest, ...canonical, site: String(blog_id), pausedUntil: 0 };
    const target = url.pathname + url.search;
    const headers = { cookie: request.headers.get('Cookie') ?? '' };
    const decision = lookup({ method: 'GET', ...canonical, target, headers }, site, 0);
    if (decision.action !== 'lookup') return null;
    const probe = await this.#probe(request);
    const key = await cacheKey(decision.canonical + (probe === null ? '' : spaceField(probe)));
    const signer = await deriveHmacKey(this.#credentials().secret, FILL_INFO);
    return (await verifyFill(signer, fill, 'GET', key, this.#world.now() / 1000)) ? key : null;
  }

  /** The genuine probe that a request is. */
  async #probe(request: Request): Promise<Probe | null> {
    const probe = parseProbe(request.headers.get(PROBE_HEADER) ?? '');
    if (probe === null) return null;
    const url = new URL(request.url);
    const asked = { host: url.host, target: url.pathname + url.search };
    const isGenuine = await verifyProbe(await this.#probeKey(), probe, asked, this.#world.now() / 1000);
    return isGenuine ? probe : null;
  }

  #probeKey(): Promise<HmacKey> {
    return deriveHmacKey(this.#credentials().secret, PROBE_INFO);
  }

  #credentials(): { kid: string; secret: string } {
    if (this.key === null) throw new Error('the site is not registered');
    return this.key;
  }
}
