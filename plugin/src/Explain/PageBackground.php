<?php

/** Looks up what is known of a page besides the decision. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Index\PageList;
use DynamicCache\Index\Standing;
use DynamicCache\Settings\SiteUrl;
use DynamicCache\Store\TagHash;

final class PageBackground
{
    /**
     * @param bool $asksEdge one request to the Worker
     * @param bool $tellsPurges only who manages the cache learns what others have changed
     */
    public function __construct(
        private readonly bool $asksEdge,
        private readonly bool $tellsPurges,
    ) {}

    /** @param int $now Unix seconds */
    public function of(Explanation $told, SiteUrl $page, int $now): Background
    {
        $list = new PageList(Standing::of_site($now));
        $id = substr($told->key ?? '', 0, 32);
        $row = $id === '' ? null : $list->page($id)?->row;
        $sources = $row === null ? [] : $list->sources($id);
        $hashes = TagHash::set([...($told->page->tags ?? array_keys($sources)), ...($id === '' ? [] : ["page:{$id}"])]);

        return new Background(
            $row?->seenAt,
            $row?->refusal,
            $sources,
            $this->tellsPurges && $id !== '' ? RecentPurges::of($told->url, $hashes) : [],
            $this->asksEdge ? EdgeCopy::of($page) : null,
        );
    }
}
