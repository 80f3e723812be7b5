/** A site with one page, over real HTTP: answers the challenge, marks the page, signs what the plugin signs. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { cacheKey, canonicalString } from '@dynamic-cache/contracts/cache-key';
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import { deriveHmacKey, sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { MARKER_HEADER, MARKER_INFO, signMarker, TAGS_HEADER } from '@dynamic-cache/contracts/marker';
import { challengeAnswer, RegisterAccepted, RegistrationState } from '@dynamic-cache/contracts/registration';
import { Rules } from '@dynamic-cache/contracts/rules';
import { bodyDigest, signV1 } from '@dynamic-cache/contracts/signature';
import { BOOTSTRAP_SECRET } from './runtime.ts';

const TAGS = 'post:1,site';

export class Site {
  /** What the page says; read when a render begins. */
  text = 'version 0';
  /** What a careless theme makes of the request that it is asked with. */
  prints: (request: IncomingMessage) => string = () => this.text;
  readonly #server: Server = createServer();
  #host = '';
  #key = { kid: '', secret: '' };
  #config: EdgeConfig | null = null;
  readonly #login: string | undefined;
  /** Requests that came without the password, where one is asked for. */
  turnedAway = 0;

  /** `login`: the `user:password` that the web server asks everybody for. */
  constructor(login?: string) {
    this.#login = login;
  }

  get host(): string {
    return this.#host;
  }

  async start(edge: string, viewMax: 5 | 30 | 60): Promise<void> {
    this.#server.on('request', async (request, response) => {
      if (this.#login !== undefined && request.headers.authorization !== basic(this.#login)) {
        this.turnedAway++;
        response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="staging"' }).end('Who are you?');
        return;
      }
      const id = /\/challenge\/([^/?]+)/.exec(request.url ?? '')?.[1];
      if (id !== undefined) {
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ ok: true, answer: await challengeAnswer(BOOTSTRAP_SECRET, id) }));
        return;
      }
      const body = new TextEncoder().encode(`<html>${this.prints(request)}</html>`);
      response.writeHead(200, { 'Content-Type': 'text/html', ...(await this.#mark(body)) });
      response.end(body);
    });
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the site has no port');
    this.#host = `127.0.0.1:${address.port}`;
    await this.#register(edge, viewMax);
  }

  stop(): Promise<void> {
    return new Promise((closed) => this.#server.close(() => closed()));
  }

  purge(edge: string): Promise<void> {
    const siteId = this.#config?.site_id ?? '';
    return this.#signed(edge, 'POST', '/api/cache/purge', { site_id: siteId, tags: ['post:1'] });
  }

  async #register(edge: string, viewMax: 5 | 30 | 60): Promise<void> {
    const headers = { Authorization: `Bearer ${BOOTSTRAP_SECRET}` };
    const address = `${edge}/api/plugin/live/register`;
    const password = this.#login === undefined ? {} : { basic_auth: this.#login };
    const about = { site_url: `http://${this.#host}`, name: 'Two isolates', capabilities: [], ...password };
    const body = JSON.stringify(about);
    const answer = await fetch(address, { method: 'POST', headers, body });
    const { siteId } = RegisterAccepted.parse(await answer.json());
    let state: RegistrationState = { status: 'verifying' };
    while (state.status === 'verifying') {
      await new Promise((done) => setTimeout(done, 50));
      state = RegistrationState.parse(await (await fetch(`${address}/${siteId}`, { headers })).json());
    }
    if (state.status !== 'active' || state.secret === null) throw new Error(JSON.stringify(state));
    this.#key = { kid: state.kid, secret: state.secret };
    this.#config = { ...configOf(siteId, this.#host, viewMax), ...password };
    await this.#signed(edge, 'PUT', '/api/plugin/config', this.#config);
  }

  async #signed(edge: string, method: string, target: string, content: unknown): Promise<void> {
    const body = JSON.stringify(content);
    const parts = {
      pluginId: 'two-isolates',
      timestamp: String(Math.floor(Date.now() / 1000)),
      nonce: crypto.randomUUID(),
      method,
      authority: new URL(edge).host,
      target,
      contentType: 'application/json',
      bodyDigest: await bodyDigest(body),
    };
    const headers = {
      'Content-Type': parts.contentType,
      'Idempotency-Key': crypto.randomUUID(),
      'X-Plugin-Id': parts.pluginId,
      'X-Plugin-Timestamp': parts.timestamp,
      'X-Plugin-Nonce': parts.nonce,
      'X-Plugin-Signature': await signV1(this.#key.secret, this.#key.kid, 'plugin-to-worker', parts),
    };
    const answer = await fetch(edge + target, { method, headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async #mark(body: Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
    const config = this.#config;
    if (config === null) return {};
    const variants = { persona: '', language: '', currency: '', device: '' };
    const canonical = canonicalString({
      site: '1',
      ...config.canonical,
      path: '/page/',
      query: '',
      ...variants,
    });
    const fields = {
      kid: this.#key.kid,
      exp: String(Math.floor(Date.now() / 1000) + 3600),
      epoch: '0'.repeat(32),
      tok: '1',
      rev: config.revision,
      len: String(body.byteLength),
      dig: await sha256Hex(body),
    };
    const response = { key: await cacheKey(canonical), status: 200, persona: '', tags: TAGS };
    const key = await deriveHmacKey(this.#key.secret, MARKER_INFO);
    return { [TAGS_HEADER]: TAGS, [MARKER_HEADER]: await signMarker(key, fields, response) };
  }
}

/** RFC 7617. */
const basic = (login: string) => `Basic ${Buffer.from(login, 'utf8').toString('base64')}`;

function configOf(siteId: string, host: string, viewMax: 5 | 30 | 60): EdgeConfig {
  return {
    site_id: siteId,
    contract: 1,
    revision: '0'.repeat(16),
    origin: `http://${host}`,
    blog_id: 1,
    canonical: { scheme: 'http', host },
    aliases: [],
    enabled: true,
    paused_until: 0,
    strategy: 'edge-balanced',
    ttl: { page: 604_800, not_found: 0, grace: 86_400, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    view_max: viewMax,
    strict: false,
    cache: CacheOptions.parse({}),
    personas: [],
  };
}
