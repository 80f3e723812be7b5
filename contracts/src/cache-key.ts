/**
 * The cache key, byte for byte the same in PHP and at the edge (design: "Cache key").
 * Everything here works on byte strings (one character per byte), so that no encoding can change a key.
 */
import { lengthPrefixed, sha256Hex } from './canonical.ts';
import { phpVariableName, toByteString, urlDecode } from './php-names.ts';
import { matchesAny, type QueryRules, type Variant } from './rules.ts';

/** Longest canonical string, in bytes, that is still cached. */
export const MAX_CANONICAL_BYTES = 8192;

/** The nine fields of a key, in their order. */
export interface KeyFields {
  /** Blog id. */
  site: string;
  /** Of the site's home URL, whatever the visitor used. */
  scheme: string;
  host: string;
  path: string;
  query: string;
  persona: string;
  language: string;
  currency: string;
  device: string;
}

const hexEscape = (byte: string) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** `dck1` and the length-prefixed fields. All fields are ASCII by construction. */
export function canonicalString(fields: KeyFields): string {
  const { site, scheme, host, path, query, persona, language, currency, device } = fields;
  return `dck1\n${lengthPrefixed([site, scheme, host, path, query, persona, language, currency, device])}`;
}

/** Lower-case hex SHA-256 of a canonical string. */
export function cacheKey(canonical: string): Promise<string> {
  return sha256Hex(canonical);
}

/**
 * The canonical path, or null when the path must not be cached: doubled slash, backslash, encoded slash or
 * backslash, control byte, or a dot segment, each also in its encoded form.
 */
export function canonicalPath(rawPath: string): string | null {
  const raw = toByteString(rawPath);
  if (!raw.startsWith('/') || /\/\/|\\|%2f|%5c|%[01][0-9a-f]|%7f|[\x00-\x1f\x7f]/i.test(raw)) return null;
  const path = raw.replace(
    /%([0-9A-Fa-f]{2})|([^A-Za-z0-9\-._~!$&'()*+,;=:@/])/g,
    (_, hex?: string, other?: string) => {
      if (hex === undefined) return hexEscape(other ?? '');
      const byte = String.fromCharCode(Number.parseInt(hex, 16));
      return /[A-Za-z0-9\-._~]/.test(byte) ? byte : `%${hex.toUpperCase()}`;
    },
  );
  return /\/\.{1,2}(\/|$)/.test(path) ? null : path;
}

/** One parameter of a query string. */
export interface QueryParameter {
  /** Decoded bytes. */
  name: string;
  value: string;
  /** The variable that PHP makes of it; rules look at this. */
  variable: string;
}

/** Splits a query (without `?`) at `&`; `a` is `a=`; empty parts are dropped. */
export function parseQuery(rawQuery: string): QueryParameter[] {
  return toByteString(rawQuery)
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const name = urlDecode(equals < 0 ? part : part.slice(0, equals));
      const value = equals < 0 ? '' : urlDecode(part.slice(equals + 1));
      return { name, value, variable: phpVariableName(name) };
    });
}

/** Whether a parameter is left out of the key (and removed from the request while a page is rendered). */
export function isIgnored(parameter: QueryParameter, rules: QueryRules): boolean {
  return matchesAny(rules.ignore, parameter.variable);
}

/** The canonical query of the parameters that are kept: encoded, stably sorted by name, joined with `&`. */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  const encode = (bytes: string) => bytes.replace(/[^A-Za-z0-9\-._~]/g, hexEscape);
  return parameters
    .map(({ name, value }) => ({ name: encode(name), value: encode(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

/** Lower-case host without trailing dot and default port; empty when it is not a plain authority. */
export function canonicalHost(rawHost: string, scheme: string): string {
  const match = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?$/.exec(rawHost.toLowerCase());
  if (match === null) return '';
  const host = (match[1] ?? '').replace(/\.$/, '');
  const port = match[2] ?? '';
  return port === '' || port === (scheme === 'https' ? '443' : '80') ? host : `${host}:${port}`;
}

/** The value of a variant dimension: the cookie's, when it is in the closed list, else empty. */
export function variantValue(variant: Variant, cookies: ReadonlyMap<string, string>): string {
  const value = variant === null ? undefined : cookies.get(variant.cookie);
  return value !== undefined && variant?.values.includes(value) ? value : '';
}
