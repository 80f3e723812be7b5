/**
 * The tables of a ledger that lies in a Durable Object: what `migrations/ledger` makes in D1 (a test holds the two
 * together). Run when an object starts; a later change adds to it, and never alters what is there.
 */
export const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS seq (
     site TEXT PRIMARY KEY, n INTEGER NOT NULL, floor INTEGER NOT NULL, epoch TEXT NOT NULL, former TEXT,
     origin_epoch TEXT)`,
  `CREATE TABLE IF NOT EXISTS tag_gen (
     site TEXT NOT NULL, tag TEXT NOT NULL, hard INTEGER NOT NULL, soft INTEGER NOT NULL, soft_at INTEGER NOT NULL,
     origin_seq INTEGER, origin_epoch TEXT, last INTEGER NOT NULL, PRIMARY KEY (site, tag)) WITHOUT ROWID`,
  'CREATE INDEX IF NOT EXISTS tag_gen_by_last ON tag_gen (site, last)',
  `CREATE TABLE IF NOT EXISTS purge_req (
     site TEXT NOT NULL, kid TEXT NOT NULL, nonce TEXT NOT NULL, idem_key TEXT NOT NULL, digest TEXT NOT NULL,
     seq INTEGER, epoch TEXT, at INTEGER NOT NULL, claim TEXT NOT NULL UNIQUE, UNIQUE (kid, nonce))`,
  'CREATE INDEX IF NOT EXISTS purge_req_by_key ON purge_req (site, idem_key)',
  'CREATE INDEX IF NOT EXISTS purge_req_by_time ON purge_req (at)',
  `CREATE TABLE IF NOT EXISTS seq_mark (
     site TEXT NOT NULL, at INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (site, at)) WITHOUT ROWID`,
];
