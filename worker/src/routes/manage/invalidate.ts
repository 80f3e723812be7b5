/** `POST /api/cache/invalidate` and `/reset`: what is kept becomes untrue, in every isolate. */
import { InvalidateRequest, type ResetAnswer, ResetRequest } from '@dynamic-cache/contracts/cache-api';
import type { PurgeAccepted } from '@dynamic-cache/contracts/purge';
import { tag } from '@dynamic-cache/contracts/tags';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { behind } from '../../control/behind.ts';
import { newClaim, requestDigest } from '../../control/mutation.ts';
import { ApiFailure } from '../../failure.ts';
import { openLedger } from '../../ledger/open.ts';
import { MetricsStore } from '../../metrics/metrics-store.ts';
import { DATA_LEDGER, tagOfPattern } from '../../service/data-key.ts';
import { concernedBy, NAMESPACES } from '../../service/namespaces.ts';
import { reachOf } from '../../service/reach.ts';
import { NO_STORE, ownBody, ownSite } from './signed-body.ts';

/** The Worker's own data of this site, by pattern or event. True everywhere within the bound of a view. */
export async function invalidate(c: Context<App>): Promise<Response> {
  const { patterns, events } = ownBody(c, InvalidateRequest);
  const named = [...(patterns ?? []), ...(events ?? []).flatMap(concernedBy)];
  const answer = await bump(
    c,
    DATA_LEDGER,
    named.map((pattern) => tagOfPattern(ownSite(c), pattern)),
  );
  c.get('edge').service.purged(behind(c));
  return c.json(answer, 200, NO_STORE);
}

/** Without a choice: everything of the site. Pages first, because with them the nonce is spent. */
export async function reset(c: Context<App>): Promise<Response> {
  const { pages, data, metrics } = ownBody(c, ResetRequest);
  const site = ownSite(c);
  const all = pages !== true && data !== true && metrics !== true;
  const { world, views, service, counters } = c.get('edge');
  const done: ResetAnswer['reset'] = [];
  // Without pages to reset a purge of no tag still guards against replay.
  await bump(c, site, all || pages === true ? [tag.site] : []);
  views.purged(site, behind(c));
  if (all || pages === true) done.push('pages');
  if (all || data === true) {
    await service.invalidate(site, Object.keys(NAMESPACES), reachOf(c.env, world, behind(c)));
    done.push('data');
  }
  if (all || metrics === true) {
    counters.forget(site);
    await new MetricsStore(c.env.CONTROL, world).forget(site).run();
    done.push('metrics');
  }
  const answer: ResetAnswer = { ok: true, reset: done };
  return c.json(answer, 200, NO_STORE);
}

/** A purge in the ledger, which guards against replay and remembers the idempotency key by itself. */
async function bump(c: Context<App>, ledgerSite: string, tags: string[]): Promise<PurgeAccepted> {
  const { world } = c.get('edge');
  const signed = c.get('signed');
  const outcome = await openLedger(c.env, world).purge({
    site: ledgerSite,
    kid: signed.kid,
    nonce: signed.nonce,
    // Sites share the sequence of the Worker's own data, but no keys.
    idempotencyKey: `${ownSite(c)} ${signed.idempotencyKey ?? signed.nonce}`,
    digest: await requestDigest(signed),
    claim: newClaim(world),
    tags: [...new Set(tags)],
    soft: false,
    origin: null,
    acked: null,
  });
  if (outcome.outcome === 'replayed-nonce') throw new ApiFailure('replayed_nonce');
  if (outcome.outcome === 'key-conflict') throw new ApiFailure('idempotency_key_conflict');
  return { ok: true, epoch: outcome.epoch, seq: outcome.seq };
}
