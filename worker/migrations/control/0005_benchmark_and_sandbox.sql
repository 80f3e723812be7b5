-- What hosts measured, the sandbox that testers share, and their samples. `tenant` is the site whose key signed, or
-- 'shared' for all who hold the shared secret. Times are Unix seconds.

-- Keys of testers: each bound to one site, and to its sandbox and load-test routes.
CREATE TABLE tester_keys (
  plugin_id TEXT PRIMARY KEY,
  site_id TEXT NOT NULL,
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  -- opens the sandbox to this tester alone
  capability_token TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);
CREATE INDEX tester_keys_by_site ON tester_keys (site_id, created_at);
CREATE INDEX tester_keys_by_end ON tester_keys (revoked_at) WHERE revoked_at IS NOT NULL;

-- A refusal that is found out inside the transaction: what was asked for has no effect, and its key is free again.
ALTER TABLE idempotency ADD COLUMN refusal TEXT;
-- Every statement of a change asks for the claim of its request.
CREATE INDEX idempotency_by_claim ON idempotency (claim);
CREATE INDEX nonces_by_claim ON nonces (claim);
CREATE INDEX registrations_by_key ON registrations (kid);
-- What the cron trigger deletes is found by its time.
CREATE INDEX registrations_by_time ON registrations (begun_at) WHERE state <> 'proven';
CREATE INDEX site_keys_by_end ON site_keys (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE strategy_profiles (
  tenant TEXT NOT NULL,
  site_id TEXT NOT NULL,
  vps_fingerprint TEXT NOT NULL,
  -- what Worker and plugin obey
  strategy TEXT NOT NULL,
  ttl_seconds INTEGER NOT NULL,
  -- what was measured to be best
  recommended_strategy TEXT NOT NULL,
  recommended_ttl_seconds INTEGER NOT NULL,
  score REAL NOT NULL,
  -- JSON: Components, Metrics, array of texts
  components TEXT NOT NULL,
  metrics TEXT NOT NULL,
  notes TEXT NOT NULL,
  -- measured, or owner: the owner has chosen otherwise since
  source TEXT NOT NULL,
  persisted_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, site_id, vps_fingerprint)
) WITHOUT ROWID;
CREATE INDEX strategy_profiles_by_site ON strategy_profiles (tenant, site_id, persisted_at);
CREATE INDEX strategy_profiles_by_time ON strategy_profiles (persisted_at);

CREATE TABLE sandbox_requests (
  -- the order in which they came
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  plugin_id TEXT NOT NULL,
  site_id TEXT NOT NULL,
  requested_by_agent TEXT NOT NULL,
  task_type TEXT NOT NULL,
  priority_base INTEGER NOT NULL,
  estimated_minutes INTEGER NOT NULL,
  earliest_start_at INTEGER,
  -- JSON: a text, an object or null
  context TEXT NOT NULL,
  -- queued, claimed, completed, failed
  status TEXT NOT NULL,
  -- 10 * priority_base + sum of the votes, kept up to date by each vote
  score INTEGER NOT NULL,
  -- the allocation that holds it, while it is claimed
  allocation_id TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX sandbox_requests_queued ON sandbox_requests (tenant, plugin_id, score DESC, n) WHERE status = 'queued';
CREATE INDEX sandbox_requests_by_allocation ON sandbox_requests (allocation_id) WHERE allocation_id IS NOT NULL;
CREATE INDEX sandbox_requests_by_owner ON sandbox_requests (tenant);
CREATE INDEX sandbox_requests_by_time ON sandbox_requests (created_at);

CREATE TABLE sandbox_votes (
  request_id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  vote INTEGER NOT NULL,
  reason TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (request_id, agent_id)
) WITHOUT ROWID;

CREATE TABLE sandbox_allocations (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  tenant TEXT NOT NULL,
  plugin_id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  sandbox_id TEXT,
  -- active, completed, failed, requeue, expired
  status TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  released_at INTEGER,
  note TEXT
);
CREATE INDEX sandbox_allocations_by_request ON sandbox_allocations (request_id);
CREATE INDEX sandbox_allocations_running ON sandbox_allocations (end_at) WHERE status = 'active';
CREATE UNIQUE INDEX sandbox_allocations_by_sandbox ON sandbox_allocations (tenant, plugin_id, sandbox_id)
  WHERE status = 'active' AND sandbox_id IS NOT NULL;

CREATE TABLE sandbox_conflicts (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  plugin_id TEXT NOT NULL,
  site_id TEXT NOT NULL,
  request_id TEXT,
  reported_by_agent TEXT NOT NULL,
  severity INTEGER NOT NULL,
  summary TEXT NOT NULL,
  -- JSON: a text, an object or null
  details TEXT NOT NULL,
  -- open, resolved, dismissed
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  resolved_by_agent TEXT,
  resolution_note TEXT,
  resolved_at INTEGER
);
CREATE INDEX sandbox_conflicts_by_status ON sandbox_conflicts (tenant, plugin_id, status, n);
CREATE INDEX sandbox_conflicts_by_time ON sandbox_conflicts (created_at);

CREATE TABLE loadtest_samples (
  n INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  plugin_id TEXT NOT NULL,
  site_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  strategy TEXT NOT NULL,
  page_path TEXT NOT NULL,
  ttl_seconds INTEGER,
  p50_latency_ms REAL NOT NULL,
  p95_latency_ms REAL NOT NULL,
  p99_latency_ms REAL NOT NULL,
  origin_cpu_pct REAL NOT NULL,
  origin_query_count REAL NOT NULL,
  edge_hit_ratio REAL NOT NULL,
  r2_hit_ratio REAL,
  purge_mttr_ms REAL NOT NULL,
  -- 1: all hard gates; else 0, and which failed (JSON array)
  passed INTEGER NOT NULL,
  hard_gate_failures TEXT NOT NULL,
  -- without what shared samples add; NULL where a gate failed
  score REAL,
  at INTEGER NOT NULL
);
-- Holds all that averages are made of, in the order in which they are grouped: the table itself is not read for them.
CREATE INDEX loadtest_samples_by_page ON loadtest_samples
  (tenant, site_id, strategy, page_path, passed, p95_latency_ms, edge_hit_ratio, r2_hit_ratio, score, at, worker_id);
CREATE INDEX loadtest_samples_by_time ON loadtest_samples (at);
