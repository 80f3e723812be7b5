/** What the control plane keeps goes when its time is over, and not before. */
import { describe, expect, it } from 'vitest';
import { prune } from '../../src/upkeep/prune.ts';
import { retentionDays } from '../../src/upkeep/retention.ts';
import { testEnv } from '../support/env.ts';
import { BEGIN, TestWorld } from '../support/world.ts';

const DAY = 86_400;
const NOW = 2_000_000_000;
const { CONTROL } = testEnv();
const world = new TestWorld();
world.pass(NOW - BEGIN);

/** One old row and one young one for each table, with the seconds for which it is kept. */
const ROWS: [string, number, string, (at: number, name: string) => (string | number | null)[]][] = [
  ['nonces', 660, '(kid, nonce, claim, at) VALUES (?, ?, ?, ?)', (at, name) => ['k', name, name, at]],
  [
    'idempotency',
    DAY,
    `(scope, idem_key, digest, answer, claim, at) VALUES (?, ?, '', '', ?, ?)`,
    (at, name) => ['s', name, name, at],
  ],
  ['audit_log', 400 * DAY, `(detail, at, action) VALUES (?, ?, 'test')`, (at, name) => [name, at]],
  [
    'loadtest_samples',
    180 * DAY,
    `(page_path, at, tenant, plugin_id, site_id, worker_id, strategy, p50_latency_ms, p95_latency_ms,
    p99_latency_ms, origin_cpu_pct, origin_query_count, edge_hit_ratio, purge_mttr_ms, passed, hard_gate_failures)
    VALUES (?, ?, 't', 'p', 's', 'w', 'edge-r2', 1, 1, 1, 1, 1, 1, 1, 1, '[]')`,
    (at, name) => [name, at],
  ],
  [
    'strategy_profiles',
    400 * DAY,
    `(vps_fingerprint, persisted_at, tenant, site_id, strategy, ttl_seconds, recommended_strategy,
    recommended_ttl_seconds, score, components, metrics, notes, source)
    VALUES (?, ?, 't', 's', 'edge-r2', 1, 'edge-r2', 1, 1, '', '', '', 'measured')`,
    (at, name) => [name, at],
  ],
  [
    'sandbox_requests',
    180 * DAY,
    `(id, created_at, tenant, plugin_id, site_id, requested_by_agent, task_type, priority_base,
    estimated_minutes, context, status, score) VALUES (?, ?, 't', 'p', 's', 'a', 'x', 1, 5, 'null', 'completed', 1)`,
    (at, name) => [name, at],
  ],
  [
    'sandbox_conflicts',
    180 * DAY,
    `(id, created_at, tenant, plugin_id, site_id, reported_by_agent, severity, summary, details, status)
    VALUES (?, ?, 't', 'p', 's', 'a', 1, 'x', 'null', 'resolved')`,
    (at, name) => [name, at],
  ],
  [
    'tester_keys',
    400 * DAY,
    `(plugin_id, revoked_at, site_id, name, secret, capability_token, created_at)
    VALUES (?, ?, 's', 'n', 's', 'c', 0)`,
    (at, name) => [name, at],
  ],
];

describe('what is pruned', () => {
  it.each(ROWS)('%s: what is older than %i seconds', async (table, seconds, insert, values) => {
    const [old, young] = [`old-${crypto.randomUUID()}`, `young-${crypto.randomUUID()}`];
    for (const [name, at] of [
      [old, NOW - seconds - 1],
      [young, NOW - seconds],
    ] as const) {
      await CONTROL.prepare(`INSERT INTO ${table} ${insert}`)
        .bind(...values(at, name))
        .run();
    }
    await prune(CONTROL, world, undefined);
    const text = JSON.stringify((await CONTROL.prepare(`SELECT * FROM ${table}`).all()).results);
    expect([text.includes(old), text.includes(young)]).toEqual([false, true]);
  });

  it('is what is over: a claimed request, an open conflict and a valid key stay, however old', async () => {
    const insert = {
      sandbox_requests: `INSERT INTO sandbox_requests (id, created_at, tenant, plugin_id, site_id, requested_by_agent, task_type,
        priority_base, estimated_minutes, context, status, score)
        VALUES ('kept-1', 0, 't', 'p', 's', 'a', 'x', 1, 5, 'null', 'claimed', 1)`,
      sandbox_conflicts: `INSERT INTO sandbox_conflicts (id, created_at, tenant, plugin_id, site_id, reported_by_agent, severity,
        summary, details, status) VALUES ('kept-1', 0, 't', 'p', 's', 'a', 1, 'x', 'null', 'open')`,
      tester_keys: `INSERT INTO tester_keys (plugin_id, site_id, name, secret, capability_token, created_at)
        VALUES ('kept-1', 's', 'n', 's', 'c', 0)`,
    };
    for (const sql of Object.values(insert)) await CONTROL.prepare(sql).run();
    await prune(CONTROL, world, 'sandbox=1,testers=1');
    for (const table of Object.keys(insert)) {
      const text = JSON.stringify((await CONTROL.prepare(`SELECT * FROM ${table}`).all()).results);
      expect(text).toContain('kept-1');
    }
  });

  it('takes votes and allocations with their request', async () => {
    const id = `gone-${crypto.randomUUID()}`;
    await CONTROL.batch([
      CONTROL.prepare(`INSERT INTO sandbox_requests (id, created_at, tenant, plugin_id, site_id, requested_by_agent, task_type,
        priority_base, estimated_minutes, context, status, score)
        VALUES (?, 0, 't', 'p', 's', 'a', 'x', 1, 5, 'null', 'failed', 1)`).bind(id),
      CONTROL.prepare(
        `INSERT INTO sandbox_votes (request_id, agent_id, vote, at) VALUES (?, 'a', 1, 0)`,
      ).bind(id),
      CONTROL.prepare(`INSERT INTO sandbox_allocations (id, request_id, tenant, plugin_id, agent_id, status, start_at, end_at)
        VALUES (?1, ?1, 't', 'p', 'a', 'failed', 0, 0)`).bind(id),
    ]);
    await prune(CONTROL, world, undefined);
    for (const table of ['sandbox_votes', 'sandbox_allocations']) {
      expect(
        await CONTROL.prepare(`SELECT count(*) AS n FROM ${table} WHERE request_id = ?`).bind(id).first('n'),
      ).toBe(0);
    }
  });
});

describe('the setting', () => {
  it('changes the days that it names, and nothing that it does not understand', () => {
    expect(retentionDays(undefined)).toEqual({
      samples: 180,
      sandbox: 180,
      audit: 400,
      profiles: 400,
      testers: 400,
    });
    expect(retentionDays('samples=90, audit=30')).toMatchObject({ samples: 90, audit: 30, sandbox: 180 });
    expect(retentionDays('samples=0,audit=-1,toString=3,sandbox=1e9,=5')).toEqual(retentionDays(undefined));
  });
});
