/** One visitor's request for a page of a registered site. */

import { variantValue } from '@dynamic-cache/contracts/cache-key';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { ProbedTiers } from '@dynamic-cache/contracts/edge-probe';
import { type Lookup, lookup, parseCookies } from '@dynamic-cache/contracts/lookup';
import { splitUrl } from '../middleware/signature-headers.ts';
import type { Stamped } from '../service/validity.ts';
import type { Site } from '../sites/site.ts';
import { unixTime } from '../world.ts';
import type { Asked } from './asked.ts';

/** Where a probe of a measurement looks (probe/answer-probe.ts). */
export interface ProbeSpace {
  /** Behind the canonical key string of a page. */
  field: string;
  tiers: ProbedTiers;
}

export interface Visit extends Asked {
  site: Site;
  /** By it the record of the site can be known to be true without reading it; not set where none was read by a host. */
  proof?: Stamped | null;
  /** `zone`: the site's own host. `edge-path`: the Worker's hostname, for anonymous pages only. */
  route: 'zone' | 'edge-path';
  /** Path and query at the site, the bytes as received. */
  target: string;
  /** What to put before a path of the site in `Location`; empty on a zone route. */
  prefix: string;
  /** Of a measurement: pages apart from those of visitors. */
  space?: ProbeSpace;
}

/** Names under which a site is visited. */
export function hostsOf(site: Site): string[] {
  const own = site.siteUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return site.config === null ? [own] : [site.config.canonical.host, ...site.config.aliases];
}

/** What the rules of the site make of a visit. */
export function decide(visit: Visit, config: EdgeConfig): Lookup {
  const { canonical, aliases, enabled, paused_until, rules } = config;
  const site = {
    site: String(config.blog_id),
    ...canonical,
    aliases,
    enabled,
    pausedUntil: paused_until,
    rules,
  };
  const request = visit.route === 'zone' ? asVisited(visit) : asAnonymous(visit, config);
  return lookup(request, site, unixTime(visit.edge.world));
}

/**
 * The cookies by which WordPress tells the variants of a page, for a fill: names that the owner chose, with values of
 * the closed list and no other. Empty when there are none.
 */
export function variantCookies({ route, request }: Visit, { rules }: EdgeConfig): string {
  if (route !== 'zone') return '';
  const cookies = parseCookies(request.headers.get('Cookie') ?? '');
  return Object.values(rules.variants)
    .flatMap((variant) => {
      const value = variantValue(variant, cookies);
      return variant === null || value === '' ? [] : [`${variant.cookie}=${value}`];
    })
    .join('; ');
}

function asVisited({ request, target }: Visit) {
  const headers: Record<string, string> = Object.fromEntries(request.headers);
  // A body without a length is not told by a header that the platform would leave in place.
  if (request.body !== null) headers['transfer-encoding'] ??= 'chunked';
  const { scheme, authority } = splitUrl(request.url);
  return { method: request.method, scheme, host: authority, target, headers };
}

/** On the Worker's hostname nobody is known: cookies and authorisation are not even looked at. */
function asAnonymous({ request, target }: Visit, { canonical }: EdgeConfig) {
  const userAgent = request.headers.get('User-Agent');
  const headers: Record<string, string> = userAgent === null ? {} : { 'user-agent': userAgent };
  return { method: request.method, ...canonical, target, headers };
}
