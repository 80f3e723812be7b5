/**
 * A visit of which it is certain at a glance that nothing but its URL decides the answer, at a site where a closer look
 * has come to a page before: a fresh copy is given without parsing and rules (plain-hit.ts). Everything in doubt takes the
 * long way (page.ts), which alone decides. The drop-in does the same (plugin/src/Engine/PlainRequest.php).
 */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { MIN_SEQ_HEADER } from '@dynamic-cache/contracts/min-seq';
import { PROBE_HEADER } from '@dynamic-cache/contracts/probe';
import type { Asked } from './asked.ts';
import type { Known } from './plain-visits.ts';
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

/** What is known of such a visit; null when there is any doubt. */
export function plainVisit(asked: Asked): Known | null {
  const { edge, request, env } = asked;
  const known = edge.plain.peek(request.url);
  if (known === null || asked.isProbe === true || env.CACHE_ENABLED === 'false') return null;
  return edge.service.isTrue(known.proof) && asksPlainly(request) ? known : null;
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
