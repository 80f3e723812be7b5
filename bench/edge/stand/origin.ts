/** A site whose pages are 70 KB each and say their version, for the Worker under test. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { cacheKey, canonicalString } from '@dynamic-cache/contracts/cache-key';
import { deriveHmacKey, sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { MARKER_HEADER, MARKER_INFO, signMarker, TAGS_HEADER } from '@dynamic-cache/contracts/marker';
import { challengeAnswer } from '@dynamic-cache/contracts/registration';

const REPEATED = 'All work and no cache makes a slow page. ';

export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=UTF-8',
  ETag: '"page"',
  'X-Frame-Options': 'SAMEORIGIN',
};

/** The page of one number in one version, of so many bytes. */
export function pageOf(number: number, version: number, bytes: number): Uint8Array<ArrayBuffer> {
  const head = `<!doctype html><title>${number}</title><p>version ${version} of page ${number}.</p><p>`;
  return new TextEncoder().encode(head + REPEATED.repeat(Math.ceil(bytes / REPEATED.length)).slice(0, bytes));
}

/** The version that a page says it is; 0 when it says none. */
export function versionOf(page: string): number {
  return Number(/version (\d+) of/.exec(page.slice(0, 200))?.[1] ?? 0);
}

export class Origin {
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #secret: string;
  /** Versions of the pages that were changed, by their number; all others are 1. */
  readonly versions = new Map<number, number>();
  host = '';
  /** Bytes of a page. */
  bytes = 70_000;
  /** How often a page was asked for. */
  renders = 0;
  /** Position in its own purge log; each change moves it. */
  seq = 1;
  /** Set once the site is registered; only then pages are marked. */
  site: { key: { kid: string; secret: string }; config: EdgeConfig } | null = null;

  constructor(bootstrapSecret: string) {
    this.#secret = bootstrapSecret;
  }

  /** Listens on a free port of this machine. */
  async listen(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the origin has no port');
    this.host = `127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Changes a page: from now on its next version is given. */
  edit(number: number): void {
    this.versions.set(number, this.version(number) + 1);
    this.seq += 1;
  }

  version(number: number): number {
    return this.versions.get(number) ?? 1;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = /\/challenge\/([^/?]+)/.exec(request.url ?? '')?.[1];
    if (id !== undefined) {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ ok: true, answer: await challengeAnswer(this.#secret, id) }));
      return;
    }
    this.renders += 1;
    const number = Number(/^\/page\/(\d+)\/$/.exec(request.url ?? '')?.[1] ?? 0);
    // Taken before the render, as WordPress does: a change in between makes the page old.
    const token = this.seq;
    const page = pageOf(number, this.version(number), this.bytes);
    response.writeHead(200, {
      ...PAGE_HEADERS,
      ...(await this.#markOf(request.url ?? '/', number, token, page)),
    });
    response.end(page);
  }

  async #markOf(path: string, number: number, token: number, page: Uint8Array<ArrayBuffer>): Promise<object> {
    if (this.site === null) return {};
    const { key, config } = this.site;
    const variants = { persona: '', language: '', currency: '', device: '' };
    const canonical = canonicalString({ site: '1', ...config.canonical, path, query: '', ...variants });
    const fields = {
      kid: key.kid,
      exp: String(Math.floor(Date.now() / 1000) + 3600),
      epoch: '0'.repeat(32),
      tok: String(token),
      rev: config.revision,
      len: String(page.byteLength),
      dig: await sha256Hex(page),
    };
    const others = Array.from({ length: 28 }, (_, i) => `term:${i}`);
    const tags = [`post:${number}`, 'site', ...others].join(',');
    const response = { key: await cacheKey(canonical), status: 200, persona: '', tags };
    const marker = await signMarker(await deriveHmacKey(key.secret, MARKER_INFO), fields, response);
    return { [TAGS_HEADER]: tags, [MARKER_HEADER]: marker };
  }
}
