-- Where a site's sequence stood at a time, noted once a day: tells how far the floor may rise.
CREATE TABLE seq_mark (
  site TEXT NOT NULL,
  at INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (site, at)
) WITHOUT ROWID;
