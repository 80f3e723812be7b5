/**
 * Cache directives (RFC 9111 §5.2), read with the grammar of their list: what stands in a quoted text is no directive.
 * Where a directive is repeated with other values the RFC leaves the choice; the most restrictive one counts. Pure.
 */

/** Largest delta-seconds that are told apart (RFC 9111 §1.2.2): more than that means this. */
export const LONGEST_SECONDS = 2_147_483_648;

/** Directives by lower-case name, each with its values in their order; null for a directive without one. */
export type Directives = ReadonlyMap<string, readonly (string | null)[]>;

export const NO_DIRECTIVES: Directives = new Map();

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
// One member of the list: a directive with its value, or, as the last choice, whatever runs up to the next comma.
const MEMBER = new RegExp(
  `\\s*(?:(${TOKEN})(?:=(?:"((?:[^"\\\\]|\\\\.)*)"|([^",\\s]*)))?\\s*(?=,|$)|((?:"(?:[^"\\\\]|\\\\.)*"|[^,"]|")*))(?:,|$)`,
  'y',
);

/** Reads a `Cache-Control` value, of which several lines are joined with commas. A malformed member says nothing. */
export function parseDirectives(line: string | null): Directives {
  if (line === null || line === '') return NO_DIRECTIVES;
  const directives = new Map<string, (string | null)[]>();
  MEMBER.lastIndex = 0;
  while (MEMBER.lastIndex < line.length) {
    const match = MEMBER.exec(line);
    if (match === null) break;
    const [, name, quoted, bare, malformed] = match;
    const member =
      name === undefined ? brokenMember(malformed ?? '') : { name, value: quoted ?? bare ?? null };
    if (member === null) continue;
    const key = member.name.toLowerCase();
    directives.set(key, [...(directives.get(key) ?? []), member.value]);
  }
  return directives;
}

/** A directive whose value cannot be read, such as `max-age =3600`, is present all the same, with a value that is none. */
function brokenMember(text: string): { name: string; value: string } | null {
  const name = new RegExp(`^\\s*(${TOKEN})`).exec(text)?.[1];
  return name === undefined ? null : { name, value: '' };
}

/** Delta-seconds of a text: digits alone, or null. */
export function deltaSeconds(text: string | null): number | null {
  if (text === null || !/^[0-9]+$/.test(text)) return null;
  return Math.min(Number(text), LONGEST_SECONDS);
}

/**
 * The seconds of a directive: null when it is absent, the shortest where it is repeated. A value that is no number
 * counts as 0, because RFC 9111 §4.2.1 encourages to take invalid freshness information for stale.
 */
export function seconds(directives: Directives, name: string): number | null {
  const values = directives.get(name);
  if (values === undefined) return null;
  return Math.min(...values.map((value) => deltaSeconds(value) ?? 0));
}

/** Whether a directive without field names is there: `no-cache="a"` speaks of one field only (§5.2.2.4, §5.2.2.7). */
export function forbids(directives: Directives, name: 'no-cache' | 'private'): boolean {
  return directives.get(name)?.some((value) => value === null || fieldNames(value).length === 0) ?? false;
}

/** The fields, in lower case, that `no-cache="…"` and `private="…"` name. */
export function restrictedFields(directives: Directives): string[] {
  const values = [...(directives.get('no-cache') ?? []), ...(directives.get('private') ?? [])];
  return values.flatMap((value) => (value === null ? [] : fieldNames(value)));
}

function fieldNames(list: string): string[] {
  const names = list.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => new RegExp(`^${TOKEN}$`).test(name));
}
