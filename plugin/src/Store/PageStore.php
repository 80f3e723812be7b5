<?php

/**
 * The port behind which cached pages live. Every adapter passes plugin/tests/Store/PageStoreTestCase.php.
 * Loaded before WordPress: no WordPress function, no autoloader.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface PageStore
{
    /**
     * The page under a key, or the reason word for its absence: `cold`, `expired`, `purged`, `suspect`, `corrupt`, `schema`.
     * `expired` is said only of a page that is neither purged nor suspect. Never throws: a store that cannot be read is a
     * miss.
     *
     * @param string $canonical the canonical key string; an entry stored under another one is `corrupt`, never served
     * @param int $now Unix seconds
     * @param Part $part the bytes that are needed; others are left out
     */
    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss;

    /**
     * The fill token: where the purge log stands. Take it before the page is rendered. Also settles suspects whose
     * process died (older than 30 s), so that they count as purged from here on.
     *
     * @throws UnableToReachStore
     */
    public function token(int $now): Token;

    /**
     * Stores a page that was rendered after `$token` was taken, unless since then one of its tags was purged, is under
     * suspicion, or was under a suspicion that ended in a purge of any tags (PurgeHistory::refusal()). All or nothing: a
     * reader sees the whole page or none.
     *
     * @throws UnableToSavePage with the reason word `purged-during-fill`, `suspect` or `store-error`
     */
    public function save(Page $page, Token $token, int $now): void;

    /**
     * Says that pages with these tags may be about to change: until the suspicion is settled they are neither served
     * nor stored. Durable when this returns.
     *
     * @param list<string> $tags coarse tags
     *
     * @throws UnableToReachStore
     */
    public function suspect(array $tags, int $now): Suspicion;

    /**
     * Purges pages with any of these tags and settles suspicions, in one step. When this returns nobody gets the old
     * pages any more; their space is freed later. `['site']` is O(1). With no tags the suspicions are withdrawn.
     *
     * A soft purge ends the time of the pages instead: they are misses with the word `expired`, and no fill that is under
     * way is refused for it.
     *
     * @param list<string> $tags
     * @param list<Suspicion> $settles
     *
     * @return Token the position of this purge, sent to the edge as `origin_seq`
     *
     * @throws UnableToReachStore
     */
    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token;

    /**
     * Frees what can never be served again and trims the purge log. Runs in the background; may be cut off anywhere.
     *
     * @throws UnableToReachStore
     */
    public function sweep(int $now): void;
}
