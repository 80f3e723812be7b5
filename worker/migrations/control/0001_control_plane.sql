-- Control database: who may speak, what each site's cache must know, and what was done.

CREATE TABLE sites (
  id TEXT PRIMARY KEY,
  site_url TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  -- verifying, active or failed; a failure is named in error
  state TEXT NOT NULL,
  error TEXT,
  -- Unix seconds; a verification that began long ago and never ended was cut off
  verifying_since INTEGER NOT NULL,
  -- EdgeConfig as JSON; NULL until the site has sent one
  config TEXT,
  -- signed timestamp of that message, so that a late one never overwrites a newer one
  config_at INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
);

-- A host belongs to one site only, so that no site can answer for another's visitors.
CREATE TABLE site_hosts (
  host TEXT PRIMARY KEY,
  site_id TEXT NOT NULL
);
CREATE INDEX site_hosts_by_site ON site_hosts (site_id);

CREATE TABLE site_keys (
  kid TEXT PRIMARY KEY,
  site_id TEXT NOT NULL,
  secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- in the future while an old and a new key overlap
  revoked_at INTEGER,
  -- when the secret was told; it is told once
  told_at INTEGER,
  -- first valid signature; until then nobody depends on the key
  used_at INTEGER
);
CREATE INDEX site_keys_by_site ON site_keys (site_id);

-- A nonce is spent once per secret. `claim` names the request that spent it.
CREATE TABLE nonces (
  kid TEXT NOT NULL,
  nonce TEXT NOT NULL,
  claim TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kid, nonce)
);
CREATE INDEX nonces_by_time ON nonces (at);

-- The answer that belongs to an idempotency key; `claim` names the request that had the effect.
CREATE TABLE idempotency (
  scope TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  answer TEXT NOT NULL,
  claim TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope, idem_key)
);
CREATE INDEX idempotency_by_time ON idempotency (at);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  site_id TEXT,
  kid TEXT,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX audit_log_by_time ON audit_log (at);
