/** State of one isolate: what it knows, what it keeps, what it is fetching. */
import { Flights } from './gateway/flights.ts';
import { LedgerViews } from './ledger/views.ts';
import { FillDesk } from './serve/fill-desk.ts';
import { KeyMemo } from './serve/key-memo.ts';
import { OutagePace } from './serve/outage.ts';
import { SiteDirectory } from './sites/site-directory.ts';
import { KvMemory } from './tiers/kv.ts';
import { MEMORY_BOUNDS, MemoryTier } from './tiers/memory.ts';
import type { World } from './world.ts';

export interface Edge {
  world: World;
  sites: SiteDirectory;
  views: LedgerViews;
  memory: MemoryTier;
  written: KvMemory;
  desk: FillDesk;
  pace: OutagePace;
  keys: KeyMemo;
  flights: Flights;
}

export function createEdge(world: World): Edge {
  return {
    world,
    sites: new SiteDirectory(world),
    views: new LedgerViews(world),
    memory: new MemoryTier(MEMORY_BOUNDS),
    written: new KvMemory(),
    desk: new FillDesk(),
    pace: new OutagePace(),
    keys: new KeyMemo(),
    flights: new Flights(),
  };
}
