/** The management API as a table. */
import * as api from '@dynamic-cache/contracts/cache-api';
import { PurgeAccepted, PurgeRequest } from '@dynamic-cache/contracts/purge';
import { health } from '../health.ts';
import { purge } from '../purge.ts';
import type { ApiRoute } from '../route.ts';
import { diagnostics } from './diagnostics.ts';
import { invalidate, reset } from './invalidate.ts';
import { keys } from './keys.ts';
import { benchmark, test } from './measure.ts';
import { insights, metrics } from './metrics.ts';
import { optimize, warm } from './warm.ts';

export const MANAGEMENT: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/api/cache/health',
    summary: 'Whether the databases answer; the only route without a signature',
    handler: health,
    answer: api.HealthAnswer,
    signedBy: 'nobody',
  },
  {
    method: 'GET',
    path: '/api/cache/metrics',
    summary: 'Figures per route and tier, percentiles and the health score',
    handler: metrics,
    query: api.MetricsQuery,
    answer: api.MetricsAnswer,
  },
  {
    method: 'GET',
    path: '/api/cache/insights',
    summary: 'What the figures mean: finding, cause and remedy',
    handler: insights,
    query: api.MetricsQuery,
    answer: api.InsightsAnswer,
  },
  {
    method: 'GET',
    path: '/api/cache/diagnostics',
    summary: 'Every part that a page depends on, looked at now',
    handler: diagnostics,
    answer: api.DiagnosticsAnswer,
  },
  {
    method: 'GET',
    path: '/api/cache/keys',
    summary: 'What lies in the memory of the isolate that answers',
    handler: keys,
    query: api.KeysQuery,
    answer: api.KeysAnswer,
  },
  {
    method: 'GET',
    path: '/api/cache/test/:path{.*}',
    summary: 'One page, first and warm, and what each tier has of it',
    handler: test,
    query: api.TestQuery,
    answer: api.TestAnswer,
  },
  {
    method: 'POST',
    path: '/api/cache/purge',
    summary: 'Pages become untrue: by tag, address, prefix, or all',
    handler: purge,
    body: PurgeRequest,
    answer: PurgeAccepted,
  },
  {
    method: 'POST',
    path: '/api/cache/invalidate',
    summary: 'The Worker’s own data of the site becomes untrue: by pattern or event',
    handler: invalidate,
    body: api.InvalidateRequest,
    answer: PurgeAccepted,
  },
  {
    method: 'POST',
    path: '/api/cache/warm',
    summary: 'Asks for pages behind the answer, once or again and again',
    handler: warm,
    body: api.WarmRequest,
    answer: api.WarmAccepted,
    status: 202,
  },
  {
    method: 'POST',
    path: '/api/cache/optimize',
    summary: 'Frees what is of no use, and suggests what would help',
    handler: optimize,
    body: api.OptimizeRequest,
    answer: api.OptimizeAnswer,
  },
  {
    method: 'POST',
    path: '/api/cache/reset',
    summary: 'Pages, own data and figures of the site, or those that are chosen',
    handler: reset,
    body: api.ResetRequest,
    answer: api.ResetAnswer,
  },
  {
    method: 'POST',
    path: '/api/cache/benchmark',
    summary: 'Asks the chain for pages many times, within bounds',
    handler: benchmark,
    body: api.BenchmarkRequest,
    answer: api.BenchmarkAnswer,
  },
];
