/** A request that is none of the cache's business, handed to WordPress. */

import type { Reason } from '@dynamic-cache/contracts/reason';
import { withLoopGuard } from '../cache/loop-guard.ts';
import { stripOurs } from '../cache/response-headers.ts';
import { splitUrl } from '../middleware/signature-headers.ts';
import { originOf } from '../sites/site.ts';
import { OriginUnreachable } from '../tiers/origin.ts';
import { withPassword } from '../tiers/password.ts';
import { originResponse } from './answer.ts';
import type { Visit } from './visit.ts';

/** What an anonymous visitor of the Worker's hostname may say to the origin. */
const ANONYMOUS = ['Accept', 'Accept-Language', 'User-Agent', 'Range', 'If-None-Match', 'If-Modified-Since'];

/** The origin's answer to the visitor's own request; on the Worker's hostname to an anonymous one. */
export async function passThrough(visit: Visit, reason: Reason): Promise<Response> {
  const request = visit.route === 'zone' ? ownRequest(visit) : anonymousRequest(visit);
  const response = await ask(visit, request);
  return originResponse(visit, response, { how: 'bypass', status: response.status, reason });
}

/** The visitor's own request handed on, and the answer to it with nothing of ours in it. */
export function passOn(visit: Visit): Promise<Response> {
  return ask(visit, ownRequest(visit));
}

async function ask({ edge }: Visit, request: Request): Promise<Response> {
  try {
    return await edge.world.fetch(request);
  } catch (error) {
    throw new OriginUnreachable(error instanceof Error ? error.message : 'unknown');
  }
}

function ownRequest(visit: Visit): Request {
  const { request, target } = visit;
  const headers = new Headers(request.headers);
  // Only we may ask for a fill; what a visitor wrote in our name is not passed on.
  stripOurs(headers);
  const bodiless = request.method === 'GET' || request.method === 'HEAD';
  if (bodiless) for (const name of ['Content-Length', 'Transfer-Encoding']) headers.delete(name);
  return new Request(baseFor(visit) + target, {
    method: request.method,
    headers: withPassword(withLoopGuard(headers), visit.site.config?.basic_auth),
    body: bodiless ? null : request.body,
    redirect: 'manual',
  });
}

/** WordPress redirects from an alias by itself, so the host that the visitor used is kept where it leads there. */
function baseFor({ request, site }: Visit): string {
  const origin = originOf(site);
  const canonical =
    site.config === null ? origin : `${site.config.canonical.scheme}://${site.config.canonical.host}`;
  if (origin !== canonical) return origin;
  const { scheme, authority } = splitUrl(request.url);
  return `${scheme}://${authority}`;
}

function anonymousRequest({ request, site, target }: Visit): Request {
  const headers = new Headers();
  for (const name of ANONYMOUS) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
  return new Request(originOf(site) + target, {
    method,
    headers: withPassword(withLoopGuard(headers), site.config?.basic_auth),
    redirect: 'manual',
  });
}
