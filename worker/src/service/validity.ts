/** Whether what the Worker keeps of its own data is still true: the ledger's view says so, not a time. */
import { judge } from '../cache/verdict.ts';
import type { LedgerView } from '../cache/view.ts';
import { READ_TIMEOUT } from '../keeper.ts';
import { type LedgerViews, lookUpView } from '../ledger/views.ts';
import { type Background, unixTime, type World } from '../world.ts';
import { DATA_LEDGER } from './data-key.ts';
import type { Reach } from './reach.ts';

/** Oldest view that is believed without a newer one, in milliseconds: the bound within which a change is seen. */
const VIEW_MAX = 5000;

/** What a copy must carry to be judged. */
export interface Stamped {
  epoch: string;
  fillSeq: number;
  tags: string[];
  /** Unix seconds. */
  expiresAt: number;
}

export type Validity = 'fresh' | 'gone' | 'unknown';

export class DataValidity {
  readonly #world: World;
  readonly #views: LedgerViews;

  constructor(world: World, views: LedgerViews) {
    this.#world = world;
    this.#views = views;
  }

  /** The view by which a load is stamped; to be taken before it begins. Null while the ledger does not answer. */
  async view({ ledger, background }: Reach): Promise<LedgerView | null> {
    const kept = await this.#views.current(DATA_LEDGER, ledger, VIEW_MAX, background);
    return kept.state === 'known' ? kept.value : null;
  }

  async of(copy: Stamped, reach: Reach): Promise<Validity> {
    const view = await this.view(reach);
    if (view === null) return 'unknown';
    const { use } = judge(copy, view, unixTime(this.#world));
    if (use !== 'look-up') return use === 'fresh' ? 'fresh' : 'gone';
    const late = this.#world.sleep(READ_TIMEOUT).then(() => null);
    const looked = lookUpView(reach.ledger, DATA_LEDGER, copy.tags).catch(() => null);
    const complete = await Promise.race([looked, late]);
    if (complete === null) return 'unknown';
    return judge(copy, complete, unixTime(this.#world)).use === 'fresh' ? 'fresh' : 'gone';
  }

  /** Whether a copy is known to be true without asking anybody. */
  isTrue(copy: Stamped): boolean {
    const view = this.#views.peek(DATA_LEDGER, VIEW_MAX);
    return view !== null && judge(copy, view, unixTime(this.#world)).use === 'fresh';
  }

  /** This isolate knows of a change. */
  purged(background: Background): void {
    this.#views.purged(DATA_LEDGER, background);
  }
}
