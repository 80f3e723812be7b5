/** What methods other than GET do to what is stored (RFC 9111 §4.3.5, §4.4). */
import { type Entry, NOTHING_ALLOWED } from '../cache/entry.ts';
import { invalidated } from '../cache/invalidation.ts';
import { whyNotStorable } from '../cache/storable.ts';
import { headSays, updateHeaders } from '../cache/update.ts';
import { newClaim } from '../control/mutation.ts';
import { currentView } from '../serve/stored.ts';
import { unixTime } from '../world.ts';
import type { Around } from './answer-to-post.ts';
import type { Exchange } from './exchange.ts';
import type { Answered } from './forward.ts';
import { entryOf, keep, tagsOfAddress } from './keep.ts';

/** Under this name the ledger remembers purges that no key signed. */
const OWN_KID = 'invalidation';

/** A HEAD that was answered with 200 freshens the stored GET, or tells that it is no longer what the origin has. */
export async function afterHead(exchange: Exchange, stored: Entry, answered: Answered): Promise<void> {
  if (answered.status !== 200) return;
  const headers = new Headers(stored.headers.map(([name, value]) => [name, value]));
  const kept = await currentView(exchange.page);
  if (kept.state !== 'known') return;
  const received = { ...answered, status: stored.status, headers: updateHeaders(headers, answered.headers) };
  const permission = { marker: 'off', method: 'GET', request: exchange.visit.request.headers } as const;
  const isSame = headSays(headers, stored.length, answered.headers) === 'same';
  // What may not be stored may not be added to what is: a cookie, an answer to one client's credentials.
  if (isSame && whyNotStorable(received, permission) === null) {
    const updated = await entryOf(exchange, received, stored.body, kept.value);
    await keep(exchange, { ...updated, tags: stored.tags });
    return;
  }
  const now = unixTime(exchange.visit.edge.world);
  const stale = { ...NOTHING_ALLOWED, validate: true };
  await keep(exchange, { ...stored, expiresAt: Math.min(stored.expiresAt, now), stale });
}

/**
 * What an unsafe request has changed goes from every isolate, and is gone when its answer is given: a purge of the
 * addresses in the ledger, whose position is returned. Without a ledger the client has its answer all the same.
 */
export async function afterUnsafe(
  exchange: Exchange,
  method: string,
  answered: Answered,
): Promise<Around['after'] | null> {
  const { visit, page, url } = exchange;
  const addresses = invalidated(method, url, answered);
  if (addresses.length === 0) return null;
  const tags = await Promise.all(addresses.map((address) => tagOf(exchange, address)));
  const claim = newClaim(visit.edge.world);
  const purge = {
    site: visit.site.id,
    kid: OWN_KID,
    nonce: claim,
    idempotencyKey: claim,
    digest: claim,
    claim,
  };
  try {
    const purged = await page.ledger.purge({ ...purge, tags, soft: false, origin: null, acked: null });
    return purged.outcome === 'done' ? purged : null;
  } catch (error) {
    console.error('invalidation-failed', error instanceof Error ? error.message : 'unknown');
    return null;
  } finally {
    visit.edge.views.purged(visit.site.id, visit.background);
  }
}

async function tagOf({ page }: Exchange, address: string): Promise<string> {
  const { pathname, search } = new URL(address);
  const wanted = { ...page.wanted, path: pathname, query: search.slice(1) };
  // The first is that of the whole site.
  const [, own = 'site'] = await tagsOfAddress({ ...page, wanted });
  return own;
}
