/**
 * The site measures what its visitors get here (contracts/src/edge-probe.ts): answered by the way of a visit of its own
 * host, with the strategy that is measured, in a space of keys that no visitor's key leads to. Nothing of it is counted.
 */
import type { HmacKey } from '@dynamic-cache/contracts/canonical';
import {
  EDGE_PROBE_HEADER,
  type EdgeProbe,
  parseEdgeProbe,
  spaceField,
  verifyEdgeProbe,
} from '@dynamic-cache/contracts/edge-probe';
import { PROBED_HEADER, signProbed } from '@dynamic-cache/contracts/probe';
import type { EdgePath } from '../cache/edge-path.ts';
import type { Asked } from '../serve/asked.ts';
import { servePage } from '../serve/page.ts';
import { decide, type Visit } from '../serve/visit.ts';
import type { Site } from '../sites/site.ts';
import { unixTime } from '../world.ts';
import { ProbedOrigin } from './probed-origin.ts';

interface Genuine {
  probe: EdgeProbe;
  key: HmacKey;
}

/** Null when the request is no genuine probe of the site: an ordinary visit then. */
export async function answerProbe(asked: Asked, site: Site, path: EdgePath): Promise<Response | null> {
  const genuine = await genuineProbe(asked, site, path);
  if (genuine === null) return null;
  const { probe, key } = genuine;
  const origin = new ProbedOrigin(asked.edge.world, key, probe);
  const visit = visitOf(asked, measured(site, probe), path, genuine);
  const served = await servePage({ ...visit, edge: { ...asked.edge, world: origin.world() } });
  const response = new Response(served.body, served);
  response.headers.set('Cache-Control', 'private, no-store');
  if (!origin.isProven) return response;
  const { wall, cpu, queries } = origin.figures;
  const fields = { nonce: probe.nonce, key: await visitorsKey(visit), wall, cpu, queries };
  response.headers.set(PROBED_HEADER, await signProbed(key, fields));
  return response;
}

async function genuineProbe({ request, edge }: Asked, site: Site, path: EdgePath): Promise<Genuine | null> {
  const header = request.headers.get(EDGE_PROBE_HEADER);
  const probe = header === null || path.host === null ? null : parseEdgeProbe(header);
  const keys = site.keys.find(({ kid }) => kid === probe?.kid);
  if (probe === null || keys === undefined || path.host === null) return null;
  const asked = { host: path.host, target: path.target };
  const isGenuine = await verifyEdgeProbe(keys.probe, probe, asked, unixTime(edge.world));
  return isGenuine ? { probe, key: keys.probe } : null;
}

/** The site with the strategy that is measured, for whoever a rollout would draw. */
function measured(site: Site, { strategy }: EdgeProbe): Site {
  if (site.config === null) return site;
  const { rollout: _, ...cache } = site.config.cache;
  return { ...site, config: { ...site.config, strategy, cache } };
}

function visitOf(asked: Asked, site: Site, { host, target }: EdgePath, { probe }: Genuine): Visit {
  const headers = new Headers(asked.request.headers);
  for (const name of [EDGE_PROBE_HEADER, 'Host']) headers.delete(name);
  const scheme = site.config?.canonical.scheme ?? 'https';
  return {
    ...asked,
    request: new Request(`${scheme}://${host}${target}`, {
      method: asked.request.method,
      headers,
      redirect: 'manual',
    }),
    site,
    isProbe: true,
    space: { field: spaceField(probe), tiers: probe.tiers },
    route: 'zone',
    target,
    prefix: '',
  };
}

/** Key of the page as a visitor has it; `-` where the request passes the cache by. */
async function visitorsKey(visit: Visit): Promise<string> {
  const { config } = visit.site;
  const decision = config === null ? null : decide(visit, config);
  return decision?.action === 'lookup' ? visit.edge.keys.keyOf(decision.canonical) : '-';
}
