/** `DELETE /api/plugin/site`: a site leaves, and everything that is kept of it goes. */
import type { Context } from 'hono';
import { z } from 'zod';
import type { App } from '../context.ts';
import { audit } from '../control/audit.ts';
import { behind } from '../control/behind.ts';
import { mutateOnce } from '../control/mutation.ts';
import { ApiFailure } from '../failure.ts';
import { openLedger } from '../ledger/open.ts';
import { RegisteredSites } from '../sites/registered-sites.ts';
import { unixTime } from '../world.ts';

const Gone = z.strictObject({ ok: z.literal(true) });

export async function deleteSite(c: Context<App>): Promise<Response> {
  const signed = c.get('signed');
  const edge = c.get('edge');
  const { siteId } = signed;
  if (siteId === null) throw new ApiFailure('not_authorised_for_site');
  const hosts = await new RegisteredSites(c.env.CONTROL).hostsOf(siteId);
  const remove = new RegisteredSites(c.env.CONTROL).remove(siteId);
  const entry = { at: unixTime(edge.world), siteId, kid: signed.kid, action: 'site.delete', detail: {} };
  // The ledger first: when this is cut off in between, the site is still there and can ask again.
  await openLedger(c.env, edge.world).forget(siteId);
  const answer = await mutateOnce(c.env.CONTROL, edge.world, signed, {
    effect: (guard) => [...remove(guard), audit(c.env.CONTROL, entry, guard)],
    answer: { ok: true } as const,
    schema: Gone,
  });
  await edge.sites.changed(siteId, hosts, c.env, behind(c));
  edge.views.purged(siteId, behind(c));
  edge.counters.forget(siteId);
  return c.json(answer, 200, { 'Cache-Control': 'no-store' });
}
