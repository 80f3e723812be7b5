/** The views of all sites that an isolate serves, kept within the bound of age that each site has chosen. */
import { extendView, type LedgerView, VIEW_TAGS } from '../cache/view.ts';
import { Keeper, type Kept } from '../keeper.ts';
import type { Background, World } from '../world.ts';
import type { GenerationStore } from './generation-store.ts';

/**
 * A view is read again in the background from this part of its bound on: after 1 s where purges have to be seen within
 * 5 s, and the less often, the longer the owner lets them take, because each read of each isolate is billed.
 */
const YOUNG = 1 / 5;

export class LedgerViews {
  readonly #kept: Keeper<LedgerView>;

  constructor(world: World) {
    this.#kept = new Keeper(world, 1000);
  }

  /** The view, when it is so young that it need not be read again; else null. `viewMax` as below. */
  peek(site: string, viewMax: number): LedgerView | null {
    return this.#kept.peek(site, viewMax * YOUNG);
  }

  /** `viewMax` in milliseconds: oldest view that is used without waiting for a newer one. */
  async current(
    site: string,
    store: GenerationStore,
    viewMax: number,
    background: Background,
  ): Promise<Kept<LedgerView>> {
    const young = viewMax * YOUNG;
    const kept = this.#kept.peek(site, young);
    if (kept !== null) return { state: 'known', value: kept, confirmed: true };
    const load = (known: LedgerView | null) => readView(store, site, known);
    return this.#kept.current(site, {
      load,
      limits: { young, longest: viewMax },
      background,
    });
  }

  /** This isolate knows of a purge: whoever comes next must see it. */
  outdate(site: string): void {
    this.#kept.outdate(site);
  }
}

/** Reads what has changed since; `known` is the view at the time of sending. */
async function readView(store: GenerationStore, site: string, known: LedgerView | null): Promise<LedgerView> {
  const delta = await store.read(site, known?.seq ?? 0, VIEW_TAGS);
  if (known === null) return extendView(null, delta);
  const rewound = delta.epoch === known.epoch && delta.seq < known.seq;
  // The ledger stands below what was known when the question was sent: it was restored, so positions are given out
  // a second time. Only a new epoch tells old from new.
  if (rewound) await store.rotate(site, known.epoch);
  if (rewound || delta.epoch !== known.epoch) return extendView(null, await store.read(site, 0, VIEW_TAGS));
  return extendView(known, delta);
}

/** A view that is complete for these tags at any position. */
export async function lookUpView(
  store: GenerationStore,
  site: string,
  tags: readonly string[],
): Promise<LedgerView> {
  return extendView(null, await store.lookUp(site, tags));
}
