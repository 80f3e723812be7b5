-- The rollout that a site's visitors were taken out of again because the new strategy was worse: its name, and since
-- when (Unix seconds). Here and not in the configuration, which the site sends anew at any time.
ALTER TABLE sites ADD COLUMN rollout_stopped TEXT;
ALTER TABLE sites ADD COLUMN rollout_stopped_at INTEGER;
