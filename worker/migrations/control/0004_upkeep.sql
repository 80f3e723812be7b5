-- When the cron trigger next looks after a site's cache, Unix milliseconds; raised by whoever takes the turn.
ALTER TABLE sites ADD COLUMN upkeep_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sites_by_upkeep ON sites (upkeep_at);
