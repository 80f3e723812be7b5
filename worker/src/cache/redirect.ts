/** Redirects of a fill. The fill was sent without ignored parameters; the visitor gets them back (threat CP-31). Pure. */
import { canonicalHost, canonicalQuery, type QueryParameter } from '@dynamic-cache/contracts/cache-key';

/** `Location` with the ignored parameters of the request, when it stays on the site. */
export function withIgnored(
  location: string,
  ignored: readonly QueryParameter[],
  hosts: readonly string[],
): string {
  if (ignored.length === 0 || !staysOn(location, hosts)) return location;
  const hash = location.indexOf('#');
  const base = hash < 0 ? location : location.slice(0, hash);
  const query = canonicalQuery(ignored);
  return `${base}${base.includes('?') ? '&' : '?'}${query}${hash < 0 ? '' : location.slice(hash)}`;
}

function staysOn(location: string, hosts: readonly string[]): boolean {
  if (location.startsWith('/') && !location.startsWith('//')) return true;
  const [, scheme = '', authority = ''] = /^(https?):\/\/([^/?#]+)/i.exec(location) ?? [];
  return hosts.includes(canonicalHost(authority, scheme.toLowerCase()));
}
