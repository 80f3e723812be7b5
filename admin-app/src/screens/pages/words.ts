/** What the words of the list mean to an owner. */
import type { PageKind, PageStatus } from '@dynamic-cache/contracts/pages';
import { __ } from '@wordpress/i18n';

export const STATUSES: Readonly<Record<PageStatus, () => string>> = {
  cached: () => __('Cached', 'ai-wp-dynamic-cache'),
  stale: () => __('Stale', 'ai-wp-dynamic-cache'),
  expired: () => __('Expired', 'ai-wp-dynamic-cache'),
  purged: () => __('Purged', 'ai-wp-dynamic-cache'),
  'not-cached': () => __('Not cached', 'ai-wp-dynamic-cache'),
};

export const KINDS: Readonly<Record<PageKind, () => string>> = {
  front: () => __('Front page', 'ai-wp-dynamic-cache'),
  posts: () => __('Posts page', 'ai-wp-dynamic-cache'),
  post: () => __('Post', 'ai-wp-dynamic-cache'),
  page: () => __('Page', 'ai-wp-dynamic-cache'),
  attachment: () => __('Attachment', 'ai-wp-dynamic-cache'),
  archive: () => __('Archive', 'ai-wp-dynamic-cache'),
  author: () => __('Author archive', 'ai-wp-dynamic-cache'),
  date: () => __('Date archive', 'ai-wp-dynamic-cache'),
  search: () => __('Search results', 'ai-wp-dynamic-cache'),
  feed: () => __('Feed', 'ai-wp-dynamic-cache'),
  sitemap: () => __('Sitemap', 'ai-wp-dynamic-cache'),
  embed: () => __('Embed', 'ai-wp-dynamic-cache'),
  'not-found': () => __('Not found', 'ai-wp-dynamic-cache'),
  other: () => __('Other', 'ai-wp-dynamic-cache'),
};
