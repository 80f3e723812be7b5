/** Purges of addresses are purges of tags: every page carries one tag for its URL and one for each folder above it. */
import {
  canonicalHost,
  canonicalPath,
  canonicalQuery,
  isIgnored,
  parseQuery,
} from '@dynamic-cache/contracts/cache-key';
import { lengthPrefixed, sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { tag } from '@dynamic-cache/contracts/tags';

/** Folders deeper than this share the tag of the one above: purged too much, never too little. */
const DEEPEST = 32;

/** The parts of a site's configuration that name its addresses. */
export type Addresses = Pick<EdgeConfig, 'canonical' | 'aliases' | 'rules'>;

/** The folders of a path, from the root down; a path that ends with `/` is a folder itself. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf('/'); at >= 0 && folders.length < DEEPEST; at = path.indexOf('/', at + 1)) {
    folders.push(path.slice(0, at + 1));
  }
  return folders;
}

/** The tags that the edge adds to a page of this canonical path and query. */
export async function addressTags(site: Addresses, path: string, query: string): Promise<string[]> {
  const folders = foldersOf(path).map((folder) => folderTag(site, folder));
  return [tag.site, await urlTag(site, path, query), ...(await Promise.all(folders))];
}

/** The tag that purges a URL in all its variants; null when no page of this site can be stored under it. */
export async function tagOfUrl(site: Addresses, url: string): Promise<string | null> {
  const parts = ownPath(site, url);
  if (parts === null) return null;
  const kept = parseQuery(parts.query).filter((parameter) => !isIgnored(parameter, site.rules.query));
  return urlTag(site, parts.path, canonicalQuery(kept));
}

/** The tag that purges everything below a URL; null when no page of this site can be stored there. */
export async function tagOfPrefix(site: Addresses, prefix: string): Promise<string | null> {
  const parts = ownPath(site, prefix);
  const folder = parts === null ? undefined : foldersOf(parts.path).at(-1);
  return folder === undefined ? null : folderTag(site, folder);
}

function ownPath(site: Addresses, url: string): { path: string; query: string } | null {
  const [, scheme = '', authority = '', rawPath = '', query = ''] =
    /^(https?):\/\/([^/?#]*)([^?#]*)\??([^#]*)/.exec(url) ?? [];
  const host = canonicalHost(authority, scheme);
  if (host !== site.canonical.host && !site.aliases.includes(host)) return null;
  const path = canonicalPath(rawPath === '' ? '/' : rawPath);
  return path === null ? null : { path, query };
}

async function urlTag({ canonical }: Addresses, path: string, query: string): Promise<string> {
  return tag.url(await sha256Hex(lengthPrefixed([canonical.scheme, canonical.host, path, query])));
}

async function folderTag({ canonical }: Addresses, folder: string): Promise<string> {
  return tag.path(await sha256Hex(lengthPrefixed([canonical.scheme, canonical.host, folder])));
}
