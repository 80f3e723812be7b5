/**
 * From a request to a bypass with its reason, or to the key to look up. The drop-in decides with the same rules in
 * the same order (plugin/src/Engine); contracts/fixtures/lookup is run on both sides.
 */
import {
  canonicalHost,
  canonicalPath,
  canonicalQuery,
  canonicalString,
  isIgnored,
  MAX_CANONICAL_BYTES,
  parseQuery,
  type QueryParameter,
  variantValue,
} from './cache-key.ts';
import { phpVariableName, urlDecode } from './php-names.ts';
import type { BypassReason } from './reason.ts';
import { matchesAny, type Rules } from './rules.ts';

/** What is known of a request before anything is looked up. Header names are lower-case. */
export interface LookupRequest {
  method: string;
  /** Scheme as the visitor used it. */
  scheme: string;
  /** `Host` as received. */
  host: string;
  /** Bytes after the authority: path and query as received (or as the platform folded them). */
  target: string;
  headers: Readonly<Record<string, string>>;
}

/** The part of a site's configuration that decides about requests. */
export interface LookupSite {
  /** Blog id. */
  site: string;
  /** Of the home URL. */
  scheme: string;
  host: string;
  aliases: readonly string[];
  enabled: boolean;
  /** Unix seconds until which the cache is paused; 0 = not paused. */
  pausedUntil: number;
  rules: Rules;
}

export type Lookup =
  | { action: 'bypass'; reason: BypassReason }
  | { action: 'lookup'; canonical: string; path: string; query: string; ignored: QueryParameter[] };

const OVERRIDE_HEADERS = ['x-http-method-override', 'x-http-method', 'x-method-override'];

/** Cookies of a person, after PHP's mangling; `*` stands for any run of characters. */
export const PRIVATE_COOKIES = [
  'wordpress_logged_in_*',
  'wordpress_sec_*',
  'wordpress_no_cache*',
  'wp-settings-*',
  'wp-postpass_*',
  'comment_author_*',
  'woocommerce_items_in_cart',
  'woocommerce_cart_hash',
  'wp_woocommerce_session_*',
  'edd_items_in_cart',
];

/** Query variables whose answer belongs to one person or one moment. */
export const PRIVATE_QUERIES = [
  'preview',
  'preview_id',
  'preview_nonce',
  'customize_*',
  'wp_customize',
  'wp_scrape_key',
  'wp_scrape_nonce',
  'unapproved',
  'moderation-hash',
  'replytocom',
  '_wpnonce',
  'add-to-cart',
  'remove_item',
  'wc-ajax',
  'wc-api',
  'rest_route',
  'doing_wp_cron',
  'key',
  'login',
  'token',
];

/** Decides what to do with a request. `now` is in Unix seconds. First matching rule wins. */
export function lookup(request: LookupRequest, site: LookupSite, now: number): Lookup {
  const reason = beforeUrl(request, site, now);
  if (reason !== null) return { action: 'bypass', reason };

  const mark = request.target.indexOf('?');
  const path = canonicalPath(mark < 0 ? request.target : request.target.slice(0, mark));
  if (path === null || isUncachedPath(path)) return { action: 'bypass', reason: 'path' };

  const parameters = parseQuery(mark < 0 ? '' : request.target.slice(mark + 1));
  const cookies = parseCookies(request.headers.cookie ?? '');
  const later = afterUrl(request, site.rules, path, parameters, cookies);
  if (later !== null) return { action: 'bypass', reason: later };

  const ignored = parameters.filter((parameter) => isIgnored(parameter, site.rules.query));
  const query = canonicalQuery(parameters.filter((parameter) => !ignored.includes(parameter)));
  const { device, language, currency } = site.rules.variants;
  const canonical = canonicalString({
    site: site.site,
    scheme: site.scheme,
    host: site.host,
    path,
    query,
    persona: '',
    language: variantValue(language, cookies),
    currency: variantValue(currency, cookies),
    device: variantValue(device, cookies),
  });
  if (canonical.length > MAX_CANONICAL_BYTES) return { action: 'bypass', reason: 'key-too-long' };
  return { action: 'lookup', canonical, path, query, ignored };
}

function beforeUrl(request: LookupRequest, site: LookupSite, now: number): BypassReason | null {
  if (!site.enabled) return 'disabled';
  if (site.pausedUntil > now) return 'paused';
  if (request.method !== 'GET' && request.method !== 'HEAD') return 'method';
  const { headers } = request;
  if ((headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined) return 'body';
  if (OVERRIDE_HEADERS.some((name) => headers[name] !== undefined)) return 'override';
  const host = canonicalHost(request.host, request.scheme);
  const known = host === site.host || site.aliases.includes(host);
  return known && request.scheme === site.scheme ? null : 'host';
}

function afterUrl(
  request: LookupRequest,
  rules: Rules,
  path: string,
  parameters: readonly QueryParameter[],
  cookies: ReadonlyMap<string, string>,
): BypassReason | null {
  const variables = parameters.map((parameter) => parameter.variable);
  const { exclude, query } = rules;
  if (variables.includes('_method')) return 'override';
  if ([...cookies.keys()].some(isPrivateCookie)) return 'cookie';
  if (request.headers.authorization !== undefined) return 'authorization';
  if (matchesAny(exclude.paths, path)) return 'excluded';
  if (variables.some((variable) => matchesAny(exclude.queries, variable))) return 'excluded';
  if ([...cookies.keys()].some((name) => matchesAny(exclude.cookies, name))) return 'excluded';
  if (matchesAny(exclude.user_agents, request.headers['user-agent'] ?? '')) return 'excluded';
  if (variables.some((variable) => matchesAny(PRIVATE_QUERIES, variable))) return 'private-query';
  if (query.mode === 'allow-list') {
    const known = [...query.allow, ...query.ignore];
    if (variables.some((variable) => !matchesAny(known, variable))) return 'excluded';
  }
  return null;
}

/** Administration, REST and every PHP file, wherever WordPress is installed. */
function isUncachedPath(path: string): boolean {
  return /\/wp-(admin|json|content|includes)(\/|$)|\.php(\/|$)/i.test(path);
}

function isPrivateCookie(name: string): boolean {
  return /sess/i.test(name) || matchesAny(PRIVATE_COOKIES, name);
}

/**
 * Cookies by the name that PHP gives them. Stricter than PHP: also split at a comma, because two `Cookie` lines
 * can arrive joined with one, and names are decoded. The first cookie of a name wins, as in PHP.
 */
export function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(/[;,]/)) {
    const equals = part.indexOf('=');
    const name = phpVariableName(urlDecode((equals < 0 ? part : part.slice(0, equals)).trim()));
    if (name !== '' && !cookies.has(name)) cookies.set(name, equals < 0 ? '' : part.slice(equals + 1).trim());
  }
  return cookies;
}
