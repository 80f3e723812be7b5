<?php

/** One render for the cache that is over, as the list of pages keeps it. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Filled;

final class RenderedPage
{
    private const MAX_TITLE = 190;

    /**
     * @param PageKind $kind of page that WordPress made of the address
     * @param int $post id of the post that it is of; 0 = of none
     * @param array<array-key, string> $sources tag → what put it there
     * @param int $now Unix seconds
     */
    private function __construct(
        public readonly PageAddress $address,
        public readonly Filled $filled,
        public readonly string $title,
        public readonly PageKind $kind,
        public readonly int $post,
        public readonly array $sources,
        public readonly int $now,
    ) {}

    /** Null for a fill that no recorder concluded, and for a page of another site than the current one. */
    public static function of(Fill $fill, ?\WP_Query $query, int $now): ?self
    {
        $filled = $fill->outcome();
        $address = $filled === null ? null : PageAddress::of_canonical($filled->canonical);
        if ($filled === null || $address === null || $address->site() !== (string) get_current_blog_id()) {
            return null;
        }
        $kind = PageKind::of_query($query);

        return new self($address, $filled, self::title($filled->title), $kind, PageKind::post_of($query), $fill->sources(), $now);
    }

    /**
     * Whether it gets a row of its own. What is no page (not found, redirects, errors) only updates the row of a page
     * that was there before: else whoever scans the site for files fills the list.
     */
    public function is_worth_a_row(): bool
    {
        return $this->filled->page !== null || $this->filled->status === 200;
    }

    private static function title(string $html): string
    {
        $text = html_entity_decode(wp_check_invalid_utf8($html, true), ENT_QUOTES | ENT_HTML5, 'UTF-8');
        $text = trim((string) preg_replace('/[\s\p{C}]+/u', ' ', $text));

        return mb_substr($text, 0, self::MAX_TITLE);
    }
}
