/**
 * What isolates of one data centre tell each other of the ledger (port): the last reading of one of them, so that the
 * others need not read it too. Adapters: the Cache API, and a twin in memory; one suite of conditions holds for both.
 * It is a hint: whoever takes one decides by its date and position whether it is worth anything.
 */
import { z } from 'zod';
import type { World } from '../world.ts';
import type { LedgerDelta } from './generation-store.ts';

const Position = z.int().min(0);

const Shared = z.strictObject({
  /** When the ledger was asked, milliseconds of the clock of whoever asked. */
  sentAt: z.int(),
  delta: z.strictObject({
    epoch: z.string(),
    seq: Position,
    floor: Position,
    originEpoch: z.string().nullable(),
    base: z.int(),
    tags: z.array(
      z.strictObject({
        tag: z.string(),
        hard: Position,
        soft: Position,
        softAt: z.int(),
        originSeq: Position.nullable(),
        originEpoch: z.string().nullable(),
        last: Position,
      }),
    ),
  }),
});

export interface SharedReading {
  sentAt: number;
  /** Complete from its `base` on. */
  delta: LedgerDelta;
}

export interface ViewShelf {
  /** The last reading that lies here; null when there is none, or it cannot be had at once. Never fails. */
  find(site: string): Promise<SharedReading | null>;
  /** Lies here for so many seconds, instead of what lay here before. Never fails. */
  put(site: string, reading: SharedReading, seconds: number): Promise<void>;
  /** Takes it away: a purge has overtaken it. Never fails. */
  drop(site: string): Promise<void>;
}

// No such host exists (RFC 2606). Beside the pages of tiers/cache-api.ts, never among them.
const SHELF = 'https://dynamic-cache-edge.invalid/view/v1/';

/** Longer than this nobody waits for it: the ledger can be asked instead. Milliseconds. */
const TIMEOUT = 100;

export class ColoViewShelf implements ViewShelf {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  find(site: string): Promise<SharedReading | null> {
    const late = this.#world.sleep(TIMEOUT).then(() => null);
    return Promise.race([this.#read(site), late]);
  }

  async put(site: string, reading: SharedReading, seconds: number): Promise<void> {
    const headers = { 'Cache-Control': `max-age=${seconds}`, 'Content-Type': 'application/json' };
    await attempt(() => this.#world.cache().put(urlOf(site), Response.json(reading, { headers })));
  }

  async drop(site: string): Promise<void> {
    await attempt(() => this.#world.cache().delete(urlOf(site)));
  }

  async #read(site: string): Promise<SharedReading | null> {
    const response = await attempt(() => this.#world.cache().match(urlOf(site)));
    if (response === undefined) return null;
    const parsed = Shared.safeParse(await attempt(() => response.json()));
    return parsed.success ? parsed.data : null;
  }
}

function urlOf(site: string): string {
  return SHELF + encodeURIComponent(site);
}

/** A shelf that fails costs a read of the ledger, and nothing else. */
async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    console.warn('view-not-shared', error instanceof Error ? error.message : 'unknown');
    return undefined;
  }
}
