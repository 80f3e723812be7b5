/** The origin's site as the plugin would bring it to the Worker: registered, configured, purged, all of it signed. */
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { PurgeAccepted } from '@dynamic-cache/contracts/purge';
import { RegisterAccepted, RegistrationState } from '@dynamic-cache/contracts/registration';
import { Rules } from '@dynamic-cache/contracts/rules';
import { bodyDigest, signV1 } from '@dynamic-cache/contracts/signature';
import type { Origin } from './origin.ts';
import { BOOTSTRAP_SECRET } from './workers.ts';

/** Registers the site of an origin and sends its configuration; from then on the origin marks its pages. */
export async function register(
  edge: string,
  origin: Origin,
  strategy: EdgeConfig['strategy'],
): Promise<void> {
  const headers = { Authorization: `Bearer ${BOOTSTRAP_SECRET}` };
  const body = JSON.stringify({ site_url: `http://${origin.host}`, name: 'Benchmark', capabilities: [] });
  const address = `${edge}/api/plugin/live/register`;
  const began = await fetch(address, { method: 'POST', headers, body });
  const { siteId } = RegisterAccepted.parse(await began.json());
  let state: RegistrationState = { status: 'verifying' };
  while (state.status === 'verifying') {
    await new Promise((done) => setTimeout(done, 50));
    state = RegistrationState.parse(await (await fetch(`${address}/${siteId}`, { headers })).json());
  }
  if (state.status !== 'active' || state.secret === null) throw new Error(JSON.stringify(state));
  origin.site = {
    key: { kid: state.kid, secret: state.secret },
    config: configOf(siteId, origin.host, strategy),
  };
  await call(edge, origin, 'PUT', '/api/plugin/config', origin.site.config);
}

/** Tells the edge that tags have changed; resolves when the edge promises that it knows. */
export async function purge(edge: string, origin: Origin, tags: string[]): Promise<PurgeAccepted> {
  const body = {
    site_id: origin.site?.config.site_id,
    tags,
    origin_seq: { epoch: '0'.repeat(32), seq: origin.seq },
  };
  return PurgeAccepted.parse(await call(edge, origin, 'POST', '/api/cache/purge', body));
}

/** One signed call (v1) of the site. */
export async function call(
  edge: string,
  { site }: Origin,
  method: 'GET' | 'PUT' | 'POST',
  target: string,
  content: object | null,
): Promise<unknown> {
  if (site === null) throw new Error('the site is not registered');
  const body = content === null ? '' : JSON.stringify(content);
  const signed = {
    pluginId: site.config.site_id,
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    method,
    authority: new URL(edge).host,
    target,
    contentType: content === null ? '' : 'application/json',
    bodyDigest: await bodyDigest(body),
  };
  const headers = {
    ...(content === null ? {} : { 'Content-Type': signed.contentType }),
    ...(method === 'GET' ? {} : { 'Idempotency-Key': crypto.randomUUID() }),
    'X-Plugin-Id': signed.pluginId,
    'X-Plugin-Timestamp': signed.timestamp,
    'X-Plugin-Nonce': signed.nonce,
    'X-Plugin-Signature': await signV1(site.key.secret, site.key.kid, 'plugin-to-worker', signed),
  };
  const response = await fetch(edge + target, { method, headers, ...(content === null ? {} : { body }) });
  if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${await response.text()}`);
  return response.json();
}

function configOf(siteId: string, host: string, strategy: EdgeConfig['strategy']): EdgeConfig {
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
    strategy,
    ttl: { page: 604_800, not_found: 0, grace: 86_400, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    view_max: 5,
    strict: false,
    cache: CacheOptions.parse({}),
    personas: [],
  };
}
