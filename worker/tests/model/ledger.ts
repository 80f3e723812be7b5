/** The ledger as isolates reach it: over a network that takes its time, away at times, put back from a backup at others. */
import type { GenerationStore, LedgerDelta, Purge, PurgeOutcome } from '../../src/ledger/generation-store.ts';
import { InMemoryGenerationStore } from '../../src/ledger/in-memory.ts';
import type { Clockwork } from './clockwork.ts';
import type { Broken } from './simulation.ts';

/** Most tags of one answer here, so that views end early and older pages are looked up. */
const FEW = 3;

export class DistantLedger implements GenerationStore {
  #isUp = true;
  #lastAway = Number.NEGATIVE_INFINITY;
  readonly #clock: Clockwork;
  readonly #broken: Broken;
  #inner: InMemoryGenerationStore;
  /** What it held since when, oldest first. */
  readonly #history: { since: number; held: InMemoryGenerationStore }[] = [];

  constructor(clock: Clockwork, broken: Broken) {
    this.#clock = clock;
    this.#broken = broken;
    this.#inner = new InMemoryGenerationStore(clock);
    this.#note();
  }

  /** When it was last away, in milliseconds. */
  get awayAt(): number {
    return this.#isUp ? this.#lastAway : this.#clock.now();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  set isUp(isUp: boolean) {
    if (!this.#isUp) this.#lastAway = this.#clock.now();
    this.#isUp = isUp;
  }

  async read(site: string, since: number, limit: number): Promise<LedgerDelta> {
    const few = Math.min(limit, FEW);
    // An answer that is dated by its arrival: what it says is as old as it was on its way, which may be long where
    // nobody waits for it (worker/isolates has the real Worker hear such answers).
    if (this.#broken === 'age-from-arrival') {
      return this.#before(this.#clock.pick([20, 500, 4000])).read(site, since, few);
    }
    if (this.#broken !== 'two-reads') return this.#ask(() => this.#inner.read(site, since, few));
    const { tags, base } = await this.#ask(() => this.#inner.read(site, since, few));
    const state = await this.#ask(() => this.#inner.read(site, since, few));
    return { ...state, tags, base };
  }

  async lookUp(site: string, tags: readonly string[]): Promise<LedgerDelta> {
    const found = await this.#ask(() => this.#inner.lookUp(site, tags));
    return this.#broken === 'look-up-without-floor' ? { ...found, floor: 0 } : found;
  }

  purge(purge: Purge): Promise<PurgeOutcome> {
    const heard = this.#broken === 'restore-unnoticed' ? { ...purge, acked: null } : purge;
    return this.#change(() => this.#inner.purge(heard));
  }

  async rotate(site: string, epoch: string): Promise<void> {
    if (this.#broken === 'restore-unnoticed') return;
    await this.#change(() => this.#inner.rotate(site, epoch));
  }

  compact(site: string, bound: number): Promise<void> {
    return this.#change(() => this.#inner.compact(site, bound));
  }

  forget(site: string): Promise<void> {
    return this.#change(() => this.#inner.forget(site));
  }

  backup(): InMemoryGenerationStore {
    return this.#inner.copy();
  }

  restore(backup: InMemoryGenerationStore): void {
    this.#inner = backup.copy();
    this.#note();
  }

  /** Three times there and back, as after a restore, it takes less than a reader waits. */
  #delay(): number {
    return this.#clock.pick([2, 20, 60, 80]);
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    await this.#clock.sleep(this.#delay());
    if (!this.#isUp) throw new Error('the ledger is away');
    const answer = await question();
    await this.#clock.sleep(this.#delay());
    return answer;
  }

  async #change<T>(change: () => Promise<T>): Promise<T> {
    return this.#ask(async () => {
      const answer = await change();
      this.#note();
      return answer;
    });
  }

  #note(): void {
    this.#history.push({ since: this.#clock.now(), held: this.#inner.copy() });
  }

  #before(milliseconds: number): InMemoryGenerationStore {
    if (!this.#isUp) throw new Error('the ledger is away');
    const at = this.#clock.now() - milliseconds;
    return this.#history.findLast(({ since }) => since <= at)?.held ?? this.#inner;
  }
}
