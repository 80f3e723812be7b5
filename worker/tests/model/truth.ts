/** What each page says at the origin, and which of its former versions nobody may be shown any more. */
import { SOFT_SECONDS } from '../../src/cache/verdict.ts';
import { OUTAGE } from '../../src/keeper.ts';
import type { Clockwork } from './clockwork.ts';

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
  readonly #gone = new Map<string, Map<number, number>>();

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

  /** A purge of the page returned that was sent when `version` was the newest: what came before that is gone. */
  purged(path: string, version: number, soft: boolean): void {
    const since = this.#clock.now() + (soft ? SOFT_SECONDS * 1000 : 0);
    const gone = this.#gone.get(path) ?? new Map<number, number>();
    gone.set(version, Math.min(since, gone.get(version) ?? Number.POSITIVE_INFINITY));
    this.#gone.set(path, gone);
  }

  shown(path: string, version: number, began: number, awayAt: number): void {
    if (this.restores > 0) return;
    const since = Math.min(
      ...[...(this.#gone.get(path) ?? [])].filter(([newest]) => version < newest).map(([, at]) => at),
    );
    const late = began - since;
    if (late <= 0) return;
    if (late > (awayAt >= since ? OUTAGE + PROMISED : PROMISED)) this.breaches.push({ path, version, late });
    else this.longest = Math.max(this.longest, late);
  }

  /** All purges count as told now. */
  forgiveUntilNow(): void {
    for (const gone of this.#gone.values())
      for (const [version, at] of gone) gone.set(version, Math.max(at, this.#clock.now()));
  }
}
