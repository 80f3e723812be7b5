/** State of one isolate: what it knows, what it keeps, what it is fetching. */
import { Flights } from './gateway/flights.ts';
import { LedgerViews } from './ledger/views.ts';
import { Counters } from './metrics/counters.ts';
import { MetricsFlush } from './metrics/metrics-store.ts';
import { FillDesk } from './serve/fill-desk.ts';
import { KeyMemo } from './serve/key-memo.ts';
import { OutagePace } from './serve/outage.ts';
import { CacheService } from './service/cache-service.ts';
import { SiteDirectory } from './sites/site-directory.ts';
import { KvMemory } from './tiers/kv.ts';
import { MEMORY_BOUNDS, MemoryTier } from './tiers/memory.ts';
import type { World } from './world.ts';

export interface Edge {
  world: World;
  /** What is kept of the Worker's own data. */
  service: CacheService;
  sites: SiteDirectory;
  views: LedgerViews;
  memory: MemoryTier;
  written: KvMemory;
  desk: FillDesk;
  pace: OutagePace;
  keys: KeyMemo;
  flights: Flights;
  /** What has happened, until it is written down. */
  counters: Counters;
  flush: MetricsFlush;
  /** What an isolate does once, behind its first answer, has begun. */
  hasStarted: boolean;
}

export function createEdge(world: World): Edge {
  const views = new LedgerViews(world);
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
    written: new KvMemory(),
    desk: new FillDesk(),
    pace: new OutagePace(),
    keys: new KeyMemo(),
    flights: new Flights(),
  };
}
