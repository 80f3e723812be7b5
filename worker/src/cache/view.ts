/** What an isolate knows of a site's purge ledger: one moment of it, complete from `base` on. Pure. */
import type { LedgerDelta, TagGeneration } from '../ledger/generation-store.ts';

export interface LedgerView {
  epoch: string;
  seq: number;
  floor: number;
  originEpoch: string | null;
  /** Every tag that was purged after this position is in `tags`. */
  base: number;
  tags: ReadonlyMap<string, TagGeneration>;
}

/** Most tags that a view holds. */
export const VIEW_TAGS = 2000;

/** The view after a delta; `known` is the view that the delta was asked for, null for the first. */
export function extendView(known: LedgerView | null, delta: LedgerDelta): LedgerView {
  const { epoch, seq, floor, originEpoch } = delta;
  const continues = known !== null && delta.base <= known.seq;
  const tags = new Map(continues ? known.tags : []);
  for (const generation of delta.tags) tags.set(generation.tag, generation);
  const base = continues ? known.base : delta.base;
  return trimmed({ epoch, seq, floor, originEpoch, base, tags }, VIEW_TAGS);
}

/** The end of a view, for those who know what was before; at most so many tags. */
export function newestOf(view: LedgerView, most: number): LedgerDelta {
  const { tags, ...state } = trimmed(view, most);
  return { ...state, tags: [...tags.values()] };
}

/** Forgets the tags that were purged longest ago, and raises the base over them. */
function trimmed(view: LedgerView, most: number): LedgerView {
  if (view.tags.size <= most) return view;
  const newestFirst = [...view.tags.values()].sort((a, b) => b.last - a.last);
  const base = newestFirst[most]?.last ?? view.base;
  // Tags of one purge share a position: they stay or go together, so that the base tells the truth.
  const kept = newestFirst.filter(({ last }) => last > base);
  return { ...view, base, tags: new Map(kept.map((generation) => [generation.tag, generation])) };
}
