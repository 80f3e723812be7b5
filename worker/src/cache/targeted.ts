/** `CDN-Cache-Control` (RFC 9213): directives for caches like this one, as a Dictionary of Structured Fields. Pure. */
import { parseDictionary } from 'structured-headers';
import { type Directives, LONGEST_SECONDS, parseDirectives } from './directives.ts';

const FIELD = 'CDN-Cache-Control';

/** Directives whose value is a number of seconds. */
const WITH_SECONDS = ['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error'];

/**
 * The directives that count for a shared cache, and whether they are the targeted ones. §2.2: a targeted field that is
 * there, valid and not empty makes `Cache-Control` and `Expires` count for nothing.
 */
export function effectiveDirectives(headers: Headers): { directives: Directives; targeted: boolean } {
  const targeted = targetedDirectives(headers.get(FIELD));
  return targeted === null
    ? { directives: parseDirectives(headers.get('Cache-Control')), targeted: false }
    : { directives: targeted, targeted: true };
}

/** Null when the field is absent, empty, or no Dictionary. */
export function targetedDirectives(value: string | null): Directives | null {
  if (value === null || value.trim() === '') return null;
  const members = dictionary(value);
  if (members === null) return null;
  const directives = new Map<string, (string | null)[]>();
  for (const [name, [bare]] of members) {
    // §2.1: a member of another type than its directive has is ignored.
    if (WITH_SECONDS.includes(name)) {
      if (typeof bare !== 'number' || !Number.isInteger(bare) || bare < 0) continue;
      directives.set(name, [String(Math.min(bare, LONGEST_SECONDS))]);
    } else if (bare === true) directives.set(name, [null]);
    else if (typeof bare === 'string') directives.set(name, [bare]);
  }
  return directives.size === 0 ? null : directives;
}

function dictionary(value: string) {
  try {
    return parseDictionary(value);
  } catch {
    return null;
  }
}
