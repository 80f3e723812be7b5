<?php

/** How many there are, and since when: posts, pictures, posts of somebody, and the latest times. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class CountTaps
{
    /** Of a list of posts of a type: the newest date of any. */
    public const NEWEST = 'newest';

    /** Of authors of a type: who has written any. */
    public const WHO = 'who';

    /** Begins the facet of how many one author has. */
    public const BY = 'by.';

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('wp_count_posts', $this->count(...), PHP_INT_MAX, 2);
        add_filter('wp_count_attachments', $this->pictures(...), PHP_INT_MAX);
        add_filter('is_multi_author', $this->authors(...), PHP_INT_MAX);
        foreach (['get_lastpostdate', 'get_lastpostmodified'] as $filter) {
            add_filter($filter, fn(mixed $time = '', mixed $zone = '', mixed $type = ''): mixed => $this->latest($time, $type, $filter), PHP_INT_MAX, 3);
        }
        add_filter('get_usernumposts', $this->count_of_author(...), PHP_INT_MAX, 3);
        add_filter('pre_count_many_users_posts', $this->count_of_authors(...), PHP_INT_MAX, 3);
    }

    /** Of every status: whoever gets them may print how many drafts there are. */
    private function count(mixed $counts = null, mixed $type = ''): mixed
    {
        if (is_string($type) && Tag::is_tag("list:{$type}")) {
            $this->page->list($type, Tag::count($type));
            if (Caller::leaves_by(['wp_count_posts' => true]) !== '') {
                $this->page->rare(RareFacet::COUNTS, Tag::facet(Tag::count($type), RareFacet::HIDDEN));
            }
        }

        return $counts;
    }

    private function pictures(mixed $counts = null): mixed
    {
        $this->page->list('attachment', Tag::count('attachment'), Tag::facet(Tag::list('attachment'), 'file'));

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
            $this->page->list($type);
            $this->page->rare(RareFacet::NEWEST, Tag::facet(Tag::list($type), self::NEWEST));
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
                $this->page->list($type, Tag::facet(Tag::authors($type), self::BY . Ids::of($user)));
            }
        }

        return $count;
    }

    private function count_of_authors(mixed $counts = null, mixed $users = [], mixed $types = 'post'): mixed
    {
        foreach (Ids::all($users) as $user) {
            $this->count_of_author(0, $user, $types);
        }

        return $counts;
    }
}
