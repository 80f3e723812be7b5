/** `PUT /api/plugin/config`: what the edge must know of a site. */
import { CONTRACT_VERSION, EdgeConfig, EdgeConfigAccepted, SiteId } from '@dynamic-cache/contracts/config';
import type { Context } from 'hono';
import { z } from 'zod';
import { StrategyProfiles } from '../benchmark/profiles.ts';
import type { App } from '../context.ts';
import { audit } from '../control/audit.ts';
import { behind } from '../control/behind.ts';
import { mutateOnce } from '../control/mutation.ts';
import { ApiFailure } from '../failure.ts';
import { parseAs, parseJson } from '../json-body.ts';
import { withKeptOptions } from '../sites/kept-options.ts';
import { type Registered, RegisteredSites } from '../sites/registered-sites.ts';
import { parseConfig } from '../sites/site.ts';
import { unixTime } from '../world.ts';

/** Looked at first: a message of another contract may have any other form. */
const Envelope = z.looseObject({ site_id: SiteId, contract: z.int() });

export async function putConfig(c: Context<App>): Promise<Response> {
  const signed = c.get('signed');
  const { world } = c.get('edge');
  const body = parseJson(signed.body);
  const envelope = parseAs(Envelope, body);
  if (envelope.site_id !== signed.siteId) throw new ApiFailure('not_authorised_for_site');
  if (envelope.contract !== CONTRACT_VERSION) return refuseContract(c, envelope.contract);
  const registered = new RegisteredSites(c.env.CONTROL);
  const site = await registered.byId(envelope.site_id);
  if (site === null) throw new ApiFailure('site_not_found');
  const config = parseAs(EdgeConfig, withKeptOptions(body, parseConfig(site.config)));
  if (site.config_at > signed.timestamp) throw new ApiFailure('stale_revision');
  const hosts = await ownHosts(registered, site, config);
  const answer: EdgeConfigAccepted = { ok: true, contract: CONTRACT_VERSION, revision: config.revision };
  const configure = registered.configure(
    { id: config.site_id, hosts },
    JSON.stringify(config),
    signed.timestamp,
  );
  const override = new StrategyProfiles(c.env.CONTROL).overrideBy(config, signed.timestamp);
  const entry = {
    at: unixTime(world),
    siteId: signed.siteId,
    kid: signed.kid,
    action: 'site.config',
    detail: { revision: config.revision },
  };
  const accepted = await mutateOnce(c.env.CONTROL, world, signed, {
    effect: (guard) => [...override(guard), ...configure(guard), audit(c.env.CONTROL, entry, guard)],
    answer,
    schema: EdgeConfigAccepted,
  });
  await c.get('edge').sites.changed(config.site_id, hosts, c.env, behind(c));
  return c.json(accepted, 200, { 'Cache-Control': 'no-store' });
}

/**
 * Says both versions, and remembers that the two do not understand each other: what is stored may not mean any more what
 * it meant, so the site's pages pass through until one of the sides was updated and says so.
 */
async function refuseContract(c: Context<App>, contract: number): Promise<never> {
  const signed = c.get('signed');
  const { world, sites } = c.get('edge');
  const { CONTROL } = c.env;
  const siteId = signed.siteId ?? '';
  const speakOther = new RegisteredSites(CONTROL).speakOther(siteId, contract, signed.timestamp);
  const detail = { site: contract, worker: CONTRACT_VERSION };
  const entry = { at: unixTime(world), siteId, kid: signed.kid, action: 'site.contract', detail };
  await mutateOnce(CONTROL, world, signed, {
    effect: (guard) => [...speakOther(guard), audit(CONTROL, entry, guard)],
    answer: detail,
    schema: z.strictObject({ site: z.int(), worker: z.int() }),
  });
  const hosts = await new RegisteredSites(CONTROL).hostsOf(siteId);
  await sites.changed(siteId, hosts, c.env, behind(c));
  throw new ApiFailure('contract_mismatch', [
    { path: 'contract', message: `the site speaks ${contract}, this Worker speaks ${CONTRACT_VERSION}` },
  ]);
}

/** The hosts of a configuration, all of them this site's to claim. */
async function ownHosts(
  registered: RegisteredSites,
  site: Registered,
  config: EdgeConfig,
): Promise<string[]> {
  const { canonical, aliases } = config;
  // The challenge proved control of this host and of no other.
  if (site.site_url.split('/')[2] !== canonical.host) {
    throw new ApiFailure('not_authorised_for_site', [
      { path: 'canonical.host', message: 'not the registered host' },
    ]);
  }
  const hosts = [...new Set([canonical.host, ...aliases])];
  const [taken] = await registered.hostsOfOthers(config.site_id, hosts);
  if (taken !== undefined) {
    throw new ApiFailure('not_authorised_for_site', [
      { path: 'aliases', message: `${taken} is another site's` },
    ]);
  }
  return hosts;
}
