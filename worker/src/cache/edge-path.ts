/** Addresses on the Worker's own hostname: `/edge/cache/<path>` and `/edge/cache/~<host>/<path>`. Pure. */
import { canonicalHost } from '@dynamic-cache/contracts/cache-key';

export const EDGE_PREFIX = '/edge/cache';

export interface EdgePath {
  /** Null: the Worker's only, or default, site. */
  host: string | null;
  /** Path and query at the site, the bytes as received. */
  target: string;
  /** What to put before a path of the site to stay on this hostname. */
  prefix: string;
}

/** Reads a target that begins with the prefix; null when it names no page. */
export function parseEdgePath(target: string): EdgePath | null {
  const match = /^\/edge\/cache(?:\/~([^/?]+))?(\/[^?]*)?(\?.*)?$/.exec(target);
  if (match === null) return null;
  const [, named, path = '/', query = ''] = match;
  if (named === undefined) return { host: null, target: path + query, prefix: EDGE_PREFIX };
  const host = canonicalHost(named, '');
  return host === '' ? null : { host, target: path + query, prefix: `${EDGE_PREFIX}/~${named}` };
}

/** `Location` of an answer, so that a redirect within the site stays on this hostname. */
export function rewriteLocation(location: string, hosts: readonly string[], prefix: string): string {
  if (location.startsWith('/') && !location.startsWith('//')) return prefix + location;
  const [, scheme = '', authority = '', rest = ''] = /^(https?):\/\/([^/?#]+)(.*)$/i.exec(location) ?? [];
  if (!hosts.includes(canonicalHost(authority, scheme.toLowerCase()))) return location;
  return prefix + (rest.startsWith('/') ? rest : `/${rest}`);
}
