/** The way of a page request: rules, view, stored copies, WordPress. A fault of ours costs a miss, never an error page. */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { isLoop } from '../cache/loop-guard.ts';
import { asksOf } from '../cache/request-directives.ts';
import { openLedger } from '../ledger/open.ts';
import { drawn } from '../rollout/draw.ts';
import { OriginUnreachable } from '../tiers/origin.ts';
import { unixTime } from '../world.ts';
import { notStoredResponse, pageResponse, unreachableResponse } from './answer.ts';
import { counted } from './counted.ts';
import { durableTiers } from './durable.ts';
import { fillPage, type Missing, refresh } from './fill.ts';
import { isSeen } from './min-seq.ts';
import { serveInOutage } from './outage.ts';
import { passThrough } from './pass-through.ts';
import { rememberPlain } from './plain-visit.ts';
import { currentView, findStored, type Page } from './stored.ts';
import { decide, type Visit } from './visit.ts';

export function servePage(asked: Visit): Promise<Response> {
  const { visit, group } = drawn(asked);
  return counted(visit, { site: visit.site.id, route: visit.route, group }, () => answer(visit));
}

async function answer(visit: Visit): Promise<Response> {
  if (isLoop(visit.request.headers)) return unreachableResponse('host');
  try {
    return await serve(visit);
  } catch (error) {
    if (error instanceof OriginUnreachable) return unreachableResponse('cold');
    console.error('serving-failed', error instanceof Error ? error.stack : 'unknown');
    return passThrough(visit, 'store-error').catch(() => unreachableResponse('cold'));
  }
}

async function serve(visit: Visit): Promise<Response> {
  const { config, understood } = visit.site;
  if (config === null || !understood || visit.env.CACHE_ENABLED === 'false') {
    return passThrough(visit, 'disabled');
  }
  const decision = decide(visit, config);
  if (decision.action === 'bypass') return passThrough(visit, decision.reason);
  const { canonical, path, query, ignored } = decision;
  const { keys } = visit.edge;
  const name = canonical + (visit.space?.field ?? '');
  const key = keys.peek(name) ?? (await keys.keyOf(name));
  rememberPlain(visit, config, key);
  return lookUp(pageOf(visit, config, { key, path, query }, ignored));
}

/** Everything that a look-up of this page needs. */
export function pageOf(
  visit: Visit,
  config: EdgeConfig,
  wanted: Page['wanted'],
  ignored: Page['ignored'],
): Page {
  const { world, memory, colo } = visit.edge;
  const megabytes = Number(visit.env.CACHE_MAX_MEMORY_SIZE ?? '');
  if (megabytes > 0) memory.resize(megabytes * 1024 * 1024);
  const ledger = openLedger(visit.env, world);
  const durable = durableTiers(visit, config);
  const page = { visit, config, wanted, ignored, ledger };
  return visit.space?.tiers === 'r2'
    ? { ...page, tiers: [], durable: durable.filter(({ name }) => name === 'r2') }
    : { ...page, tiers: [memory, colo], durable };
}

async function lookUp(page: Page): Promise<Response> {
  const { visit, config } = page;
  const { views, world } = visit.edge;
  if (config.strict) views.outdate(visit.site.id);
  const kept = await currentView(page);
  // Without a view nothing is known of purges: no hit, no store.
  if (kept.state === 'none') return passThrough(visit, 'no-view');
  if (!(await isSeen(page, kept))) return passThrough(visit, 'no-view');
  if (kept.state === 'lost') return serveInOutage(page, kept.value);
  if (config.strict && !kept.confirmed) return passThrough(visit, 'no-view');
  const stored = await findStored(page);
  const isStoredOnly = wantsStoredOnly(visit);
  if (stored.copy === null) {
    return isStoredOnly ? notStoredResponse(stored.why) : fetchNow(page, stored);
  }
  const { copy, use } = stored;
  if (use === 'stale' && !isStoredOnly) refresh(page, kept.value);
  const ttl = copy.expiresAt - unixTime(world);
  if (use === 'stale') return pageResponse(visit, copy, { how: 'stale', ttl: 0, reason: 'grace' });
  return pageResponse(visit, copy, { how: 'hit', ttl, reason: 'fresh' });
}

/**
 * `only-if-cached` (RFC 9111 section 5.2.1.7): the plugin asks what is here without making WordPress render it. On the
 * Worker's own hostname alone: what visitors of the site send changes nothing there. A measurement of R2 asks likewise.
 */
function wantsStoredOnly({ route, request, space }: Visit): boolean {
  if (space?.tiers === 'r2') return true;
  return route === 'edge-path' && asksOf(request.headers).onlyIfCached;
}

/** The view is taken anew: what was read meanwhile may have begun another epoch. */
async function fetchNow(page: Page, missing: Missing): Promise<Response> {
  const kept = await currentView(page);
  return kept.state === 'known' ? fillPage(page, kept.value, missing) : passThrough(page.visit, 'no-view');
}
