/** All that is known of a page besides its bytes, as one line of ASCII: fit for a header field as well as for a frame. */
import { type Entry, EntryFacts } from '../cache/entry.ts';

/** The facts of an entry as JSON; what is not ASCII is escaped, because a header field would not bring it back. */
export function factsText({ body: _, ...facts }: Entry): string {
  return JSON.stringify(facts).replace(/[\u007f-\uffff]/g, escaped);
}

/** The facts in a text; null when it is none, or of another layout. */
export function parseFacts(text: string): EntryFacts | null {
  try {
    return EntryFacts.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
