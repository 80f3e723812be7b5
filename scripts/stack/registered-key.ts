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
