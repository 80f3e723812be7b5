/** State of one isolate: what it knows, what it keeps, what it is fetching. */
import { ColoViewShelf } from './ledger/view-shelf.ts';
import { LedgerViews } from './ledger/views.ts';
import { Counters } from './metrics/counters.ts';
import { MetricsFlush } from './metrics/metrics-store.ts';
import { Backoff } from './serve/backoff.ts';
import { Flights } from './serve/flights.ts';
import { KeyMemo } from './serve/key-memo.ts';
import { OutagePace } from './serve/outage-pace.ts';
import { PlainVisits } from './serve/plain-visits.ts';
import { ReadyHeaders } from './serve/ready-headers.ts';
import { CacheService } from './service/cache-service.ts';
import { SiteDirectory } from './sites/site-directory.ts';
import { CacheApiTier } from './tiers/cache-api.ts';
import { MEMORY_BOUNDS, MemoryTier } from './tiers/memory.ts';
import type { DurableTier } from './tiers/tier.ts';
import { WrittenCopies } from './tiers/written-copies.ts';
import type { World } from './world.ts';

export interface Edge {
  world: World;
  /** What is kept of the Worker's own data. */
  service: CacheService;
  sites: SiteDirectory;
  views: LedgerViews;
  memory: MemoryTier;
  colo: CacheApiTier;
  /** What this isolate has written to each of the tiers where that costs money. */
  written: Record<DurableTier['name'], WrittenCopies>;
  backoff: Backoff;
  pace: OutagePace;
  keys: KeyMemo;
  plain: PlainVisits;
  ready: ReadyHeaders;
  flights: Flights;
  /** What has happened, until it is written down. */
  counters: Counters;
  flush: MetricsFlush;
  /** What an isolate does once, behind its first answer, has begun. */
  hasStarted: boolean;
}

export function createEdge(world: World): Edge {
  const views = new LedgerViews(world, new ColoViewShelf(world));
  const service = new CacheService(world, views);
  const counters = new Counters(world);
  return {
    world,
    counters,
    hasStarted: false,
    flush: new MetricsFlush(world, counters),
    service,
    sites: new SiteDirectory(world, service),
    views,
    memory: new MemoryTier(MEMORY_BOUNDS),
    colo: new CacheApiTier(world),
    written: { kv: new WrittenCopies(), r2: new WrittenCopies() },
    backoff: new Backoff(world),
    pace: new OutagePace(),
    keys: new KeyMemo(),
    plain: new PlainVisits(),
    ready: new ReadyHeaders(),
    flights: new Flights(),
  };
}
