/** One right body for each POST below `/plugin/wp`, with every optional member. */
import { benchmarkBody, GATES, METRICS } from '../support/control-call.ts';

const REQUEST = 'request-00000000000000000000000000000000';

export function rightBodies(siteId: string): [path: string, body: Record<string, unknown>][] {
  const optional = {
    current_strategy: 'origin-disk',
    current_ttl: 300,
    current_ttl_seconds: 300,
    wp_version: '7.1',
    php_version: '8.4.1',
    object_cache_enabled: true,
    ai_summary: 'A summary.',
  };
  const page = {
    page_path: '/a/',
    url: 'https://shop.test/a/',
    page_url: null,
    metrics: METRICS,
    gates: GATES,
  };
  return [
    ['cache/benchmark', { ...benchmarkBody(siteId), ...optional }],
    [
      'sandbox/request',
      {
        site_id: siteId,
        requested_by_agent: 'alice',
        task_type: 'generic',
        priority_base: 3,
        estimated_minutes: 30,
        earliest_start_at: 1_795_000_000,
        context: 'a context',
      },
    ],
    ['sandbox/list', { site_id: siteId, status: 'open', limit: 10 }],
    ['sandbox/vote', { request_id: REQUEST, agent_id: 'alice', vote: 1, reason: 'a reason' }],
    ['sandbox/claim', { agent_id: 'alice', slot_minutes: 30, sandbox_id: 'box-1' }],
    ['sandbox/release', { request_id: REQUEST, agent_id: 'alice', outcome: 'completed', note: 'a note' }],
    [
      'sandbox/conflicts/report',
      {
        site_id: siteId,
        agent_id: 'alice',
        request_id: null,
        severity: 3,
        summary: 'A summary',
        details: 'details',
      },
    ],
    ['sandbox/conflicts/list', { site_id: siteId, request_id: 'a', status: 'all', limit: 10 }],
    [
      'sandbox/conflicts/resolve',
      { conflict_id: 'a', agent_id: 'alice', resolution: 'resolved', note: 'a note' },
    ],
    [
      'loadtests/report',
      {
        site_id: siteId,
        worker_id: 'w',
        agent_id: 'a',
        strategy: 'edge-r2',
        page_tests: [{ ...page, ttl_seconds: 60 }],
      },
    ],
    [
      'loadtests/shared',
      { site_id: siteId, strategy: 'edge-r2', page_path: '/a/', only_passing: true, limit: 10 },
    ],
  ];
}

/** Every value in a body that is no list and no object, with its path and a body in which it is another one. */
export function leavesOf(
  body: Record<string, unknown>,
): { path: string; value: unknown; put(value: unknown): unknown }[] {
  const walk = (
    value: unknown,
    path: string[],
  ): { path: string; value: unknown; put(value: unknown): unknown }[] => {
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).flatMap(([name, member]) => walk(member, [...path, name]));
    }
    return [{ path: path.join('.'), value, put: (other) => replaced(body, path, other) }];
  };
  return walk(body, []);
}

function replaced(value: unknown, [name, ...rest]: string[], other: unknown): unknown {
  if (name === undefined) return other;
  if (Array.isArray(value))
    return value.map((member, i) => (String(i) === name ? replaced(member, rest, other) : member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === name ? replaced(member, rest, other) : member,
    ]),
  );
}
