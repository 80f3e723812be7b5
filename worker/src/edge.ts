/** State of one isolate: what it knows, what it keeps, what it is fetching. */
import { Flights } from './gateway/flights.ts';
import { LedgerViews } from './ledger/views.ts';
import { Backoff } from './serve/backoff.ts';
import { FillDesk } from './serve/fill-desk.ts';
import { KeyMemo } from './serve/key-memo.ts';
import { OutagePace } from './serve/outage.ts';
import { SiteDirectory } from './sites/site-directory.ts';
import { MEMORY_BOUNDS, MemoryTier } from './tiers/memory.ts';
import type { DurableTier } from './tiers/tier.ts';
import { WrittenCopies } from './tiers/written-copies.ts';
import type { World } from './world.ts';

export interface Edge {
  world: World;
  sites: SiteDirectory;
  views: LedgerViews;
  memory: MemoryTier;
  /** What this isolate has written to each of the tiers where that costs money. */
  written: Record<DurableTier['name'], WrittenCopies>;
  desk: FillDesk;
  backoff: Backoff;
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
    written: { kv: new WrittenCopies(), r2: new WrittenCopies() },
    desk: new FillDesk(),
    backoff: new Backoff(world),
    pace: new OutagePace(),
    keys: new KeyMemo(),
    flights: new Flights(),
  };
}
