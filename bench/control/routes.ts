/** Each route below `/plugin/wp`, called again and again as it is used: requests are made, voted on, claimed, released. */
import { QueuedRequest, SandboxClaimed } from '@dynamic-cache/contracts/sandbox';
import { ConflictTold } from '@dynamic-cache/contracts/sandbox-conflicts';
import { z } from 'zod';
import { call, type Timed } from './client.ts';

export const SITE = 'site-of-the-benchmark';
const PAGES = 500;
const STRATEGIES = ['origin-disk', 'object-cache', 'edge-balanced', 'edge-r2'];

const GATES = {
  digest_mismatch: false,
  personalized_cache_leak: false,
  purge_within_window: true,
  cache_key_collision: false,
};
const metrics = (turn: number) => ({
  p50_latency_ms: 40 + (turn % 97),
  p95_latency_ms: 80 + (turn % 389),
  p99_latency_ms: 120 + (turn % 701),
  origin_cpu_pct: 10 + (turn % 31),
  origin_query_count: 20 + (turn % 53),
  edge_hit_ratio: (turn % 101) / 100,
  r2_hit_ratio: (turn % 67) / 100,
  purge_mttr_ms: 50 + (turn % 211),
});

const reportOf = (turn: number, pages: number) => ({
  site_id: SITE,
  worker_id: `worker-${turn % 7}`,
  strategy: STRATEGIES[turn % STRATEGIES.length],
  page_tests: Array.from({ length: pages }, (_, page) => ({
    page_path: `/page-${page}/`,
    metrics: metrics(turn * PAGES + page),
    gates: { ...GATES, digest_mismatch: (turn + page) % 50 === 0 },
  })),
});

/** Stores that many samples, by the route that testers use. */
export async function store(edge: string, samples: number): Promise<void> {
  for (let turn = 0; turn * PAGES < samples; turn++) {
    const { status, text } = await call(edge, 'loadtests/report', reportOf(turn, PAGES));
    if (status !== 201) throw new Error(text);
  }
}

export interface RouteTimes {
  route: string;
  times: number[];
}

/** Times of each route, `rounds` calls of each. */
export async function timeRoutes(edge: string, rounds: number): Promise<RouteTimes[]> {
  const measured = new Map<string, number[]>();
  const timed = async (route: string, body: object | null): Promise<Timed> => {
    const answer = await call(edge, route, body);
    if (answer.status >= 400) throw new Error(`${route}: ${answer.text}`);
    const name = `${body === null ? 'GET' : 'POST'} ${route.replace(/\?.*/, '')}`;
    measured.set(name, [...(measured.get(name) ?? []), answer.ms]);
    return answer;
  };
  for (let round = 0; round < rounds; round++) await useEach(timed, round);
  return [...measured].map(([route, times]) => ({ route, times }));
}

async function useEach(
  timed: (route: string, body: object | null) => Promise<Timed>,
  round: number,
): Promise<void> {
  const candidates = STRATEGIES.map((strategy, i) => ({
    strategy,
    ttl_seconds: 300,
    metrics: metrics(round + i),
    gates: GATES,
  }));
  await timed('cache/benchmark', { site_id: SITE, vps_fingerprint: 'vps-1', candidates });
  await timed(`cache/profile?site_id=${SITE}`, null);
  await timed('loadtests/report', reportOf(round, 1));
  await timed('loadtests/shared', { site_id: SITE });
  const asked = await timed('sandbox/request', { site_id: SITE, requested_by_agent: 'alice' });
  const { request } = z.object({ request: QueuedRequest }).parse(JSON.parse(asked.text));
  await timed('sandbox/vote', { request_id: request.id, agent_id: 'bob', vote: 1 });
  const claimed = SandboxClaimed.parse(JSON.parse((await timed('sandbox/claim', { agent_id: 'bob' })).text));
  const release = { request_id: claimed.selected_request.id, agent_id: 'bob', outcome: 'completed' };
  await timed('sandbox/release', release);
  const report = { site_id: SITE, agent_id: 'alice', severity: 2, summary: 'Somebody was in the way' };
  const told = await timed('sandbox/conflicts/report', report);
  const { conflict } = ConflictTold.parse(JSON.parse(told.text));
  await timed('sandbox/conflicts/list', { site_id: SITE });
  await timed('sandbox/conflicts/resolve', { conflict_id: conflict.id, agent_id: 'bob' });
}
