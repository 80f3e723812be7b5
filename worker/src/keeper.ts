/**
 * Keeps what an isolate knows of a database, within a stated bound of age. Young knowledge is used as it is; older is
 * used while it is read again in the background; past `longest` the reading is waited for, briefly. The age counts
 * from sending the read, because what was true then is all that an answer can tell.
 */
import type { Background, World } from './world.ts';

/** Ages in milliseconds. */
export interface Limits {
  /** Up to this age nothing is read. */
  young: number;
  /** Up to this age the reading is not waited for. */
  longest: number;
}

/** Something that was true when its database was asked, in milliseconds. */
export interface Dated<T> {
  value: T;
  sentAt: number;
}

export interface Reading<T> {
  /** Reads anew. `known` is what was known when the read was sent, at `sentAt`. */
  load(known: T | null, sentAt: number): Promise<T>;
  /** What somebody else has read, in place of a read; null: nothing of use. Not asked after a change that is known here. */
  borrow?(known: T | null): Promise<Dated<T> | null>;
  limits: Limits;
  background: Background;
}

export type Kept<T> =
  /** `confirmed`: read since the last change that this isolate knows of. */
  | { state: 'known'; value: T; confirmed: boolean }
  /** Nothing was ever read. */
  | { state: 'none' }
  /** Not to be confirmed for longer than an outage may last. */
  | { state: 'lost'; value: T };

interface Slot<T> {
  value: T | null;
  sentAt: number;
  /** Number of the read that brought the value; reads are numbered as they are sent. */
  read: number;
  /** Reads up to this number were sent before something that is known to have changed. */
  outdated: number;
  flight: { read: number; sentAt: number; done: Promise<void> } | null;
  failedAt: number;
}

/** How long a request waits for a read. */
export const READ_TIMEOUT = 500;

/** After a failed read nobody waits for another one for this long. */
const BREAKER = 1000;

/** How old knowledge may become while it cannot be confirmed. */
export const OUTAGE = 60_000;

export class Keeper<T extends object> {
  readonly #world: World;
  readonly #capacity: number;
  readonly #slots = new Map<string, Slot<T>>();
  #reads = 0;

  constructor(world: World, capacity: number) {
    this.#world = world;
    this.#capacity = capacity;
  }

  /** What is known and young enough to be used without a thought; else null. */
  peek(id: string, young: number): T | null {
    const slot = this.#slots.get(id);
    if (slot === undefined || slot.read <= slot.outdated) return null;
    return this.#world.now() - slot.sentAt <= young ? slot.value : null;
  }

  async current(id: string, reading: Reading<T>): Promise<Kept<T>> {
    const slot = this.#slot(id);
    const age = this.#age(slot);
    if (age > reading.limits.longest) await this.#await(slot, reading);
    else if (age > reading.limits.young) this.#read(slot, reading);
    if (slot.value === null) return { state: 'none' };
    const { value } = slot;
    if (this.#world.now() - slot.sentAt > OUTAGE) return { state: 'lost', value };
    return { state: 'known', value, confirmed: slot.read > slot.outdated };
  }

  /** Something changed just now: the next request must read anew, and answers already on their way do not count. */
  outdate(id: string): void {
    // Also of what nothing is known yet: what others read before is not to be borrowed.
    this.#reads += 1;
    this.#slot(id).outdated = this.#reads;
  }

  /** Keeps what is known from elsewhere to be true now; answers already on their way do not count. */
  put(id: string, value: T): void {
    const slot = this.#slot(id);
    this.#reads += 1;
    Object.assign(slot, { value, sentAt: this.#world.now(), read: this.#reads });
  }

  drop(id: string): void {
    this.#slots.delete(id);
  }

  /** Everything of which something is known. */
  ids(): string[] {
    return [...this.#slots].flatMap(([id, { value }]) => (value === null ? [] : [id]));
  }

  #age(slot: Slot<T>): number {
    return slot.value === null || slot.read <= slot.outdated ? Infinity : this.#world.now() - slot.sentAt;
  }

  /** Waits for a read, never longer than the time-out: the read of another request may never answer this one. */
  async #await(slot: Slot<T>, reading: Reading<T>): Promise<void> {
    if (this.#world.now() - slot.failedAt < BREAKER) return;
    const timeout = this.#world.sleep(READ_TIMEOUT).then(() => 'timeout' as const);
    const outcome = await Promise.race([this.#read(slot, reading), timeout]);
    if (outcome === 'timeout') slot.failedAt = this.#world.now();
  }

  #read(slot: Slot<T>, reading: Reading<T>): Promise<void> {
    const now = this.#world.now();
    const { flight } = slot;
    // A read that has not answered for twice the time-out is given up.
    if (flight !== null && flight.read > slot.outdated && now - flight.sentAt < 2 * READ_TIMEOUT)
      return flight.done;
    this.#reads += 1;
    const read = this.#reads;
    const done = this.#load(slot, reading, read, now);
    slot.flight = { read, sentAt: now, done };
    reading.background(done);
    return done;
  }

  async #load(slot: Slot<T>, reading: Reading<T>, read: number, sentAt: number): Promise<void> {
    const isOutdated = slot.outdated > 0 && slot.read <= slot.outdated;
    try {
      const borrowed = isOutdated ? null : ((await reading.borrow?.(slot.value)) ?? null);
      // What was asked for before what is known brings nothing new.
      const isNewer = borrowed !== null && borrowed.sentAt > slot.sentAt;
      const brought = isNewer ? borrowed : { value: await reading.load(slot.value, sentAt), sentAt };
      if (read > slot.read) Object.assign(slot, { ...brought, read });
    } catch (error) {
      slot.failedAt = this.#world.now();
      console.warn('read-failed', error instanceof Error ? error.message : 'unknown');
    } finally {
      if (slot.flight?.read === read) slot.flight = null;
    }
  }

  #slot(id: string): Slot<T> {
    const known = this.#slots.get(id);
    if (known !== undefined) return known;
    if (this.#slots.size >= this.#capacity) this.#slots.delete(this.#slots.keys().next().value ?? '');
    const slot: Slot<T> = { value: null, sentAt: 0, read: 0, outdated: 0, flight: null, failedAt: -Infinity };
    this.#slots.set(id, slot);
    return slot;
  }
}
