/** `Vary` (RFC 9111 §4.1): which stored response of a URL a request may be given. Pure. */

/** Selecting fields in lower case, sorted, each once; null for `*`, which no later request matches. */
export function varyOf(headers: Headers): string[] | null {
  const names = (headers.get('Vary') ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (names.includes('*')) return null;
  return [...new Set(names.filter((name) => name !== ''))].sort();
}

/** The selecting fields of a request with their normalised values; an absent field has the value null. */
export type Selecting = readonly (readonly [string, string | null])[];

export function selecting(request: Headers, names: readonly string[]): Selecting {
  return names.map((name) => {
    const value = request.get(name);
    return [name, value === null ? null : normalised(name, value)];
  });
}

/** Negotiation fields whose members are told apart by weight and not by their order. */
const UNORDERED = ['accept-language', 'accept-encoding', 'accept-charset'];

/**
 * §4.1 lets values be normalised where their meaning stays the same: space around commas goes, letters of language
 * tags and codings are lower-cased, and members with weights stand in the order of their weight.
 */
function normalised(name: string, value: string): string {
  const members = value
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  if (!UNORDERED.includes(name)) return members.join(', ');
  return members
    .map((member) =>
      member
        .toLowerCase()
        .replace(/\s*;\s*/g, ';')
        .replace(/;q=1(\.0{0,3})?$/, ''),
    )
    .sort()
    .join(', ');
}

export function sameSelecting(a: Selecting, b: Selecting): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
