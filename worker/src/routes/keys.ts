/** `POST /api/plugin/key` and `/api/plugin/key/retire`: a site gets another key, then gives up the former one. */
import { KeyRequest, NewKeyAnswer, RetiredAnswer } from '@dynamic-cache/contracts/registration';
import type { Context } from 'hono';
import type { App } from '../context.ts';
import { audit } from '../control/audit.ts';
import { behind } from '../control/behind.ts';
import { mutateOnce } from '../control/mutation.ts';
import { ApiFailure } from '../failure.ts';
import { parseAs, parseJson } from '../json-body.ts';
import { makeKey } from '../sites/new-key.ts';
import { RegisteredSites } from '../sites/registered-sites.ts';
import { SiteKeys } from '../sites/site-keys.ts';
import { unixTime } from '../world.ts';

/** Seconds for which a former key counts: other processes of the site may still sign with it. */
const OVERLAP = 300;

const NO_STORE = { 'Cache-Control': 'no-store' };

export async function newKey(c: Context<App>): Promise<Response> {
  const siteId = await ownSite(c);
  const signed = c.get('signed');
  const { CONTROL } = c.env;
  const { world } = c.get('edge');
  const at = unixTime(world);
  const key = makeKey(world);
  const detail = { kid: key.kid };
  const answer = await mutateOnce(CONTROL, world, signed, {
    effect: (guard) => [
      ...new SiteKeys(CONTROL).add({ siteId, signer: signed.kid, key, at })(guard),
      audit(CONTROL, { at, siteId, kid: signed.kid, action: 'key.new', detail }, guard),
    ],
    answer: { ok: true, ...key } as const,
    schema: NewKeyAnswer,
  });
  await announce(c, siteId);
  return c.json(answer, 200, NO_STORE);
}

export async function retireKeys(c: Context<App>): Promise<Response> {
  const siteId = await ownSite(c);
  const signed = c.get('signed');
  const { CONTROL } = c.env;
  const { world } = c.get('edge');
  const at = unixTime(world);
  const until = at + OVERLAP;
  const answer = await mutateOnce(CONTROL, world, signed, {
    effect: (guard) => [
      ...new SiteKeys(CONTROL).keepOnly({ siteId, signer: signed.kid, until })(guard),
      audit(CONTROL, { at, siteId, kid: signed.kid, action: 'key.retire', detail: { until } }, guard),
    ],
    answer: { ok: true, until } as const,
    schema: RetiredAnswer,
  });
  await announce(c, siteId);
  return c.json(answer, 200, NO_STORE);
}

/** The signer's own site; a key that has been given up must not take the line back. */
async function ownSite(c: Context<App>): Promise<string> {
  const signed = c.get('signed');
  const { site_id } = parseAs(KeyRequest, parseJson(signed.body));
  const isEnding = await new SiteKeys(c.env.CONTROL).isEnding(signed.kid);
  if (site_id !== signed.siteId || isEnding) throw new ApiFailure('not_authorised_for_site');
  return site_id;
}

async function announce(c: Context<App>, siteId: string): Promise<void> {
  const hosts = await new RegisteredSites(c.env.CONTROL).hostsOf(siteId);
  await c.get('edge').sites.changed(siteId, hosts, c.env, behind(c));
}
