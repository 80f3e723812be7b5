/**
 * Verifies signatures in the fixed order: size, grammar, key, MAC, time. Nothing of a request is believed, and
 * nothing is stored for it, before all of them hold.
 */
import { hmacHex } from '@dynamic-cache/contracts/canonical';
import {
  bodyDigest,
  canonicalV0,
  canonicalV1,
  keyV0,
  keyV1,
  macMatches,
  type SignedRequest,
} from '@dynamic-cache/contracts/signature';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Bindings } from '../bindings.ts';
import type { App } from '../context.ts';
import type { SignedBy } from '../control/signed-by.ts';
import { ApiFailure } from '../failure.ts';
import { SiteKeys } from '../sites/site-keys.ts';
import { isTesterId, TesterKeys } from '../sites/tester-keys.ts';
import { unixTime, type World } from '../world.ts';
import { usableSecret } from './equal.ts';
import { readRawBody } from './raw-body.ts';
import { readSignatureHeaders, type SignatureHeaders, signedTarget, splitUrl } from './signature-headers.ts';

type Holder = Pick<SignedBy, 'kid' | 'siteId' | 'tester'>;

const DEFAULT_WINDOW = 300;

/** Widest window that counts: a nonce is kept 660 seconds, which must be more than twice the window. */
const WIDEST_WINDOW = 300;

// An unknown key costs the same work as a known one, so that time does not tell which keys exist.
const DUMMY_SECRET = 'unknown-key-unknown-key-unknown-key-unknown';

/** For `/api/plugin/*` and `/api/cache/*`: signature v1 of a registered site. */
export const signedV1 = createMiddleware<App>(async (c, next) => {
  c.set('signed', await verify(c, 'v1'));
  await next();
});

/** For `/plugin/wp/*`: v0 with the shared secret or a tester's, or v1 of a registered site. */
export const signedV0OrV1 = createMiddleware<App>(async (c, next) => {
  if (sharedSecrets(c.env).length === 0) throw new ApiFailure('signing_disabled');
  c.set('signed', await verify(c, 'v0-or-v1'));
  await next();
});

/** The replay window in seconds; null when the setting disables the signed routes. */
export function replayWindow(setting: string | undefined): number | null {
  if (setting === undefined) return DEFAULT_WINDOW;
  const seconds = /^[0-9]{1,9}$/.test(setting) ? Number(setting) : 0;
  return seconds === 0 ? null : Math.min(seconds, WIDEST_WINDOW);
}

async function verify(c: Context<App>, accepts: 'v1' | 'v0-or-v1'): Promise<SignedBy> {
  const { world } = c.get('edge');
  const window = replayWindow(c.env.REPLAY_WINDOW_SECONDS);
  if (window === null) throw new ApiFailure('signing_disabled');
  const request = c.req.raw;
  const body = await readRawBody(request);
  const target = signedTarget(request.url);
  const headers = readSignatureHeaders(request.headers);
  const signed: SignedRequest = {
    pluginId: headers.pluginId,
    timestamp: headers.timestamp,
    nonce: headers.nonce,
    method: request.method,
    authority: splitUrl(request.url).authority,
    target,
    contentType: headers.contentType,
    bodyDigest: await bodyDigest(body),
  };
  const holder = await findHolder(c.env, world, headers, signed, accepts);
  if (holder === null) throw new ApiFailure('signature_mismatch');
  const { pluginId, nonce, idempotencyKey } = headers;
  const timestamp = Number(headers.timestamp);
  if (Math.abs(unixTime(world) - timestamp) > window) throw new ApiFailure('timestamp_out_of_window');
  const { method } = request;
  return {
    ...holder,
    pluginId,
    nonce,
    timestamp,
    idempotencyKey,
    method,
    target,
    body,
    bodyDigest: signed.bodyDigest,
  };
}

async function findHolder(
  env: Bindings,
  world: World,
  headers: SignatureHeaders,
  signed: SignedRequest,
  accepts: 'v1' | 'v0-or-v1',
): Promise<Holder | null> {
  const keys = new SiteKeys(env.CONTROL);
  const [first] = headers.signatures;
  if (first?.version === 'v0') return accepts === 'v1' ? null : holderV0(env, keys, signed, first.mac);
  const named = headers.signatures.flatMap((signature) => (signature.version === 'v1' ? [signature] : []));
  const known = await keys.usable(
    named.map(({ kid }) => kid),
    unixTime(world),
  );
  let holder: Holder | null = null;
  for (const { kid, mac } of named) {
    const key = known.get(kid);
    const hmac = await keyV1(key?.secret ?? DUMMY_SECRET, 'plugin-to-worker', signed.authority);
    const genuine = await macMatches(hmac, canonicalV1(signed, 'plugin-to-worker', kid), mac);
    if (genuine && key !== undefined) holder ??= { kid, siteId: key.siteId, tester: null };
  }
  return holder;
}

/** The shared secret counts for ids of sites that are not registered; a registered one's id never gets in with it. */
async function holderV0(
  env: Bindings,
  keys: SiteKeys,
  signed: SignedRequest,
  mac: string,
): Promise<Holder | null> {
  if (isTesterId(signed.pluginId)) return holderOfTester(new TesterKeys(env.CONTROL), signed, mac);
  const registered = await keys.isRegistered(signed.pluginId);
  let holder: Holder | null = null;
  for (const secret of sharedSecrets(env)) {
    const key = await keyV0(secret);
    const genuine = await macMatches(key, canonicalV0(signed), mac);
    // Named after the secret and not after its variable: a rotation moves it to the other one.
    const kid = `shared:${(await hmacHex(key, 'dynamic-cache/nonce-scope')).slice(0, 16)}`;
    if (genuine && !registered) holder ??= { kid, siteId: null, tester: null };
  }
  return holder;
}

/** An id of a tester accepts its own secret alone, never the shared one. */
async function holderOfTester(
  testers: TesterKeys,
  signed: SignedRequest,
  mac: string,
): Promise<Holder | null> {
  const tester = await testers.usable(signed.pluginId);
  const key = await keyV0(tester?.secret ?? DUMMY_SECRET);
  const genuine = await macMatches(key, canonicalV0(signed), mac);
  return genuine && tester !== null ? { kid: tester.pluginId, siteId: tester.siteId, tester } : null;
}

function sharedSecrets(env: Bindings): string[] {
  const secrets = [env.WP_PLUGIN_SHARED_SECRET, env.WP_PLUGIN_SHARED_SECRET_NEXT].map(usableSecret);
  return secrets.filter((secret) => secret !== null);
}
