/** `POST /api/cache/purge`: what changed at the origin becomes visible here. True when it is answered. */
import { type PurgeAccepted, PurgeRequest } from '@dynamic-cache/contracts/purge';
import { tag } from '@dynamic-cache/contracts/tags';
import type { Context } from 'hono';
import { tagOfPrefix, tagOfUrl } from '../cache/url-tags.ts';
import type { App } from '../context.ts';
import { newClaim, requestDigest } from '../control/mutation.ts';
import { ApiFailure } from '../failure.ts';
import { parseAs, parseJson } from '../json-body.ts';
import { type GenerationStore, LONGEST_LIFE } from '../ledger/generation-store.ts';
import { openLedger } from '../ledger/open.ts';
import type { Site } from '../sites/site.ts';
import { unixTime } from '../world.ts';

/** A burst of more tags than this purges the whole site: cheaper for everybody than so many rows. */
const MOST_TAGS = 500;

/** So many purges of a site are followed by one look at what its ledger may forget. */
const COMPACT_EVERY = 50;

export async function purge(c: Context<App>): Promise<Response> {
  const signed = c.get('signed');
  const edge = c.get('edge');
  const request = parseAs(PurgeRequest, parseJson(signed.body));
  if (request.site_id !== signed.siteId) throw new ApiFailure('not_authorised_for_site');
  const background = (task: Promise<unknown>) => c.executionCtx.waitUntil(task);
  const kept = await edge.sites.byId(request.site_id, c.env, background);
  const site = kept.state === 'none' ? null : kept.value.site;
  const ledger = openLedger(c.env, edge.world);
  const outcome = await ledger.purge({
    site: request.site_id,
    kid: signed.kid,
    nonce: signed.nonce,
    idempotencyKey: signed.idempotencyKey ?? signed.nonce,
    digest: await requestDigest(signed),
    claim: newClaim(edge.world),
    tags: await tagsOf(request, site, c.env.MARKER === 'off'),
    soft: request.soft ?? false,
    origin: request.origin_seq ?? null,
    acked: request.acked ?? null,
  });
  if (outcome.outcome === 'replayed-nonce') throw new ApiFailure('replayed_nonce');
  if (outcome.outcome === 'key-conflict') throw new ApiFailure('idempotency_key_conflict');
  edge.views.purged(request.site_id, background);
  if (outcome.seq % COMPACT_EVERY === 0) background(compact(ledger, request.site_id, unixTime(edge.world)));
  const answer: PurgeAccepted = { ok: true, epoch: outcome.epoch, seq: outcome.seq };
  return c.json(answer, 200, { 'Cache-Control': 'no-store' });
}

/** Behind the answer. A failure leaves rows that the next time takes. */
async function compact(ledger: GenerationStore, site: string, now: number): Promise<void> {
  try {
    await ledger.compact(site, now - LONGEST_LIFE);
  } catch (error) {
    console.warn('ledger-not-compacted', error instanceof Error ? error.message : 'unknown');
  }
}

/** Everything that a request names, as tags. Addresses under which nothing of this site can be stored add none. */
async function tagsOf(request: PurgeRequest, site: Site | null, isGeneral: boolean): Promise<string[]> {
  const { urls, prefixes, everything } = request;
  const named = [request.tags, urls, prefixes].some((list) => list != null && list.length > 0);
  if (everything === true) return [tag.site];
  if (!named) throw new ApiFailure('invalid_body', [{ path: '', message: 'names nothing to purge' }]);
  const config = site?.config ?? null;
  const addressed = (urls?.length ?? 0) + (prefixes?.length ?? 0) > 0;
  // Without a configuration nobody knows what an address stands for, so all of them are purged.
  if (addressed && config === null) return [tag.site];
  const fromUrls = config === null ? [] : await Promise.all((urls ?? []).map((url) => tagOfUrl(config, url)));
  const fromPrefixes =
    config === null ? [] : await Promise.all((prefixes ?? []).map((url) => tagOfPrefix(config, url)));
  // Before any origin an address may have a form that no canonical one has: purged too much, never too little.
  if (isGeneral && [...fromUrls, ...fromPrefixes].includes(null)) return [tag.site];
  const tags = new Set(
    [...(request.tags ?? []), ...fromUrls, ...fromPrefixes].filter((name) => name !== null),
  );
  return tags.size > MOST_TAGS ? [tag.site] : [...tags];
}
