/**
 * Which copies an isolate has written to a tier where each write costs money and one page takes about one write a
 * second: a page is written when it was asked for a second time, once, a moment later.
 */
import type { Entry, EntryFacts } from '../cache/entry.ts';
import type { World } from '../world.ts';
import type { Tier } from './tier.ts';

/** Writes of one page by many isolates are spread over so many milliseconds. */
const JITTER = 2000;

/** By what one copy is told from another. */
type Copy = Readonly<Pick<EntryFacts, 'key' | 'epoch' | 'fillSeq' | 'storedAt'>>;

/** Bounded; the oldest is forgotten first. */
export class WrittenCopies {
  readonly #seen = new Map<string, { copy: string; written: boolean }>();
  readonly #most: number;

  constructor(most = 10_000) {
    this.#most = most;
  }

  /** Whether this is the moment to write the copy: asked for a second time, and not written yet. */
  isDue(entry: Entry): boolean {
    const seen = this.#seen.get(entry.key);
    if (seen?.copy !== nameOf(entry)) {
      this.#remember(entry, false);
      return false;
    }
    if (seen.written) return false;
    seen.written = true;
    return true;
  }

  /** Whether this isolate has written the copy, or has found it there. */
  has(entry: Copy): boolean {
    const seen = this.#seen.get(entry.key);
    return seen?.written === true && seen.copy === nameOf(entry);
  }

  /** The copy was found there, so somebody has written it. */
  note(entry: Entry): void {
    this.#remember(entry, true);
  }

  #remember(entry: Entry, written: boolean): void {
    this.#seen.delete(entry.key);
    this.#seen.set(entry.key, { copy: nameOf(entry), written });
    if (this.#seen.size > this.#most) this.#seen.delete(this.#seen.keys().next().value ?? '');
  }
}

function nameOf({ epoch, fillSeq, storedAt }: Copy): string {
  return `${epoch}/${fillSeq}/${storedAt}`;
}

/** Keeps it in a moment: isolates that see the same page asked for a second time do not write it together. */
export async function keepSoon(world: World, tier: Tier, entry: Entry): Promise<void> {
  const [byte = 0] = world.random(1);
  await world.sleep((byte / 255) * JITTER);
  await tier.keep(entry);
}
