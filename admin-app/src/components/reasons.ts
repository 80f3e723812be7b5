/** What each reason word means to an owner. Complete by its type: a new word does not compile until it is explained. */
import type { Reason } from '@dynamic-cache/contracts/reason';
import { __ } from '@wordpress/i18n';

const MEANINGS: Readonly<Record<Reason, () => string>> = {
  method: () => __('The request sends data (a form, for example)', 'ai-wp-dynamic-cache'),
  body: () => __('The request carries data', 'ai-wp-dynamic-cache'),
  override: () => __('The request asks to be read as another kind', 'ai-wp-dynamic-cache'),
  host: () => __('Asked under a host name that is not this site’s', 'ai-wp-dynamic-cache'),
  path: () => __('Part of WordPress itself (login, wp-admin, REST …)', 'ai-wp-dynamic-cache'),
  cookie: () => __('Logged in, commenting or shopping', 'ai-wp-dynamic-cache'),
  authorization: () => __('The request carries a login', 'ai-wp-dynamic-cache'),
  excluded: () => __('Excluded by your settings', 'ai-wp-dynamic-cache'),
  'private-query': () => __('A preview, a search link or another private address', 'ai-wp-dynamic-cache'),
  'key-too-long': () => __('An address of unusual length', 'ai-wp-dynamic-cache'),
  paused: () => __('The cache was paused', 'ai-wp-dynamic-cache'),
  disabled: () => __('The cache was off', 'ai-wp-dynamic-cache'),
  shadow: () => __('The cache only watched (shadow mode)', 'ai-wp-dynamic-cache'),
  status: () => __('Not found, redirect or error', 'ai-wp-dynamic-cache'),
  incomplete: () => __('The page was not complete', 'ai-wp-dynamic-cache'),
  fatal: () => __('PHP stopped with an error', 'ai-wp-dynamic-cache'),
  'db-error': () => __('The database reported an error', 'ai-wp-dynamic-cache'),
  'set-cookie': () => __('The page sets a cookie', 'ai-wp-dynamic-cache'),
  'cache-control': () => __('The page says that it is private', 'ai-wp-dynamic-cache'),
  vary: () => __('The page differs by a header of the request', 'ai-wp-dynamic-cache'),
  'headers-sent': () => __('A plugin sent part of the page early', 'ai-wp-dynamic-cache'),
  'logged-in': () => __('Rendered for somebody who is logged in', 'ai-wp-dynamic-cache'),
  donotcache: () => __('A plugin or theme asked not to store it', 'ai-wp-dynamic-cache'),
  reflected: () =>
    __('The page shows an ignored parameter or a cookie of one visitor', 'ai-wp-dynamic-cache'),
  'varies-by-device': () => __('The page differs for phones', 'ai-wp-dynamic-cache'),
  'purged-during-fill': () => __('Changed while it was rendered', 'ai-wp-dynamic-cache'),
  'changed-by-own-render': () => __('Rendering it changed content', 'ai-wp-dynamic-cache'),
  suspect: () => __('Something on it was being edited', 'ai-wp-dynamic-cache'),
  'store-error': () => __('The cache folder could not be used', 'ai-wp-dynamic-cache'),
  busy: () => __('Another visitor’s render was not ready in time', 'ai-wp-dynamic-cache'),
  cold: () => __('Not stored yet', 'ai-wp-dynamic-cache'),
  expired: () => __('Its lifetime was over', 'ai-wp-dynamic-cache'),
  purged: () => __('Something on it had changed', 'ai-wp-dynamic-cache'),
  corrupt: () => __('The stored page was damaged', 'ai-wp-dynamic-cache'),
  schema: () => __('Stored by another version of the plugin', 'ai-wp-dynamic-cache'),
  'no-marker': () => __('The site gave no consent to store it', 'ai-wp-dynamic-cache'),
  'bad-marker': () => __('The consent to store it was not genuine', 'ai-wp-dynamic-cache'),
  'origin-stale': () => __('Rendered before a purge', 'ai-wp-dynamic-cache'),
  revision: () => __('Stored under other settings', 'ai-wp-dynamic-cache'),
  'tier-timeout': () => __('A store of the edge was too slow', 'ai-wp-dynamic-cache'),
  'no-view': () => __('The edge did not know its purges yet', 'ai-wp-dynamic-cache'),
  'ledger-down': () => __('The edge could not check its purges', 'ai-wp-dynamic-cache'),
  fresh: () => __('Stored and good', 'ai-wp-dynamic-cache'),
  revalidated: () => __('Stored and confirmed', 'ai-wp-dynamic-cache'),
  collapsed: () => __('Rendered once for several visitors at the same time', 'ai-wp-dynamic-cache'),
  direct: () => __('Sent by the web server itself, without PHP', 'ai-wp-dynamic-cache'),
  grace: () => __('Old on purpose, while a new one is rendered', 'ai-wp-dynamic-cache'),
};

const WORDS: ReadonlyMap<string, () => string> = new Map(Object.entries(MEANINGS));

/** The meaning of a word; the word itself where a newer version of the site says one that this screen does not know. */
export function meaning(word: string): string {
  return WORDS.get(word)?.() ?? word;
}

export type CountedReason = { key: string; group: string; word: string; count: number };

/** Why pages did not come from the cache, most frequent first. Hits explain themselves. */
export function whyNot(reasons: Readonly<Record<string, number>>): CountedReason[] {
  return Object.entries(reasons)
    .map(([key, count]) => ({ key, group: key.split(':')[0] ?? '', word: key.split(':')[1] ?? '', count }))
    .filter(({ group, count }) => group !== 'hit' && group !== 'stale' && count > 0)
    .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}
