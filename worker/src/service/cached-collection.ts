/** One kind of the Worker's own data, typed: in memory always, in KV where its namespace is not private. */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { z } from 'zod';
import type { LedgerView } from '../cache/view.ts';
import { Keeper, type Kept, type Limits } from '../keeper.ts';
import { unixTime, type World } from '../world.ts';
import { type Collection, type DataName, dataKey, dataTags } from './data-key.ts';
import { NAMESPACES } from './namespaces.ts';
import type { Reach } from './reach.ts';
import type { DataValidity, Stamped } from './validity.ts';

export interface Datum<T> extends Stamped {
  name: DataName;
  value: T;
  /** Strong entity tag of the value (RFC 9110 §8.8.3). */
  etag: string;
}

export interface Loaded<T> {
  value: T;
  /** Of what else the value was made. */
  tags?: string[];
  /** Unix seconds from which it is untrue without an event. */
  until?: number;
}

export interface DataStats {
  hits: number;
  misses: number;
  sets: number;
  entries: number;
}

/** Without a view the age decides, as short as a view may be old. */
const WITHOUT_VIEW: Limits = { young: 1000, longest: 5000 };
/** What was never read, or is known to be untrue, is infinitely old: that alone is waited for. */
const ALWAYS: Limits = { young: Number.MAX_SAFE_INTEGER, longest: Number.MAX_SAFE_INTEGER };

const CAPACITY = 1000;

/** KV's shortest, in seconds. */
const SHORTEST_KV = 60;

export class CachedCollection<T> {
  readonly kind: Collection;
  readonly #world: World;
  readonly #validity: DataValidity;
  readonly #schema: z.ZodType<T>;
  readonly #kept: Keeper<Datum<T>>;
  readonly #counts = { hits: 0, misses: 0, sets: 0 };

  constructor(world: World, validity: DataValidity, kind: Collection, schema: z.ZodType<T>) {
    this.#world = world;
    this.#validity = validity;
    this.kind = kind;
    this.#schema = schema;
    this.#kept = new Keeper(world, CAPACITY);
  }

  /** A copy that is known to be true; null when there is none. */
  async get(name: DataName, reach: Reach): Promise<Datum<T> | null> {
    const key = dataKey(this.kind, name, reach.version);
    const held = this.#kept.peek(key, Number.POSITIVE_INFINITY);
    if (held !== null && (await this.#validity.of(held, reach)) === 'fresh') return this.#hit(held);
    const stored = await this.#fromKv(key, name, reach);
    if (stored === null || (await this.#validity.of(stored, reach)) !== 'fresh') return this.#miss();
    this.#kept.put(key, stored);
    return this.#hit(stored);
  }

  /** Keeps a value that is true now. To make other isolates forget an older one is `CacheService.invalidate`'s. */
  async set(name: DataName, loaded: Loaded<T>, reach: Reach): Promise<Datum<T>> {
    const view = await this.#validity.view(reach);
    const datum = await this.#datum(name, loaded, view, null);
    const key = dataKey(this.kind, name, reach.version);
    this.#counts.sets += 1;
    this.#kept.put(key, datum);
    await this.#toKv(key, datum, reach);
    return datum;
  }

  getMany(names: readonly DataName[], reach: Reach): Promise<(Datum<T> | null)[]> {
    return Promise.all(names.map((name) => this.get(name, reach)));
  }

  setMany(entries: readonly { name: DataName; loaded: Loaded<T> }[], reach: Reach): Promise<Datum<T>[]> {
    return Promise.all(entries.map(({ name, loaded }) => this.set(name, loaded, reach)));
  }

  /**
   * The value, loaded when no copy is known to be true. Many who ask at once cost one load. When it fails, what was
   * known last is told, as `Keeper` says it.
   */
  async getOrSet(name: DataName, load: () => Promise<Loaded<T>>, reach: Reach): Promise<Kept<Datum<T>>> {
    const key = dataKey(this.kind, name, reach.version);
    const held = this.#kept.peek(key, Number.POSITIVE_INFINITY);
    const validity = held === null ? 'gone' : await this.#validity.of(held, reach);
    if (held !== null && validity === 'fresh')
      return { state: 'known', value: this.#hit(held), confirmed: true };
    if (held !== null && validity === 'gone' && this.#kept.peek(key, Number.POSITIVE_INFINITY) === held)
      this.#kept.outdate(key);
    this.#counts.misses += 1;
    // Taken before the load, so that what changes while it runs makes the copy untrue; and outside it, because a ledger
    // that hangs must not use up the time that the load has.
    const view = await this.#validity.view(reach);
    return this.#kept.current(key, {
      load: (known) => this.#load(key, name, load, { reach, known, view }),
      limits: validity === 'unknown' ? WITHOUT_VIEW : ALWAYS,
      background: reach.background,
    });
  }

  /** Loads ahead of the first question. */
  async warm(
    entries: readonly { name: DataName; load: () => Promise<Loaded<T>> }[],
    reach: Reach,
  ): Promise<number> {
    const kept = await Promise.all(entries.map(({ name, load }) => this.getOrSet(name, load, reach)));
    return kept.filter(({ state }) => state === 'known').length;
  }

  /** Takes copies out of this isolate and KV. Others go by the ledger. */
  async drop(names: readonly DataName[], reach: Reach): Promise<void> {
    for (const name of names) {
      const key = dataKey(this.kind, name, reach.version);
      this.#kept.drop(key);
      await this.#kv(reach)
        ?.delete(`data/${key}`)
        .catch(() => {});
    }
  }

  /** Keys in this isolate's memory. */
  keys(): string[] {
    return this.#kept.ids();
  }

  stats(): DataStats {
    return { ...this.#counts, entries: this.keys().length };
  }

  async #load(
    key: string,
    name: DataName,
    load: () => Promise<Loaded<T>>,
    { reach, known, view }: { reach: Reach; known: Datum<T> | null; view: LedgerView | null },
  ): Promise<Datum<T>> {
    const stored = await this.#fromKv(key, name, reach);
    if (stored !== null && (await this.#validity.of(stored, reach)) === 'fresh') return stored;
    const datum = await this.#datum(name, await load(), view, known);
    await this.#toKv(key, datum, reach);
    return datum;
  }

  async #datum(
    name: DataName,
    { value, tags = [], until = Number.POSITIVE_INFINITY }: Loaded<T>,
    view: { epoch: string; seq: number } | null,
    known: Datum<T> | null,
  ): Promise<Datum<T>> {
    const etag = `"${(await sha256Hex(JSON.stringify(value))).slice(0, 32)}"`;
    return {
      name,
      // The same value keeps its identity, and with it whatever was prepared from it.
      value: known?.etag === etag ? known.value : value,
      etag,
      tags: [...new Set([...dataTags(this.kind, name), ...tags])],
      epoch: view?.epoch ?? '',
      fillSeq: view?.seq ?? 0,
      expiresAt: Math.min(until, unixTime(this.#world) + NAMESPACES[this.kind.namespace].ttl),
    };
  }

  #kv({ kv }: Reach): KVNamespace | null {
    return NAMESPACES[this.kind.namespace].isPrivate ? null : kv;
  }

  async #fromKv(key: string, name: DataName, reach: Reach): Promise<Datum<T> | null> {
    const text = await this.#kv(reach)
      ?.get(`data/${key}`)
      .catch(() => null);
    if (text == null) return null;
    try {
      const stored = Stored.parse(JSON.parse(text));
      return { ...stored, name, value: this.#schema.parse(stored.value) };
    } catch {
      return null;
    }
  }

  async #toKv(key: string, { name: _, ...datum }: Datum<T>, reach: Reach): Promise<void> {
    const expirationTtl = Math.max(SHORTEST_KV, datum.expiresAt - unixTime(this.#world));
    if (datum.epoch === '') return;
    await this.#kv(reach)
      ?.put(`data/${key}`, JSON.stringify(datum), { expirationTtl })
      .catch(() => {});
  }

  #hit(datum: Datum<T>): Datum<T> {
    this.#counts.hits += 1;
    return datum;
  }

  #miss(): null {
    this.#counts.misses += 1;
    return null;
  }
}

const Stored = z.strictObject({
  value: z.unknown(),
  etag: z.string(),
  tags: z.array(z.string()),
  epoch: z.string(),
  fillSeq: z.int(),
  expiresAt: z.int(),
});
