/** Looks for a usable copy of a page, tier by tier. The verdict is taken after the tier was read, never before. */

import type { QueryParameter } from '@dynamic-cache/contracts/cache-key';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { Reason } from '@dynamic-cache/contracts/reason';
import type { Entry } from '../cache/entry.ts';
import { judge, type Verdict } from '../cache/verdict.ts';
import type { LedgerView } from '../cache/view.ts';
import { type Kept, READ_TIMEOUT } from '../keeper.ts';
import type { GenerationStore } from '../ledger/generation-store.ts';
import { lookUpView } from '../ledger/views.ts';
import type { DurableTier, Tier, Wanted } from '../tiers/tier.ts';
import { keepSoon } from '../tiers/written-copies.ts';
import { unixTime } from '../world.ts';
import type { Visit } from './visit.ts';

/** A page that is looked up, with all that its verdict needs. */
export interface Page {
  visit: Visit;
  config: EdgeConfig;
  wanted: Wanted;
  /** Parameters of the request that are not in the key. */
  ignored: QueryParameter[];
  ledger: GenerationStore;
  /** The tiers that keep copies of every page, fastest first. */
  tiers: Tier[];
  /** The tiers that keep copies of pages that are asked for again, behind those. */
  durable: DurableTier[];
}

export type Stored =
  | { copy: Entry; use: 'fresh' | 'stale' }
  /** `expired`: a copy that was never purged, for the case that the origin is down. */
  | { copy: null; why: Reason; expired: Entry | null };

/** What is known of the ledger of the page's site. */
export function currentView({ visit, config, ledger }: Page): Promise<Kept<LedgerView>> {
  return visit.edge.views.current(visit.site.id, ledger, config.view_max * 1000, visit.background);
}

export async function findStored(page: Page): Promise<Stored> {
  let why: Reason = 'cold';
  let expired: Entry | null = null;
  const places = [...page.tiers, ...page.durable];
  for (const [depth, tier] of places.entries()) {
    const began = page.visit.edge.world.now();
    const found = await tier.find(page.wanted);
    if (page.visit.space === undefined)
      page.visit.edge.counters.searched(page.visit.site.id, tier.name, found, began);
    if (found.found === 'nothing' && found.reason !== 'cold') why = found.reason;
    if (found.found !== 'entry' || found.entry.site !== page.visit.site.id) continue;
    // A page of other settings could break the rules of today; the origin has no use for it either.
    if (found.entry.revision !== page.config.revision) {
      why = 'revision';
      continue;
    }
    // RFC 9111 §4: of several stored responses the most recent one counts, though an older one would be fresh still.
    if (expired !== null && found.entry.storedAt <= expired.storedAt) continue;
    const { verdict, entry } = await judgeNow(page, found.entry);
    if (verdict.use === 'fresh' || verdict.use === 'stale') {
      if (depth > 0 || entry !== found.entry) await promote(page, entry, depth);
      if (verdict.use === 'fresh') offer(page, entry, tier);
      return { copy: entry, use: verdict.use };
    }
    if (verdict.use === 'no') why = verdict.reason;
    if (verdict.use === 'no' && verdict.reason === 'expired') expired = entry;
  }
  return { copy: null, why, expired };
}

/** A page that was asked for again is worth a write to where it is not yet. */
function offer({ visit, durable }: Page, entry: Entry, foundIn: Tier): void {
  const { written, world } = visit.edge;
  for (const tier of durable) {
    if (tier === foundIn) written[tier.name].note(entry);
    else if (written[tier.name].isDue(entry))
      // A measurement asks for it in a moment, and is alone with it.
      visit.background(visit.space === undefined ? keepSoon(world, tier, entry) : tier.keep(entry));
  }
}

async function promote(page: Page, entry: Entry, depth: number): Promise<void> {
  for (const tier of page.tiers.slice(0, Math.max(depth, 1))) await tier.keep(entry);
}

/** Judges by what the ledger says at this moment. An entry that was looked up comes back with its newer position. */
export async function judgeNow(page: Page, entry: Entry): Promise<{ verdict: Verdict; entry: Entry }> {
  const { visit, ledger } = page;
  const now = unixTime(visit.edge.world);
  const gone = { verdict: { use: 'no', reason: 'purged' } as const, entry };
  let kept = await currentView(page);
  if (kept.state !== 'known') return gone;
  let verdict = judge(entry, kept.value, now);
  if (verdict.use === 'ahead') {
    visit.edge.views.outdate(visit.site.id);
    kept = await currentView(page);
    if (kept.state !== 'known') return gone;
    verdict = judge(entry, kept.value, now);
    // Only an answer that was asked for after the entry was seen can tell that the ledger was put back.
    if (verdict.use === 'ahead' && kept.confirmed) await newEpochFor(page, kept.value);
  }
  if (verdict.use !== 'look-up') return { verdict: verdict.use === 'ahead' ? gone.verdict : verdict, entry };
  const complete = await lookUpInTime(page, entry, ledger);
  if (complete === null) return gone;
  verdict = judge(entry, complete, now);
  if (verdict.use !== 'fresh') return { verdict: verdict.use === 'ahead' ? gone.verdict : verdict, entry };
  return { verdict, entry: { ...entry, fillSeq: complete.seq } };
}

/** A copy knows a position that the ledger, asked afresh, does not: the ledger was put back. */
async function newEpochFor({ visit, ledger }: Page, view: LedgerView): Promise<void> {
  console.warn('ledger-rewound', visit.site.id);
  await ledger.rotate(visit.site.id, view.epoch);
  visit.edge.views.outdate(visit.site.id);
}

async function lookUpInTime(
  { visit }: Page,
  entry: Entry,
  ledger: GenerationStore,
): Promise<LedgerView | null> {
  const timeout = visit.edge.world.sleep(READ_TIMEOUT).then(() => null);
  const looked = lookUpView(ledger, visit.site.id, entry.tags).catch(() => null);
  return Promise.race([looked, timeout]);
}
