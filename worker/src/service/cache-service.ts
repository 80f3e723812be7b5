/** The cache of the Worker's own data: its collections, and how a change is told to every isolate. */
import type { DataEvent } from '@dynamic-cache/contracts/cache-api';
import type { z } from 'zod';
import { newClaim } from '../control/mutation.ts';
import type { LedgerViews } from '../ledger/views.ts';
import type { Background, World } from '../world.ts';
import { CachedCollection, type DataStats } from './cached-collection.ts';
import {
  type Collection,
  DATA_LEDGER,
  type DataName,
  dataTags,
  type Scope,
  tagOfPattern,
} from './data-key.ts';
import { concernedBy } from './namespaces.ts';
import type { Reach } from './reach.ts';
import { DataValidity, type Stamped } from './validity.ts';

/** What the service needs of a collection, whatever it holds. */
interface Listed {
  kind: Collection;
  keys(): string[];
  stats(): DataStats;
}

export class CacheService {
  readonly #world: World;
  readonly #validity: DataValidity;
  readonly #collections: Listed[] = [];

  constructor(world: World, views: LedgerViews) {
    this.#world = world;
    this.#validity = new DataValidity(world, views);
  }

  /** Opens a typed collection; once per isolate for each kind. */
  collection<T>(kind: Collection, schema: z.ZodType<T>): CachedCollection<T> {
    const opened = new CachedCollection(this.#world, this.#validity, kind, schema);
    this.#collections.push(opened);
    return opened;
  }

  /** Copies that match a pattern are untrue from now on, in every isolate. Throws when the ledger cannot take it. */
  async invalidate(scope: Scope, patterns: readonly string[], reach: Reach): Promise<void> {
    await this.invalidateTags(
      patterns.map((pattern) => tagOfPattern(scope, pattern)),
      reach,
    );
  }

  /** One event, by the table of namespaces. */
  async announce(scope: Scope, event: DataEvent, reach: Reach): Promise<void> {
    await this.invalidate(scope, concernedBy(event), reach);
  }

  async delete<T>(collection: CachedCollection<T>, name: DataName, reach: Reach): Promise<void> {
    await this.deleteMany(collection, [name], reach);
  }

  async deleteMany<T>(
    collection: CachedCollection<T>,
    names: readonly DataName[],
    reach: Reach,
  ): Promise<void> {
    const own = names.flatMap((name) => dataTags(collection.kind, name).slice(-1));
    await this.invalidateTags(own, reach);
    await collection.drop(names, reach);
  }

  async invalidateTags(tags: string[], { ledger, background }: Reach): Promise<void> {
    if (tags.length === 0) return;
    const claim = newClaim(this.#world);
    await ledger.purge({
      site: DATA_LEDGER,
      kid: 'worker',
      nonce: claim,
      idempotencyKey: claim,
      digest: claim,
      claim,
      tags: [...new Set(tags)],
      soft: false,
      origin: null,
      acked: null,
    });
    this.purged(background);
  }

  /** Whether a copy of any collection is known to be true without asking anybody. */
  isTrue(copy: Stamped): boolean {
    return this.#validity.isTrue(copy);
  }

  /** This isolate knows that the ledger has changed. */
  purged(background: Background): void {
    this.#validity.purged(background);
  }

  /** Keys of one scope in this isolate's memory, without their scope, in order. */
  keys(scope: Scope): string[] {
    const own = `${scope}/`;
    const all = this.#collections.flatMap((collection) => collection.keys());
    return all.flatMap((key) => (key.startsWith(own) ? [key.slice(own.length)] : [])).sort();
  }

  /** Per namespace and entity, of this isolate. */
  stats(): Record<string, DataStats> {
    return Object.fromEntries(
      this.#collections.map((one) => [`${one.kind.namespace}:${one.kind.entity}`, one.stats()]),
    );
  }
}
