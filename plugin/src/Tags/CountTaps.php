<?php

/** How many there are, and since when: posts, pictures, posts of somebody, and the latest times. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class CountTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('wp_count_posts', $this->count(...), PHP_INT_MAX, 2);
        add_filter('is_multi_author', $this->authors(...), PHP_INT_MAX);
        foreach (['get_lastpostdate', 'get_lastpostmodified'] as $filter) {
            add_filter($filter, fn(mixed $time = '', mixed $zone = '', mixed $type = ''): mixed => $this->latest($time, $type, $filter), PHP_INT_MAX, 3);
        }
        add_filter('get_usernumposts', $this->count_of_author(...), PHP_INT_MAX, 3);
    }

    private function count(mixed $counts = null, mixed $type = ''): mixed
    {
        if (is_string($type) && Tag::is_tag("list:{$type}")) {
            $this->page->list($type, Tag::count($type));
        }

        return $counts;
    }

    /** Whether more than one has published posts: a page is purged when the answer is the other one. */
    private function authors(mixed $areMany = false): mixed
    {
        $this->page->rare(RareFacet::AUTHORS, Tag::facet(Tag::authors('post'), (bool) $areMany ? 'many' : 'one'));

        return $areMany;
    }

    /** Core asks for itself too, for headers of feeds. */
    private function latest(mixed $time, mixed $type, string $function): mixed
    {
        if (is_string($type) && Tag::is_tag("list:{$type}") && Caller::now()->entry() === $function) {
            $this->page->list($type, Tag::list($type));
            if ($function === 'get_lastpostmodified') {
                $this->page->rare(RareFacet::MODIFIED, Tag::facet(Tag::list($type), RareFacet::MODIFIED));
            }
        }

        return $time;
    }

    private function count_of_author(mixed $count = 0, mixed $user = 0, mixed $types = 'post'): mixed
    {
        foreach (is_array($types) ? $types : [$types] as $type) {
            if (is_string($type) && Tag::is_tag("list:{$type}")) {
                $this->page->list($type, Tag::authors($type));
            }
        }

        return $count;
    }
}
