/** A Worker with its databases, a registered site and its WordPress, ready to be asked. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { PurgeAccepted, type PurgeRequest } from '@dynamic-cache/contracts/purge';
import { RegistrationState } from '@dynamic-cache/contracts/registration';
import { Rules } from '@dynamic-cache/contracts/rules';
import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import type { Bindings } from '../../src/bindings.ts';
import { testEnv } from './env.ts';
import { type Prepared, prepare, requestOf, type Signing } from './signed-request.ts';
import { WordPress } from './wordpress.ts';
import { TestWorld } from './world.ts';

/** The Worker's own hostname. */
export const EDGE = 'https://edge.test';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export class Stand {
  readonly world: TestWorld;
  readonly wordpress: WordPress;
  readonly config: EdgeConfig;
  env: Bindings;
  /** Whether `send` waits for what goes on behind a response; not where it would never end. */
  waits = true;
  #app: ReturnType<typeof createApp>;

  constructor(world: TestWorld, wordpress: WordPress, config: EdgeConfig, env: Bindings) {
    this.world = world;
    this.wordpress = wordpress;
    this.config = config;
    this.env = env;
    this.#app = createApp(world);
  }

  get siteId(): string {
    return this.config.site_id;
  }

  get key(): { kid: string; secret: string } {
    if (this.wordpress.key === null) throw new Error('not registered');
    return this.wordpress.key;
  }

  /** The same Worker in an isolate that remembers nothing. */
  forget(): void {
    this.#app = createApp(this.world);
  }

  /** Another isolate of the same Worker: same databases, network and clock, its own memory. */
  isolate(): Stand {
    return new Stand(this.world, this.wordpress, this.config, this.env);
  }

  /** Sends a request; returns when everything that it began has ended. */
  async send(request: Request): Promise<Answer> {
    const context = createExecutionContext();
    const response = await this.#app.fetch(request, this.env, context);
    const text = await response.text();
    if (this.waits) await waitOnExecutionContext(context);
    return { status: response.status, headers: response.headers, text };
  }

  /** A visit of the site through its zone. */
  visit(target: string, init: RequestInit = {}): Promise<Answer> {
    return this.send(new Request(`https://${this.wordpress.host}${target}`, { redirect: 'manual', ...init }));
  }

  /** A visit on the Worker's own hostname. */
  edgeVisit(target: string, init: RequestInit = {}): Promise<Answer> {
    return this.send(new Request(`${EDGE}/edge/cache${target}`, { redirect: 'manual', ...init }));
  }

  prepare(method: string, path: string, body?: unknown, more: Partial<Signing> = {}): Promise<Prepared> {
    const now = Math.floor(this.world.now() / 1000);
    return prepare({ method, url: EDGE + path, body, now, key: this.key, ...more });
  }

  async signed(method: string, path: string, body?: unknown, more: Partial<Signing> = {}): Promise<Answer> {
    return this.send(requestOf(await this.prepare(method, path, body, more)));
  }

  /** A purge that has to succeed. */
  async purge(what: Omit<PurgeRequest, 'site_id'>): Promise<PurgeAccepted> {
    const answer = await this.signed('POST', '/api/cache/purge', { site_id: this.siteId, ...what });
    return PurgeAccepted.parse(JSON.parse(answer.text));
  }

  async configure(changes: Partial<EdgeConfig>): Promise<Answer> {
    const config = { ...this.config, ...changes };
    const answer = await this.signed('PUT', '/api/plugin/config', config);
    if (answer.status === 200) this.wordpress.config = config;
    return answer;
  }
}

/** What `X-Dynamic-Cache` says. */
export function said(answer: Answer): string {
  return answer.headers.get('X-Dynamic-Cache') ?? '';
}

export function errorOf(answer: Answer): string {
  return z.object({ ok: z.literal(false), error: z.string() }).parse(JSON.parse(answer.text)).error;
}

export function defaultConfig(siteId: string, host: string): EdgeConfig {
  return {
    site_id: siteId,
    contract: 1,
    revision: '00112233aabbccdd',
    origin: `https://${host}`,
    blog_id: 1,
    canonical: { scheme: 'https', host },
    aliases: [],
    enabled: true,
    paused_until: 0,
    strategy: 'edge-balanced',
    ttl: { page: 604_800, not_found: 0, grace: 86_400, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    view_max: 5,
    strict: false,
    cache: CacheOptions.parse({}),
    personas: [],
  };
}

/** Registers a site the way a plugin does, and configures it. */
export async function openStand(changes: Partial<EdgeConfig> = {}): Promise<Stand> {
  const world = new TestWorld();
  const env = testEnv();
  const wordpress = new WordPress(
    world,
    `${crypto.randomUUID().slice(0, 13)}.test`,
    env.EDGE_BOOTSTRAP_SECRET ?? '',
  );
  const lobby = new Stand(world, wordpress, defaultConfig('none', wordpress.host), env);
  const siteId = await registerSite(lobby);
  const config = { ...defaultConfig(siteId, wordpress.host), ...changes };
  const stand = new Stand(world, wordpress, config, { ...env, DEFAULT_SITE_ID: siteId });
  const configured = await stand.configure({});
  if (configured.status !== 200) throw new Error(configured.text);
  return stand;
}

/** Runs the registration to its end; the key is given to the stand's WordPress. */
export async function registerSite(stand: Stand): Promise<string> {
  const accepted = await registerCall(stand);
  const { siteId } = z.object({ siteId: z.string() }).parse(JSON.parse(accepted.text));
  const state = RegistrationState.parse(JSON.parse((await registrationState(stand, siteId)).text));
  if (state.status !== 'active' || state.secret === null) throw new Error(JSON.stringify(state));
  stand.wordpress.key = { kid: state.kid, secret: state.secret };
  return siteId;
}

export function registerCall(stand: Stand, headers: Record<string, string> = {}): Promise<Answer> {
  const body = { site_url: `https://${stand.wordpress.host}`, name: 'A site', capabilities: ['cache'] };
  return stand.send(
    new Request(`${EDGE}/api/plugin/live/register`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${stand.env.EDGE_BOOTSTRAP_SECRET}`, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

export function registrationState(stand: Stand, siteId: string): Promise<Answer> {
  const headers = { Authorization: `Bearer ${stand.env.EDGE_BOOTSTRAP_SECRET}` };
  return stand.send(new Request(`${EDGE}/api/plugin/live/register/${siteId}`, { headers }));
}
