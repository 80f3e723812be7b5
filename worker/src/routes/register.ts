/** Registration: how a site and this Worker come to share a secret. */

import { toHex } from '@dynamic-cache/contracts/canonical';
import { RegisterRequest, type RegistrationState } from '@dynamic-cache/contracts/registration';
import type { Context } from 'hono';
import type { App } from '../context.ts';
import { behind } from '../control/behind.ts';
import { ApiFailure } from '../failure.ts';
import { parseAs, parseJson } from '../json-body.ts';
import { openLedger } from '../ledger/open.ts';
import { usableSecret } from '../middleware/equal.ts';
import { readRawBody } from '../middleware/raw-body.ts';
import { challenge } from '../sites/challenge.ts';
import { makeKey } from '../sites/new-key.ts';
import { type Attempt, Registrations } from '../sites/registrations.ts';
import { unixTime } from '../world.ts';

/** A verification that has not ended after so many seconds was cut off with its Worker. */
const LONGEST_VERIFICATION = 60;

const NO_STORE = { 'Cache-Control': 'no-store' };

/** `POST /api/plugin/live/register`. Answers at once: a host with one PHP worker could not answer the challenge else. */
export async function register(c: Context<App>): Promise<Response> {
  const { world } = c.get('edge');
  const request = parseAs(RegisterRequest, parseJson(await readRawBody(c.req.raw)));
  const id = `site-${toHex(world.random(16))}`;
  await new Registrations(c.env.CONTROL).begin(id, request, unixTime(world));
  c.executionCtx.waitUntil(
    verify(c, { id, url: request.site_url, basicAuth: request.basic_auth }).catch(notVerified),
  );
  return c.json({ siteId: id, status: 'verifying' }, 202, NO_STORE);
}

/** `GET /api/plugin/live/register/{siteId}`. */
export async function registration(c: Context<App>): Promise<Response> {
  const registrations = new Registrations(c.env.CONTROL);
  const attempt = await registrations.byId(c.req.param('siteId') ?? '');
  if (attempt === null) throw new ApiFailure('site_not_found');
  return c.json(await stateOf(registrations, attempt, unixTime(c.get('edge').world)), 200, NO_STORE);
}

async function stateOf(
  registrations: Registrations,
  { state, error, kid, begun_at }: Attempt,
  now: number,
): Promise<RegistrationState> {
  if (state === 'failed') return { status: 'failed', error: error ?? 'unknown' };
  if (kid !== null) {
    const key = await registrations.tellKey(kid, now);
    if (key === null) throw new ApiFailure('site_not_found');
    return { status: 'active', ...key };
  }
  if (now - begun_at > LONGEST_VERIFICATION) return { status: 'failed', error: 'verification_interrupted' };
  return { status: 'verifying' };
}

type Applicant = { id: string; url: string; basicAuth: string | undefined };

async function verify(c: Context<App>, site: Applicant): Promise<void> {
  const { world, sites } = c.get('edge');
  const secret = usableSecret(c.env.EDGE_BOOTSTRAP_SECRET);
  if (secret === null) return;
  const registrations = new Registrations(c.env.CONTROL);
  const outcome = await challenge(world, site, secret);
  if (outcome !== 'proven') return registrations.fail(site.id, outcome);
  const proof = await registrations.prove(site, makeKey(world), unixTime(world));
  if (proof.outcome === 'superseded') return;
  const host = site.url.split('/')[2] ?? '';
  await sites.changed(site.id, [host], c.env, behind(c));
  if (proof.replaced !== null) {
    await sites.changed(proof.replaced, [host], c.env, behind(c));
    await forget(c, proof.replaced);
  }
}

/** Nothing was changed then; the attempt is told as cut off once its time is over. */
function notVerified(error: unknown): void {
  console.error('verification-failed', error instanceof Error ? error.message : 'unknown');
}

/** The ledger of a site that was replaced. Nobody asks for it any more, so a failure leaves rows and nothing else. */
async function forget(c: Context<App>, siteId: string): Promise<void> {
  try {
    await openLedger(c.env, c.get('edge').world).forget(siteId);
  } catch (error) {
    console.warn('ledger-not-forgotten', error instanceof Error ? error.message : 'unknown');
  }
}
