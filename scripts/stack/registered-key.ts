import { z } from 'zod';
import { UnableToStart } from './failure.ts';
import type { RunningWorker } from './worker-runtime.ts';

const Keys = z.array(z.object({ kid: z.string(), site_id: z.string(), secret: z.string() }));

// Several sites are registered after the site's port has changed.
const NEWEST_KEY_OF_SITE = `SELECT kid, site_id, secret FROM site_keys
  JOIN sites ON sites.id = site_keys.site_id
  WHERE rtrim(sites.site_url, '/') = ? AND revoked_at IS NULL
  ORDER BY site_keys.created_at DESC, site_keys.rowid DESC LIMIT 1`;

/** The registered site's id and key as `dev.env` names them, read from the Worker's own database. */
export async function readRegisteredKey(worker: RunningWorker, siteUrl: string) {
  const { results } = await worker.control.prepare(NEWEST_KEY_OF_SITE).bind(siteUrl).all();
  const [key] = Keys.parse(results);
  if (key === undefined) {
    throw new UnableToStart(
      `The plugin says that the edge is active, but the Worker has no key for ${siteUrl}: begin again with --fresh.`,
    );
  }
  return {
    EDGE_PLUGIN_ID: key.site_id,
    EDGE_SITE_ID: key.site_id,
    EDGE_KID: key.kid,
    EDGE_SECRET: key.secret,
  };
}
