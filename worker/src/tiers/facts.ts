/** All that is known of a page besides its bytes, as it is written beside them or in a frame with them. */
import { type Entry, EntryFacts } from '../cache/entry.ts';

/** The facts of an entry as JSON. */
export function factsText({ body: _, ...facts }: Entry): string {
  return JSON.stringify(facts);
}

/** The facts in a text; null when it is none, or of another layout. */
export function parseFacts(text: string): EntryFacts | null {
  try {
    return EntryFacts.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
