import { z } from 'zod';
import { UnableToStart } from './failure.ts';
import type { RunningWorker } from './worker-runtime.ts';

const Keys = z.array(z.object({ kid: z.string(), site_id: z.string(), secret: z.string() }));

/** The registered site's id and key as `dev.env` names them, read from the Worker's own database. */
export async function readRegisteredKey(worker: RunningWorker, kid: string | null) {
  const { results } = await worker.control
    .prepare('SELECT kid, site_id, secret FROM site_keys WHERE kid = ? AND revoked_at IS NULL')
    .bind(kid)
    .all();
  const [key] = Keys.parse(results);
  if (key === undefined) {
    throw new UnableToStart(
      `The plugin says that the edge is active with key ${kid}, but the Worker has no such key: begin again with --fresh.`,
    );
  }
  return {
    EDGE_PLUGIN_ID: key.site_id,
    EDGE_SITE_ID: key.site_id,
    EDGE_KID: key.kid,
    EDGE_SECRET: key.secret,
  };
}

/**
 * Makes the Worker forget this site, under every port that it has had. After another --edge-port the plugin takes its
 * leave at the old address, where nobody listens, and to the Worker it is then a stranger who wants to register the
 * same site; and with a second site on record, the one that `/edge/cache/` shows is no longer clear.
 */
export async function forgetSite(worker: RunningWorker): Promise<void> {
  const site = "(SELECT id FROM sites WHERE site_url LIKE 'http://127.0.0.1:%')";
  await worker.control.batch(
    [
      `DELETE FROM site_keys WHERE site_id IN ${site}`,
      `DELETE FROM site_hosts WHERE site_id IN ${site}`,
      `DELETE FROM sites WHERE id IN ${site}`,
    ].map((sql) => worker.control.prepare(sql)),
  );
}
