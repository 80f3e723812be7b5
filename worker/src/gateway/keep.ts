/** Makes entries of responses, and puts them where they are found again. */
import { canonicalPath, canonicalQuery, parseQuery } from '@dynamic-cache/contracts/cache-key';
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { TAGS_HEADER } from '@dynamic-cache/contracts/marker';
import { TagName } from '@dynamic-cache/contracts/tags';
import type { Entry } from '../cache/entry.ts';
import { initialAge, lifetime, type Received } from '../cache/freshness.ts';
import { receivedHeaders } from '../cache/response-headers.ts';
import { stalePolicy } from '../cache/stale-policy.ts';
import { addressTags } from '../cache/url-tags.ts';
import { selecting, varyOf } from '../cache/vary.ts';
import type { LedgerView } from '../cache/view.ts';
import { longestLife } from '../serve/fill.ts';
import { judgeNow, type Page } from '../serve/stored.ts';
import { unixTime } from '../world.ts';
import type { Exchange } from './exchange.ts';
import { placeOf } from './stored-variants.ts';

/** Most tags of one response. */
const MOST_TAGS = 1000;

/** The entry that a response becomes. `view` was read before the origin was asked. */
export async function entryOf(
  exchange: Exchange,
  received: Received,
  body: Uint8Array<ArrayBuffer>,
  view: LedgerView,
): Promise<Entry> {
  const { page, fill, visit } = exchange;
  const { headers } = received;
  const storedAt = unixTime(visit.edge.world);
  const age = initialAge(received);
  const life = Math.min(lifetime(received).seconds, longestLife(page));
  return {
    v: 2,
    site: visit.site.id,
    key: page.wanted.key,
    fillSeq: view.seq,
    epoch: view.epoch,
    tags: await tagsOf(exchange, headers),
    status: received.status,
    headers: receivedHeaders(headers),
    storedAt,
    age,
    expiresAt: storedAt + life - age,
    revision: page.config.revision,
    stale: stalePolicy(headers),
    selecting: selecting(fill, varyOf(headers) ?? []).map(([name, value]) => [name, value]),
    variants: [],
    digest: await sha256Hex(body),
    length: body.byteLength,
    body,
  };
}

/** All tags of a response: what it names itself, and those of its address. */
export async function tagsOf({ page }: Exchange, headers: Headers): Promise<string[]> {
  return [...new Set([...tagsIn(headers), ...(await tagsOfAddress(page))])];
}

/** Tags of the origin: our own field, or the `Surrogate-Key` of others, which is separated by spaces. */
function tagsIn(headers: Headers): string[] {
  const own = headers.get(TAGS_HEADER)?.split(',') ?? [];
  const keys = headers.get('Surrogate-Key')?.split(/[\s,]+/) ?? [];
  const named = [...own, ...keys].map((name) => name.trim());
  return named.filter((name) => TagName.safeParse(name).success).slice(0, MOST_TAGS);
}

/** Tags by which the address is purged; the last but the folders is that of the address itself. */
export function tagsOfAddress({ config, wanted }: Page): Promise<string[]> {
  const { path, query } = wanted;
  return addressTags(config, canonicalPath(path) ?? path, canonicalQuery(parseQuery(query)));
}

/** Keeps an entry where requests for its address find it, unless a purge has overtaken it. */
export async function keep(exchange: Exchange, entry: Entry): Promise<boolean> {
  const { page } = exchange;
  if (!(await isCurrent(page, entry))) return false;
  const place = await placeOf(exchange, entry);
  for (const one of [place.entry, place.list]) if (one !== null) await put(exchange, one);
  return true;
}

/** Keeps an entry under the key of this page alone, unless a purge has overtaken it. */
export async function keepUnder(exchange: Exchange, page: Page, entry: Entry): Promise<void> {
  if (await isCurrent(page, entry)) await put(exchange, entry);
}

async function isCurrent(page: Page, entry: Entry): Promise<boolean> {
  const { verdict } = await judgeNow(page, entry);
  return verdict.use === 'fresh' || (verdict.use === 'no' && verdict.reason === 'expired');
}

async function put({ page, visit }: Exchange, entry: Entry): Promise<void> {
  const [first, ...slower] = page.tiers;
  await first?.keep(entry);
  for (const tier of slower) visit.background(tier.keep(entry));
}
