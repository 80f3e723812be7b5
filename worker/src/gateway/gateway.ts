/**
 * General mode: a shared cache before any HTTP origin, by the rules of HTTP alone (`MARKER=off`, `ORIGIN`). A fault of
 * ours costs a fetch, never an error page.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import { SIGNATURE_HEADERS } from '@dynamic-cache/contracts/signature';
import { isForOrigin } from '../cache/conditional.ts';
import { type Decision, decide } from '../cache/decide.ts';
import type { Entry } from '../cache/entry.ts';
import { isLoop } from '../cache/loop-guard.ts';
import { splitUrl } from '../middleware/signature-headers.ts';
import { unreachableResponse } from '../serve/answer.ts';
import type { Asked } from '../serve/asked.ts';
import { counted } from '../serve/counted.ts';
import { isSeen } from '../serve/min-seq.ts';
import { currentView } from '../serve/stored.ts';
import { unixTime } from '../world.ts';
import { keepAnswerToPost, settledSince } from './answer-to-post.ts';
import { type Exchange, LOCAL_SITE, openExchange, ownFields } from './exchange.ts';
import { fetchAsIs } from './fetch.ts';
import { dated } from './forward.ts';
import { answerMiss, refreshBehind } from './miss.ts';
import { afterHead, afterUnsafe } from './other-methods.ts';
import { gatewayTimeout, passOn, respond } from './respond.ts';
import { type Selected, select } from './stored-variants.ts';

/** Ours in general mode: the management API, for who signs; a purge and the health. Everything else is the origin's. */
function isOurs({ method, headers }: Request, target: string): boolean {
  return (
    ((target.startsWith('/api/cache/') || target === '/openapi.json') &&
      headers.has(SIGNATURE_HEADERS.signature)) ||
    (method === 'POST' && target === '/api/cache/purge') ||
    (method === 'GET' && target === '/api/cache/health')
  );
}

/** The answer, or null when this Worker is none that runs before any origin. */
export async function gateway(asked: Asked): Promise<Response | null> {
  const { env, request, edge, background } = asked;
  if (env.MARKER !== 'off' || env.ORIGIN === undefined) return null;
  if (isOurs(request, splitUrl(request.url).target)) return null;
  if (isLoop(request.headers)) return unreachableResponse('host');
  const kept = await edge.sites.byId(LOCAL_SITE, env, background);
  const site = kept.state === 'none' ? null : kept.value.site;
  const exchange = site === null ? null : await openExchange(asked, site, env.ORIGIN);
  if (exchange === null) return passBlindly(asked, env.ORIGIN);
  return counted(asked, { site: LOCAL_SITE, route: 'general', group: null }, () => answerOrPass(exchange));
}

async function answerOrPass(exchange: Exchange): Promise<Response> {
  try {
    return await answer(exchange);
  } catch (error) {
    console.error('serving-failed', error instanceof Error ? error.stack : 'unknown');
    return pass(exchange, 'store-error');
  }
}

/** Neither configuration nor ledger can be read, and never were: the origin answers everybody. */
async function passBlindly({ request, edge }: Asked, origin: string): Promise<Response> {
  const { method, headers } = request;
  const body = method === 'GET' || method === 'HEAD' ? null : request.body;
  const address = origin + splitUrl(request.url).target;
  const init = { method, headers: ownFields(headers), body, redirect: 'manual' } as const;
  try {
    const response = dated(await edge.world.fetch(new Request(address, init)), edge.world.now());
    return passOn(method, response, { how: 'bypass', status: response.status, reason: 'no-view' });
  } catch {
    return unreachableResponse('no-view');
  }
}

async function answer(exchange: Exchange): Promise<Response> {
  const { visit, asks } = exchange;
  const { request, env } = visit;
  const { method } = request;
  if (env.CACHE_ENABLED === 'false') return pass(exchange, 'disabled');
  if (method !== 'GET' && method !== 'HEAD') return pass(exchange, 'method');
  if (isForOrigin(request.headers)) return pass(exchange, 'excluded');
  const view = await currentView(exchange.page);
  // Without a view nothing is known of purges: no hit, no store.
  if (view.state !== 'known') return pass(exchange, view.state === 'lost' ? 'ledger-down' : 'no-view');
  if (!(await isSeen(exchange.page, view))) return pass(exchange, 'no-view');
  const selected = await select(exchange);
  const now = unixTime(visit.edge.world);
  const candidate = selected.entry;
  const decision = decide({ asks, candidate, softlyPurged: selected.softlyPurged, now });
  const shown = candidate === null ? null : show(exchange, candidate, decision);
  if (shown !== null) return shown;
  if (decision.action === 'give-up') return gatewayTimeout('miss', selected.why);
  if (method === 'HEAD') return pass(exchange, 'method', candidate);
  return answerMiss(exchange, selected, {
    candidate,
    view: view.value,
    fwd: forwarded(decision, selected),
    why: selected.why,
  });
}

function show(exchange: Exchange, entry: Entry, decision: Decision): Response | null {
  const ttl = entry.expiresAt - unixTime(exchange.visit.edge.world);
  if (decision.action === 'serve-and-refresh') {
    refreshBehind(exchange, entry);
    return respond(exchange, entry, { how: 'stale', ttl, reason: 'grace' });
  }
  if (decision.action !== 'serve') return null;
  const isFresh = decision.how === 'fresh';
  return respond(exchange, entry, {
    how: isFresh ? 'hit' : 'stale',
    ttl,
    reason: isFresh ? 'fresh' : 'grace',
  });
}

function forwarded(decision: Decision, selected: Selected) {
  if (decision.action === 'validate') return decision.fwd;
  if (selected.isOtherVariant) return 'vary-miss';
  return selected.why === 'purged' || selected.why === 'expired' ? 'stale' : 'uri-miss';
}

/** The client's own request, and the origin's answer to it. */
export async function pass(
  exchange: Exchange,
  reason: Reason,
  stored: Entry | null = null,
): Promise<Response> {
  const { method } = exchange.visit.request;
  // Read before the origin is asked, like that of every fill.
  const before = method === 'POST' ? await currentView(exchange.page) : null;
  const answered = await fetchAsIs(exchange);
  if (answered === null)
    return stored?.stale.unreachable === 0 ? gatewayTimeout('miss', reason) : unreachableResponse(reason);
  if (method === 'HEAD' && stored !== null) await afterHead(exchange, stored, answered);
  const isWatched = reason === 'method' && before?.state === 'known';
  const settled = isWatched ? await settledSince(exchange, answered, before.value) : null;
  const after = method === 'HEAD' ? null : await afterUnsafe(exchange, method, answered);
  const fwd = reason === 'method' && method !== 'HEAD' ? 'method' : 'bypass';
  const around = settled === null || after === null ? null : { settled, after };
  const response = keepAnswerToPost(exchange, answered, around);
  return passOn(method, response, { how: 'bypass', status: answered.status, reason, fwd });
}
