-- Purge ledger: a database of its own, because a restore of anything else must not rewind it.

CREATE TABLE seq (
  site TEXT PRIMARY KEY,
  n INTEGER NOT NULL,
  floor INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  -- the epoch before the last rotation: a site that names it has only not heard of the new one yet
  former TEXT,
  -- epoch of the origin's own purge log
  origin_epoch TEXT
);

CREATE TABLE tag_gen (
  site TEXT NOT NULL,
  tag TEXT NOT NULL,
  hard INTEGER NOT NULL,
  soft INTEGER NOT NULL,
  soft_at INTEGER NOT NULL,
  -- position in the origin's log, within seq.origin_epoch at the time
  origin_seq INTEGER,
  origin_epoch TEXT,
  last INTEGER NOT NULL,
  PRIMARY KEY (site, tag)
) WITHOUT ROWID;
CREATE INDEX tag_gen_by_last ON tag_gen (site, last);

-- Replay guard and idempotency of purges. seq stays NULL only inside the transaction that fills it.
CREATE TABLE purge_req (
  site TEXT NOT NULL,
  kid TEXT NOT NULL,
  nonce TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  seq INTEGER,
  epoch TEXT,
  at INTEGER NOT NULL,
  -- names the request that wrote the row
  claim TEXT NOT NULL UNIQUE,
  UNIQUE (kid, nonce)
);
CREATE INDEX purge_req_by_key ON purge_req (site, idem_key);
CREATE INDEX purge_req_by_time ON purge_req (at);
