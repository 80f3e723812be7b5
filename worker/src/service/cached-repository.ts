/** Base of what reads rows of D1 through the cache: a subclass knows its queries and the parts a value is made of. */
import type { Kept } from '../keeper.ts';
import type { CacheService } from './cache-service.ts';
import type { CachedCollection, Datum, Loaded } from './cached-collection.ts';
import type { DataName } from './data-key.ts';
import type { Reach } from './reach.ts';

export abstract class CachedRepository<T> {
  protected readonly service: CacheService;
  protected readonly rows: CachedCollection<T>;

  constructor(service: CacheService, rows: CachedCollection<T>) {
    this.service = service;
    this.rows = rows;
  }

  /** The value under a name, read with `load` when no copy is known to be true. */
  protected read(name: DataName, load: () => Promise<Loaded<T>>, reach: Reach): Promise<Kept<Datum<T>>> {
    return this.rows.getOrSet(name, load, reach);
  }

  /** Something was written: to be awaited before the writing is answered. */
  protected wrote(tags: string[], reach: Reach): Promise<void> {
    return this.service.invalidateTags(tags, reach);
  }
}
