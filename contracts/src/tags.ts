/**
 * What a cached page depends on, in surrogate-key form. PHP mirrors this module in Tags\Tag; the strings exist in
 * these two places only, and contracts/fixtures/tags holds both to the same list.
 * Built from ids and registered names alone: nothing a visitor or an author types gets into a tag (threat CP-103).
 */
import { z } from 'zod';

/** One tag on the wire and in the ledger. */
export const TagName = z.string().regex(/^[A-Za-z0-9:_.~-]{1,128}$/);
export type TagName = z.infer<typeof TagName>;

/** What a post list can be narrowed by; the first usable condition of a query is its bucket. */
export type ListBucket =
  | { by: 'term' | 'author' | 'parent'; id: number }
  /** `2026` or `2026-11`. */
  | { by: 'date'; period: string };

function bucketSuffix(bucket: ListBucket | undefined): string {
  if (bucket === undefined) return '';
  return bucket.by === 'date' ? `:date:${bucket.period}` : `:${bucket.by}:${bucket.id}`;
}

export const tag = {
  /** One post of any type: everything that `the_post()` can show of it. */
  post: (id: number) => `post:${id}`,
  term: (id: number) => `term:${id}`,
  user: (id: number) => `user:${id}`,
  /** The terms of one taxonomy that a post carries. */
  terms: (post: number, taxonomy: string) => `terms:${post}:${taxonomy}`,
  meta: (type: 'post' | 'term' | 'user' | 'comment', id: number, key: string) => `meta:${type}:${id}:${key}`,
  /** The result of a query for posts of one type. */
  list: (postType: string, bucket?: ListBucket) => `list:${postType}${bucketSuffix(bucket)}`,
  /** The result of one query for posts, by the first 32 hex digits of the query's hash. */
  query: (hash: string) => `query:${hash.slice(0, 32)}`,
  /** Whatever has, or will have, this slug; the kind is a post type or a taxonomy. */
  slug: (kind: string, slug: string) => `slug:${kind}:${slug}`,
  /** A list of terms. */
  taxonomy: (taxonomy: string) => `tax:${taxonomy}`,
  adjacent: (post: number) => `adjacent:${post}`,
  archives: (postType: string) => `archives:${postType}`,
  /** A month of posts with its days; `2026-11`. */
  calendar: (postType: string, month: string) => `calendar:${postType}:${month}`,
  /** Who has written posts of a type, and how many. */
  authors: (postType: string) => `authors:${postType}`,
  /** How many posts of a type there are. */
  count: (postType: string) => `count:${postType}`,
  comments: (post: number) => `comments:${post}`,
  menu: (id: number) => `menu:${id}`,
  template: (theme: string, slug: string) => `template:${theme}:${slug}`,
  part: (theme: string, slug: string) => `part:${theme}:${slug}`,
  styles: (theme: string) => `styles:${theme}`,
  /** The additional CSS of a theme. */
  css: (theme: string) => `css:${theme}`,
  widget: (area: string) => `widget:${area}`,
  option: (name: string) => `option:${name}`,
  themeMod: (name: string) => `mod:${name}`,
  table: (name: string) => `sql:${name}`,
  persona: (id: string) => `persona:${id}`,
  /** The page itself; the hash is the first 32 hex digits of its cache key. */
  page: (key: string) => `page:${key.slice(0, 32)}`,
  /** Added by the edge: a URL in all its variants; the hash is over scheme, host, path and query. */
  url: (hash: string) => `url:${hash.slice(0, 32)}`,
  /** Added by the edge: every page below a path; the hash is over scheme, host and path. */
  path: (hash: string) => `path:${hash.slice(0, 32)}`,
  home: 'home',
  paged: 'paged',
  feed: 'feed',
  search: 'search',
  sitemap: 'sitemap',
  /** Every page of the site. */
  site: 'site',
} as const;

/** A facet narrows a tag to one aspect of what it names: `list:post~date`. */
export function facet(name: string, aspect: string): string {
  return `${name}~${aspect}`;
}

/** Longest `X-Dynamic-Cache-Tags` value, in bytes; a page with more tags sends `site` only, which purges too much but never too little. */
export const MAX_TAG_HEADER_BYTES = 16_384;

/** Value of `X-Dynamic-Cache-Tags`, as it is signed by the store marker: sorted, unique, joined with commas. */
export function tagHeader(tags: readonly string[]): string {
  const value = [...new Set(tags)].sort().join(',');
  return value.length > MAX_TAG_HEADER_BYTES ? tag.site : value;
}

/** Reads an `X-Dynamic-Cache-Tags` value; null when any part is no tag. */
export function parseTagHeader(value: string): string[] | null {
  const tags = value.split(',');
  return tags.every((name) => TagName.safeParse(name).success) ? tags : null;
}
