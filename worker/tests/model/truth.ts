/** What each page says at the origin, and which of its former versions nobody may be shown any more. */
import { SOFT_SECONDS } from '../../src/cache/verdict.ts';
import type { Edge } from '../../src/edge.ts';
import { OUTAGE } from '../../src/keeper.ts';
import type { Clockwork } from './clockwork.ts';

/** A page that was shown by an isolate. */
interface Shown {
  path: string;
  version: number;
  by: Edge;
}

/** When a version was gone, and who knew of it at once. */
interface Gone {
  at: number;
  by: Edge | null;
}

/** The promise: so long after a purge returned, in milliseconds, an old page may be shown. */
const PROMISED = 5000;

export interface Breach {
  path: string;
  version: number;
  /** Milliseconds since the purge returned. */
  late: number;
}

export class Truth {
  readonly breaches: Breach[] = [];
  /** Longest time after its purge that a page was shown, within the promise, in milliseconds. */
  longest = 0;
  /** Restores under way: what they have lost is not yet told again. */
  restores = 0;
  readonly #clock: Clockwork;
  readonly #versions = new Map<string, number>();
  /** Since when a version and all before it are gone. */
  readonly #gone = new Map<string, Map<number, Gone[]>>();

  constructor(clock: Clockwork) {
    this.#clock = clock;
  }

  version(path: string): number {
    return this.#versions.get(path) ?? 0;
  }

  change(path: string): void {
    this.#versions.set(path, this.version(path) + 1);
  }

  current(): (readonly [string, number])[] {
    return [...this.#versions];
  }

  /**
   * A purge of the page returned that was sent when `version` was the newest: what came before that is gone. `by`: the
   * isolate that it went through.
   */
  purged(path: string, version: number, { soft, by }: { soft: boolean; by: Edge | null }): void {
    const at = this.#clock.now() + (soft ? SOFT_SECONDS * 1000 : 0);
    const gone = this.#gone.get(path) ?? new Map<number, Gone[]>();
    gone.set(version, [...(gone.get(version) ?? []), { at, by: soft ? null : by }]);
    this.#gone.set(path, gone);
  }

  shown({ path, version, by }: Shown, began: number, awayAt: number): void {
    if (this.restores > 0) return;
    for (const [newest, times] of this.#gone.get(path) ?? []) {
      if (version >= newest) continue;
      for (const gone of times) {
        const late = began - gone.at;
        if (late > allowed(gone, by, awayAt)) this.breaches.push({ path, version, late });
        else this.longest = Math.max(this.longest, late);
      }
    }
  }

  /** All purges count as told now, to nobody in particular. */
  forgiveUntilNow(): void {
    const now = this.#clock.now();
    for (const gone of this.#gone.values())
      for (const [version, times] of gone)
        gone.set(
          version,
          times.map(({ at }) => ({ at: Math.max(at, now), by: null })),
        );
  }
}

/** Milliseconds for which an isolate may show what is gone: none where it knows of the purge and can ask the ledger. */
function allowed(gone: Gone, by: Edge, awayAt: number): number {
  if (awayAt >= gone.at - PROMISED) return OUTAGE + PROMISED;
  return gone.by === by ? 0 : PROMISED;
}
