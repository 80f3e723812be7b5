-- What the isolates have counted, summed by the hour (Unix time / 3600); kept 30 days.
CREATE TABLE cache_metrics (
  site TEXT NOT NULL,
  hour INTEGER NOT NULL,
  -- route:zone, tier:memory, …
  subject TEXT NOT NULL,
  -- hit, why:hit:fresh, le:3 (a bucket of the histogram), bytes, …
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (site, hour, subject, name)
) WITHOUT ROWID;
CREATE INDEX cache_metrics_by_hour ON cache_metrics (hour);

-- Pages that are warmed again and again: by the cron trigger, and when an isolate starts.
CREATE TABLE cache_warming (
  site TEXT PRIMARY KEY,
  -- JSON array of paths
  paths TEXT NOT NULL,
  interval_ms INTEGER NOT NULL,
  -- Unix milliseconds; raised by whoever takes the turn, so that it is taken once
  due_at INTEGER NOT NULL
);
CREATE INDEX cache_warming_by_time ON cache_warming (due_at);
