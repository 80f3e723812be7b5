<?php

/**
 * The pages of one site of a network, some of which show other sites (switch_to_blog()). Such a page carries a token of
 * each of them, and tags that begin with `BLOG-ID:`; it is served only while no log speaks against it, and every log
 * decides by the rules of PurgeHistory. Pages that show their own site alone cost nothing here.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class NetworkPageStore implements PageStore
{
    /** @param \Closure(string): ?PurgeWitness $witness by blog id; null: that site keeps no log */
    public function __construct(private readonly PageStore $store, private readonly \Closure $witness) {}

    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
    {
        $found = $this->store->find($canonical, $now, $part);
        $expired = $found instanceof Miss && $found->reason === Reason::Expired ? $found->page : null;
        $page = $found instanceof Page ? $found : $expired;
        if ($page === null) {
            return $found;
        }
        // The page was read before: a purge of another site that has returned is in the log that is read now.
        foreach ($page->others as $site => $token) {
            $judged = $this->judge((string) $site, $token, $page, $now);
            if ($judged instanceof Miss && $judged->reason !== Reason::Expired) {
                return $judged;
            }
            $found = $judged instanceof Miss ? $judged : $found;
        }

        return $found;
    }

    public function token(int $now): Token
    {
        return $this->store->token($now);
    }

    public function save(Page $page, Token $token, int $now): void
    {
        // Before it is put in place: what the other site says from here on comes behind its token, and counts at every hit.
        foreach ($page->others as $site => $position) {
            $history = ($this->witness)((string) $site)?->history($position);
            $reason = $history === null ? Reason::PurgedDuringFill : $history->refusal(self::hashes($page, (string) $site), $position->sequence, $now);
            if ($reason !== null) {
                throw UnableToSavePage::because($reason, "site {$site} was changed meanwhile");
            }
        }
        $this->store->save($page, $token, $now);
    }

    public function suspect(array $tags, int $now): Suspicion
    {
        return $this->store->suspect($tags, $now);
    }

    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token
    {
        return $this->store->purge($tags, $settles, $now, $kind);
    }

    public function sweep(int $now): void
    {
        $this->store->sweep($now);
    }

    private function judge(string $site, Token $token, Page $page, int $now): ?Miss
    {
        $history = ($this->witness)($site)?->history($token);
        if ($history === null) {
            return new Miss(Reason::Purged, $page);
        }
        $hashes = self::hashes($page, $site);
        $reason = $history->verdict($hashes, $token->sequence, $now);
        if ($reason !== null) {
            return new Miss($reason, $page);
        }
        $expiry = $history->expiry($hashes, $token->sequence);

        return $expiry === null ? null : new Miss(Reason::Expired, $page->expired_at(min($expiry->time, $now)));
    }

    /**
     * What the page shows of another site, in that site's own words.
     *
     * @return array<array-key, true>
     */
    private static function hashes(Page $page, string $site): array
    {
        $start = "{$site}:";
        $own = array_filter($page->tags, static fn(string $tag): bool => str_starts_with($tag, $start));

        return TagHash::set(array_values(array_map(static fn(string $tag): string => substr($tag, strlen($start)), $own)));
    }
}
