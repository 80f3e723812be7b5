/** All topics, in the order in which they are printed. */
import type { Topic } from '../case.ts';
import { CONDITIONAL_ETAG, CONDITIONAL_MODIFIED } from './conditions.ts';
import { AUTHORIZATION, PRAGMA, REQUEST, RESPONSE } from './directives.ts';
import { AGE, EXPIRES, FRESHNESS, HEURISTIC } from './freshness.ts';
import { EARLY, HEADERS, INVALIDATION, METHOD, OTHER, QUERY } from './messages.ts';
import { AGE_PARSE, CACHE_CONTROL_PARSE, EXPIRES_PARSE } from './parsing.ts';
import { PARTIAL } from './ranges.ts';
import { STALE } from './stale.ts';
import { STATUS } from './statuses.ts';
import { SURROGATE, TARGETED } from './targeted.ts';
import { HEAD_UPDATE, NOT_MODIFIED_UPDATE } from './updates.ts';
import { VARY, VARY_PARSE } from './variants.ts';

export const TOPICS: readonly Topic[] = [
  ['age', AGE],
  ['age parse', AGE_PARSE],
  ['authorization', AUTHORIZATION],
  ['cache-control freshness', FRESHNESS],
  ['cache-control parse', CACHE_CONTROL_PARSE],
  ['cache-control request', REQUEST],
  ['cache-control response', RESPONSE],
  ['cdn-cache-control', TARGETED],
  ['conditional etag', CONDITIONAL_ETAG],
  ['conditional last-modified', CONDITIONAL_MODIFIED],
  ['expires', EXPIRES],
  ['expires parse', EXPIRES_PARSE],
  ['headers stored', HEADERS],
  ['heuristic', HEURISTIC],
  ['interim', EARLY],
  ['invalidation', INVALIDATION],
  ['method', METHOD],
  ['other', OTHER],
  ['partial', PARTIAL],
  ['pragma', PRAGMA],
  ['query', QUERY],
  ['stale', STALE],
  ['status', STATUS],
  ['surrogate', SURROGATE],
  ['update by 304', NOT_MODIFIED_UPDATE],
  ['update by HEAD', HEAD_UPDATE],
  ['vary', VARY],
  ['vary parse', VARY_PARSE],
];
