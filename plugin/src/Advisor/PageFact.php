<?php

/** What is known of one page: no title, no text, nobody who was there. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Engine\Reason;
use DynamicCache\Index\ListedPage;
use DynamicCache\Index\PageKind;
use DynamicCache\Index\PageStatus;

final class PageFact
{
    /**
     * @param string $url absolute
     * @param string $path of the address, without its query
     * @param int $lastHit Unix seconds; 0 = never
     */
    public function __construct(
        public readonly string $url,
        public readonly string $path,
        public readonly PageKind $kind,
        public readonly Reason $reason,
        public readonly int $hits,
        public readonly int $lastHit,
    ) {}

    public static function of(ListedPage $page): self
    {
        $path = parse_url($page->row->url, PHP_URL_PATH);

        return new self($page->row->url, is_string($path) && $path !== '' ? $path : '/', $page->row->kind, $page->reason, $page->row->hits, $page->row->lastHit);
    }

    public function status(): PageStatus
    {
        return PageStatus::of($this->reason);
    }
}
