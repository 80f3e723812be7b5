/** The views of all sites that an isolate serves, kept within the bound of age that each site has chosen. */
import { extendView, type LedgerView, newestOf, VIEW_TAGS } from '../cache/view.ts';
import { type Dated, Keeper, type Kept } from '../keeper.ts';
import type { Background, World } from '../world.ts';
import type { GenerationStore } from './generation-store.ts';
import type { SharedReading, ViewShelf } from './view-shelf.ts';

/**
 * A view is read again in the background from this part of its bound on: after 1 s where purges have to be seen within
 * 5 s, and the less often, the longer the owner lets them take, because each read is billed. For as long as that a
 * reading is good for the other isolates of the data centre, too.
 */
const YOUNG = 1 / 5;

/** Most tags that are shared: what was purged in the last moments. Whoever knows less than that reads the ledger. */
const SHARED_TAGS = 200;

export class LedgerViews {
  readonly #world: World;
  readonly #shelf: ViewShelf;
  readonly #kept: Keeper<LedgerView>;

  constructor(world: World, shelf: ViewShelf) {
    this.#world = world;
    this.#shelf = shelf;
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
    const load = async (known: LedgerView | null, sentAt: number) => {
      const view = await readView(store, site, known);
      background(this.#share(site, { view, sentAt, young }));
      return view;
    };
    const borrow = (known: LedgerView | null) => this.#borrow(site, known, young);
    return this.#kept.current(site, {
      load,
      borrow,
      limits: { young, longest: viewMax },
      background,
    });
  }

  /** This isolate knows of a purge: whoever comes next must see it, and so the ledger itself is asked. */
  outdate(site: string): void {
    this.#kept.outdate(site);
  }

  /** A purge went through this isolate: the others of its data centre need not wait for the next reading. */
  purged(site: string, background: Background): void {
    this.outdate(site);
    background(this.#shelf.drop(site));
  }

  /** One that arrived late is no use to anybody, and must not be kept beyond its time by a shelf that goes by arrival. */
  async #share(
    site: string,
    { view, sentAt, young }: { view: LedgerView; sentAt: number; young: number },
  ): Promise<void> {
    if (this.#world.now() - sentAt >= young) return;
    await this.#shelf.put(site, { sentAt, delta: newestOf(view, SHARED_TAGS) }, young / 1000);
  }

  async #borrow(site: string, known: LedgerView | null, young: number): Promise<Dated<LedgerView> | null> {
    const shared = await this.#shelf.find(site);
    if (shared === null || !continues(shared, known)) return null;
    const age = this.#world.now() - shared.sentAt;
    // One from the future was dated by a clock that says nothing here.
    if (age < 0 || age > young) return null;
    return { value: extendView(known, shared.delta), sentAt: shared.sentAt };
  }
}

/**
 * Whether nothing that is known gets lost by it. Positions are compared as well as dates, because clocks differ: what
 * lies behind a purge that is known here, or before a compaction, is older whatever its date. Of two epochs only the
 * ledger can tell which is the newer one.
 */
function continues({ delta }: SharedReading, known: LedgerView | null): boolean {
  if (known === null) return delta.base <= 0;
  const isBehind = delta.seq < known.seq || delta.floor < known.floor;
  return delta.epoch === known.epoch && !isBehind && delta.base <= known.seq;
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
