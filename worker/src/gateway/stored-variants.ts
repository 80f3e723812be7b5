/**
 * What is stored for an address (RFC 9111 §4.1). A response without `Vary` lies under the key of the address; where
 * responses vary, a list of the selecting fields lies there, and each variant under a key of its own.
 */
import type { Reason } from '@dynamic-cache/contracts/reason';
import { type Entry, NOTHING_ALLOWED } from '../cache/entry.ts';
import { httpDate } from '../cache/http-date.ts';
import { selecting } from '../cache/vary.ts';
import { findStored, type Page } from '../serve/stored.ts';
import { unixTime } from '../world.ts';
import { type Exchange, variantOf } from './exchange.ts';

/** Most sets of selecting fields of one address; the one that was seen first is forgotten. */
const MOST_SETS = 8;
/** How long a list of variants is kept, in seconds. */
const LIST_LIFE = 30 * 86_400;
const EMPTY_DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface Selected {
  /** Fresh or stale, never one that was purged; null when there is none. */
  entry: Entry | null;
  softlyPurged: boolean;
  why: Reason;
  /** Responses for other requests are there. */
  isOtherVariant: boolean;
  /** Where a response for this request would lie; fetches of it are collapsed under this key. */
  key: string;
}

/** The response that this request selects; of several the most recent by its Date. */
export async function select(exchange: Exchange): Promise<Selected> {
  const own = await look(exchange.page);
  const { entry } = own;
  const isList = entry !== null && entry.variants.length > 0;
  if (!isList) return { ...own, isOtherVariant: false, key: exchange.page.wanted.key };
  const pages = await Promise.all(
    entry.variants.map((names) => variantOf(exchange, selecting(exchange.fill, names))),
  );
  const found = await Promise.all(pages.map(look));
  const [best] = found.filter((one) => one.entry !== null).sort((a, b) => dateOf(b.entry) - dateOf(a.entry));
  const key = pages[0]?.wanted.key ?? exchange.page.wanted.key;
  const why = found.find((one) => one.why !== 'cold')?.why ?? 'cold';
  const nothing = { entry: null, softlyPurged: false, why, isOtherVariant: true, key };
  return best === undefined ? nothing : { ...best, isOtherVariant: false, key };
}

type Looked = Pick<Selected, 'entry' | 'softlyPurged' | 'why'>;

/** What lies under the key of a page, and whether it may be used. */
export async function look(page: Page): Promise<Looked> {
  const stored = await findStored(page);
  if (stored.copy === null) return { entry: stored.expired, softlyPurged: false, why: stored.why };
  return { entry: stored.copy, softlyPurged: stored.use === 'stale', why: 'fresh' };
}

function dateOf(entry: Entry | null): number {
  const date = entry?.headers.find(([name]) => name === 'date')?.[1] ?? null;
  return httpDate(date) ?? (entry?.storedAt ?? 0) * 1000;
}

/** Where an entry belongs, and the list that must lie under its address; null for one without `Vary`. */
export async function placeOf(
  exchange: Exchange,
  entry: Entry,
): Promise<{ entry: Entry; list: Entry | null }> {
  if (entry.selecting.length === 0) return { entry, list: null };
  const { wanted } = await variantOf(exchange, entry.selecting);
  const names = entry.selecting.map(([name]) => name);
  const known = (await look(exchange.page)).entry?.variants ?? [];
  const others = known.filter((set) => set.join() !== names.join());
  const list: Entry = {
    ...entry,
    tags: ['site'],
    headers: [],
    age: 0,
    expiresAt: unixTime(exchange.visit.edge.world) + LIST_LIFE,
    stale: NOTHING_ALLOWED,
    selecting: [],
    variants: [names, ...others].slice(0, MOST_SETS),
    digest: EMPTY_DIGEST,
    length: 0,
    body: new Uint8Array(0),
  };
  return { entry: { ...entry, key: wanted.key }, list };
}
