-- Attempts to register, apart from the sites that come of them: an attempt that fails changes no site.
CREATE TABLE registrations (
  -- the order in which they began
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  -- the id that the site will have; only who began the attempt was told it
  id TEXT NOT NULL UNIQUE,
  site_url TEXT NOT NULL,
  name TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  -- verifying, proven or failed; a failure is named in error
  state TEXT NOT NULL,
  error TEXT,
  -- the key that came of it
  kid TEXT,
  -- Unix seconds; a verification that began long ago and never ended was cut off
  begun_at INTEGER NOT NULL
);
CREATE INDEX registrations_by_url ON registrations (site_url);

-- From here on every row of sites is a site that has proved itself.
DELETE FROM sites WHERE state <> 'active';
ALTER TABLE sites DROP COLUMN state;
ALTER TABLE sites DROP COLUMN error;
ALTER TABLE sites DROP COLUMN verifying_since;

-- The contract version in which the site spoke last, when it is not this Worker's; NULL when they understand each other.
ALTER TABLE sites ADD COLUMN other_contract INTEGER;

-- A site that has lost its key proves itself anew, whether the key was used or not.
ALTER TABLE site_keys DROP COLUMN used_at;
