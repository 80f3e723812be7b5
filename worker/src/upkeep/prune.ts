/**
 * Rows of the control database that are of no use to anybody any more. Tables that are written to often sweep their own
 * as well; this is for those of a Worker to which nobody writes.
 */
import { sweepRequests } from '../control/mutation.ts';
import { MetricsStore } from '../metrics/metrics-store.ts';
import { Registrations } from '../sites/registrations.ts';
import { unixTime, type World } from '../world.ts';
import { retire } from './retention.ts';

/** How long a key that counts no more is remembered, in seconds. */
const REVOKED = 30 * 86_400;

/** `days`: the setting `RETENTION_DAYS`. */
export async function prune(control: D1Database, world: World, days: string | undefined): Promise<void> {
  const now = unixTime(world);
  await control.batch([
    ...sweepRequests(control, now),
    new Registrations(control).sweep(now),
    control.prepare('DELETE FROM site_keys WHERE revoked_at < ?1').bind(now - REVOKED),
    new MetricsStore(control, world).sweep(),
    ...retire(control, now, days),
  ]);
}
