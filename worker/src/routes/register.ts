/** Registration: how a site and this Worker come to share a secret. */

import { toHex } from '@dynamic-cache/contracts/canonical';
import { RegisterRequest, type RegistrationState } from '@dynamic-cache/contracts/registration';
import type { Context } from 'hono';
import type { App } from '../context.ts';
import { ApiFailure } from '../failure.ts';
import { parseAs, parseJson } from '../json-body.ts';
import { usableSecret } from '../middleware/equal.ts';
import { readRawBody } from '../middleware/raw-body.ts';
import { signedIfPresent } from '../middleware/signed.ts';
import { challenge } from '../sites/challenge.ts';
import { Registrations, type SiteState } from '../sites/registrations.ts';
import { unixTime } from '../world.ts';

/** A verification that has not ended after so many seconds was cut off with its Worker. */
const LONGEST_VERIFICATION = 60;

const NO_STORE = { 'Cache-Control': 'no-store' };

/** `POST /api/plugin/live/register`. Answers at once: a host with one PHP worker could not answer the challenge else. */
export async function register(c: Context<App>): Promise<Response> {
  const { world } = c.get('edge');
  // A signed request is read by its verification, whose bytes are the ones that count.
  const signed = await signedIfPresent(c);
  const request = parseAs(RegisterRequest, parseJson(signed?.body ?? (await readRawBody(c.req.raw))));
  const registrations = new Registrations(c.env.CONTROL);
  const known = await registrations.byUrl(request.site_url);
  if (known !== null && isInUse(known) && signed?.siteId !== known.id)
    throw new ApiFailure('site_already_registered');
  const siteId = await registrations.begin(request, `site-${toHex(world.random(8))}`, unixTime(world));
  c.executionCtx.waitUntil(verify(c, registrations, siteId, request.site_url));
  return c.json({ siteId, status: 'verifying' }, 202, NO_STORE);
}

/** `GET /api/plugin/live/register/{siteId}`. */
export async function registration(c: Context<App>): Promise<Response> {
  const now = unixTime(c.get('edge').world);
  const registrations = new Registrations(c.env.CONTROL);
  const site = await registrations.byId(c.req.param('siteId') ?? '');
  if (site === null) throw new ApiFailure('site_not_found');
  return c.json(await stateOf(registrations, site, now), 200, NO_STORE);
}

async function stateOf(
  registrations: Registrations,
  site: SiteState,
  now: number,
): Promise<RegistrationState> {
  if (site.state === 'active') return { status: 'active', ...(await registrations.tellKey(site.id, now)) };
  if (site.state === 'failed') return { status: 'failed', error: site.error ?? 'unknown' };
  if (now - site.verifying_since > LONGEST_VERIFICATION)
    return { status: 'failed', error: 'verification_interrupted' };
  return { status: 'verifying' };
}

/**
 * A key that signed something once is somebody's: the site changes it with that key. One that never did was lost on
 * its way, and nobody is hurt when the site proves itself anew.
 */
function isInUse(site: SiteState): boolean {
  return site.state === 'active' && site.used_keys > 0;
}

async function verify(
  c: Context<App>,
  registrations: Registrations,
  id: string,
  siteUrl: string,
): Promise<void> {
  const { world } = c.get('edge');
  const secret = usableSecret(c.env.EDGE_BOOTSTRAP_SECRET);
  if (secret === null) return;
  const outcome = await challenge(world, siteUrl, id, secret);
  if (outcome !== 'proven') return registrations.fail(id, outcome);
  const key = { kid: `k-${toHex(world.random(8))}`, secret: base64url(world.random(32)) };
  await registrations.activate({ id, host: siteUrl.split('/')[2] ?? '' }, key, unixTime(world));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
