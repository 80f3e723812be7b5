/** `GET /pages`: every page that was rendered for the cache, whether it is stored, and why not. */
import { z } from 'zod';
import { Reason } from './reason.ts';

/** What became of a page, in one word; its reason word says why. */
export const PageStatus = z.enum(['cached', 'stale', 'expired', 'purged', 'not-cached']);
export type PageStatus = z.infer<typeof PageStatus>;

/** What kind of page it is, as WordPress understood the address. */
export const PageKind = z.enum([
  'front',
  'posts',
  'post',
  'page',
  'attachment',
  'archive',
  'author',
  'date',
  'search',
  'feed',
  'sitemap',
  'embed',
  'not-found',
  'other',
]);
export type PageKind = z.infer<typeof PageKind>;

/** What the list can be ordered by. */
export const PageOrder = z.enum([
  'url',
  'stored_at',
  'expires_at',
  'seen_at',
  'bytes',
  'hits',
  'last_hit',
  'tags',
]);
export type PageOrder = z.infer<typeof PageOrder>;

/** Most rows of one answer. */
export const MAX_PAGES_PER_PAGE = 100;

/** The query of `GET /pages`; several values of `status`, `reason` or `kind` are joined with commas. */
export const PagesQuery = z.strictObject({
  /** In address or title. */
  search: z.string().max(200).optional(),
  status: z.array(PageStatus).max(PageStatus.options.length).optional(),
  reason: z.array(Reason).max(Reason.options.length).optional(),
  kind: z.array(PageKind).max(PageKind.options.length).optional(),
  /** Id of a persona. */
  persona: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
  orderby: PageOrder.optional(),
  order: z.enum(['asc', 'desc']).optional(),
  page: z.int().min(1).max(100_000).optional(),
  per_page: z.int().min(1).max(MAX_PAGES_PER_PAGE).optional(),
});
export type PagesQuery = z.infer<typeof PagesQuery>;

export const ListedPage = z.object({
  /** First 32 hex digits of the key; `page:ID` is the tag of this very page. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Absolute, in the form that the key is made of. */
  url: z.string(),
  /** What else the key is made of: `language=de&device=phone`, or empty. */
  variant: z.string(),
  /** As the page has it, or that of its post; empty where there is none. */
  title: z.string(),
  kind: PageKind,
  /** Id of the post that the page is of; null for lists, feeds and the like. */
  post: z.int().min(1).nullable(),
  status: PageStatus,
  reason: Reason,
  /** Unix seconds; null = never stored. */
  stored_at: z.int().nullable(),
  expires_at: z.int().nullable(),
  /** Unix seconds, when it was last rendered for the cache. */
  seen_at: z.int(),
  /** Body bytes, plain and gzip (0 = not stored). */
  bytes: z.int().min(0),
  gzip_bytes: z.int().min(0),
  tags_count: z.int().min(0),
  /** Visits that were answered from the store of this host, folded every five minutes. */
  hits: z.int().min(0),
  /** Unix seconds; null = never. */
  last_hit: z.int().nullable(),
});
export type ListedPage = z.infer<typeof ListedPage>;

const Count = z.int().min(0);

export const PagesAnswer = z.object({
  ok: z.literal(true),
  /** Rows that match. */
  total: Count,
  page: z.int().min(1),
  per_page: z.int().min(1).max(MAX_PAGES_PER_PAGE),
  pages: z.array(ListedPage),
  /** Of all pages that are known, matching or not; only what occurs. */
  summary: z.object({
    statuses: z.array(z.object({ status: PageStatus, count: Count })),
    reasons: z.array(z.object({ reason: Reason, count: Count })),
    kinds: z.array(z.object({ kind: PageKind, count: Count })),
  }),
});
export type PagesAnswer = z.infer<typeof PagesAnswer>;
