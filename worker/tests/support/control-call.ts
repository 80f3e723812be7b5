/** Calls of the routes below `/plugin/wp`, as the public client makes them. */
import type { Candidate, Metrics } from '@dynamic-cache/contracts/benchmark';
import type { Gates } from '@dynamic-cache/contracts/scoring/gates';
import { expect } from 'vitest';
import type { z } from 'zod';
import { requestOf, type Signing } from './signed-request.ts';
import type { Answer, Stand } from './stand.ts';

export const METRICS: Metrics = {
  p50_latency_ms: 120,
  p95_latency_ms: 260,
  p99_latency_ms: 420,
  origin_cpu_pct: 42,
  origin_query_count: 34,
  edge_hit_ratio: 0.88,
  r2_hit_ratio: 0.44,
  purge_mttr_ms: 380,
};
export const GATES: Gates = {
  digest_mismatch: false,
  personalized_cache_leak: false,
  purge_within_window: true,
  cache_key_collision: false,
};

export function candidate(changes: Partial<Candidate> = {}): Candidate {
  return { strategy: 'edge-balanced', ttl_seconds: 300, metrics: METRICS, gates: GATES, ...changes };
}

export function benchmarkBody(siteId: string, candidates: unknown[] = [candidate()]) {
  return { site_id: siteId, site_url: 'https://shop.test', vps_fingerprint: 'vps-1', candidates };
}

export interface Caller {
  stand: Stand;
  signing: Partial<Signing>;
  capability: string | null;
}

/** Somebody who holds the shared secret, for a site that is not registered. */
export function sharedCaller(stand: Stand, pluginId = 'sandbox-1'): Caller {
  const { WP_PLUGIN_SHARED_SECRET = '', CAP_TOKEN_SANDBOX_WRITE = '' } = stand.env;
  return {
    stand,
    signing: { key: { shared: WP_PLUGIN_SHARED_SECRET }, pluginId },
    capability: CAP_TOKEN_SANDBOX_WRITE,
  };
}

/** The plugin of the registered site. */
export function siteCaller(stand: Stand): Caller {
  return { stand, signing: { pluginId: stand.siteId }, capability: stand.env.CAP_TOKEN_SANDBOX_WRITE ?? '' };
}

/** Sends a call; `path` below `/plugin/wp/`. */
export async function call(
  { stand, signing, capability }: Caller,
  path: string,
  body?: unknown,
  more: Partial<Signing> = {},
): Promise<Answer> {
  const method = body === undefined ? 'GET' : 'POST';
  const prepared = await stand.prepare(method, `/plugin/wp/${path}`, body, { ...signing, ...more });
  if (capability !== null) prepared.headers['X-Capability-Token'] = capability;
  return stand.send(requestOf(prepared));
}

/** A call that has to succeed; its answer in the form of the schema. */
export async function done<T>(caller: Caller, path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const answer = await call(caller, path, body);
  expect([answer.status, answer.text]).toEqual([expect.toBeOneOf([200, 201]), expect.any(String)]);
  return schema.parse(JSON.parse(answer.text));
}

/** How many rows the tables of the control plane have, all together. */
export async function rowsOf(stand: Stand): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    counts[table] = (await stand.env.CONTROL.prepare(`SELECT count(*) AS n FROM ${table}`).first('n')) ?? -1;
  }
  return counts;
}

const TABLES = [
  'strategy_profiles',
  'sandbox_requests',
  'sandbox_votes',
  'sandbox_allocations',
  'sandbox_conflicts',
  'loadtest_samples',
  'tester_keys',
  'idempotency',
  'audit_log',
];
