/**
 * The zone route: on a registered site's own host every request is for WordPress, and no route of ours exists there.
 */
import { canonicalHost } from '@dynamic-cache/contracts/cache-key';
import { isLoop, withLoopGuard } from '../cache/loop-guard.ts';
import { splitUrl } from '../middleware/signature-headers.ts';
import { relayProbe } from '../probe/relay-probe.ts';
import { unreachableResponse } from '../serve/answer.ts';
import type { Asked } from '../serve/asked.ts';
import { servePage } from '../serve/page.ts';
import { coloHit, memoryHit } from '../serve/plain-hit.ts';
import { plainVisit } from '../serve/plain-visit.ts';
import type { World } from '../world.ts';

/** The page, or null when the request is not for a registered site's host. */
export async function zone(asked: Asked): Promise<Response | null> {
  const plain = plainVisit(asked);
  const hit = plain === null ? null : (memoryHit(asked, plain) ?? (await coloHit(asked, plain)));
  if (hit !== null) return hit;
  const { request, edge, env, background } = asked;
  const { scheme, authority, target } = splitUrl(request.url);
  const kept = await edge.sites.byHost(canonicalHost(authority, scheme), env, background);
  if (kept.state === 'none') return isOurs(target) ? null : passUnknown(edge.world, request);
  const { site, proof } = kept.value;
  if (site === null) return null;
  const visit = { ...asked, site, proof, route: 'zone', target, prefix: '' } as const;
  return (await relayProbe(visit)) ?? servePage(visit);
}

function isOurs(target: string): boolean {
  return /^\/(api|plugin\/wp|edge\/cache)(\/|\?|$)/.test(target);
}

/** The directory cannot be read and never was. On a zone route the same address, fetched from here, is the site's. */
async function passUnknown(world: World, request: Request): Promise<Response> {
  if (isLoop(request.headers)) return unreachableResponse('no-view');
  const headers = withLoopGuard(new Headers(request.headers));
  return world
    .fetch(new Request(request, { headers, redirect: 'manual' }))
    .catch(() => unreachableResponse('no-view'));
}
