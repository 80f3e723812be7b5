/**
 * A visit of which it is certain at a glance that nothing but its URL decides the answer, at a site where a closer look
 * has come to a page before: a fresh copy in memory is given without parsing, rules and promises. Everything in doubt, and
 * everything that is no such copy, takes the long way (page.ts), which alone decides. The drop-in does the same
 * (plugin/src/Engine/PlainRequest.php).
 */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { MIN_SEQ_HEADER } from '@dynamic-cache/contracts/min-seq';
import { PROBE_HEADER } from '@dynamic-cache/contracts/probe';
import type { Entry } from '../cache/entry.ts';
import { judge } from '../cache/verdict.ts';
import { unixTime } from '../world.ts';
import { pageResponse } from './answer.ts';
import type { Asked } from './asked.ts';
import { durableNames } from './durable.ts';
import type { Visit } from './visit.ts';

/** Whoever sends one of these is looked at closely. */
const SPECIAL = [
  'Authorization',
  'Content-Length',
  'Transfer-Encoding',
  'X-HTTP-Method-Override',
  'X-HTTP-Method',
  'X-Method-Override',
  'If-None-Match',
  'If-Modified-Since',
  'CDN-Loop',
  MIN_SEQ_HEADER,
  PROBE_HEADER,
];

/** What is in the name of every private cookie (contracts/src/lookup.ts), and what could hide it (`%77p`). */
const DOUBTFUL_COOKIE = /(?:^|[;,])[^=;,]*(?:[%+]|sess|wordpress|wp|comment.author|woocommerce|edd)/i;

/** To be told of each visit that the rules let through to a look-up. */
export function rememberPlain(visit: Visit, config: EdgeConfig, key: string): void {
  const { edge, request, site, proof } = visit;
  if (
    proof == null ||
    visit.space !== undefined ||
    visit.route !== 'zone' ||
    !asksPlainly(request) ||
    !looksAtUrlAlone(config)
  )
    return;
  edge.plain.remember(request.url, { site, config, proof, key });
}

/** The page, when it is a fresh copy in memory and nothing is in doubt; else null. */
export function plainHit(asked: Asked): Response | null {
  const { edge, request, env } = asked;
  const known = edge.plain.peek(request.url);
  if (known === null || asked.isProbe === true || env.CACHE_ENABLED === 'false') return null;
  const { site, config, proof, key } = known;
  const began = edge.world.now();
  const now = unixTime(edge.world);
  if (!edge.service.isTrue(proof) || !asksPlainly(request)) return null;
  const view = edge.views.peek(site.id, config.view_max * 1000);
  const entry = view === null ? null : edge.memory.peek(key);
  if (view === null || entry === null || entry.site !== site.id || entry.revision !== config.revision)
    return null;
  if (judge(entry, view, now).use !== 'fresh' || !isWritten(asked, config, entry)) return null;
  edge.counters.searched(site.id, 'memory', { found: 'entry', entry }, began);
  const visit = { ...asked, site, proof, route: 'zone' as const, target: '', prefix: '' };
  const response = pageResponse(visit, entry, { how: 'hit', ttl: entry.expiresAt - now, reason: 'fresh' });
  edge.counters.answered({ site: site.id, route: 'zone', group: null }, response, began);
  return response;
}

function asksPlainly({ method, headers, body }: Request): boolean {
  if (method !== 'GET' || body !== null || SPECIAL.some((name) => headers.has(name))) return false;
  const cookies = headers.get('Cookie');
  return cookies === null || !DOUBTFUL_COOKIE.test(cookies);
}

/** No rule of the site asks for anything that differs between two plain visits of one URL. */
function looksAtUrlAlone({ enabled, strict, rules, personas, cache }: EdgeConfig): boolean {
  const { exclude, variants } = rules;
  const isOne = variants.device === null && variants.language === null && variants.currency === null;
  const isForAll = exclude.cookies.length === 0 && exclude.user_agents.length === 0 && personas.length === 0;
  return enabled && !strict && isOne && isForAll && cache.rollout === undefined;
}

/** A copy that a durable tier lacks is offered to it on the long way. */
function isWritten({ edge, env }: Asked, config: EdgeConfig, entry: Entry): boolean {
  return durableNames(env, config).every((name) => edge.written[name].has(entry));
}
