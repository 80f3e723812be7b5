<?php

/**
 * Every WP_Query of the render. `posts_pre_query` is the one hook that all of them pass (get_posts(), get_pages(),
 * menus), before their results are known: the query objects are kept and read when the page is done.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class QueryTaps
{
    /** A longer result is read, not shown. */
    private const MAX_SHOWN = 500;

    /** @var list<\WP_Query> */
    private array $queries = [];

    private readonly ListTags $lists;

    public function __construct(private readonly PageTags $page)
    {
        $this->lists = new ListTags($page);
    }

    public function boot(): void
    {
        add_filter('posts_pre_query', $this->observe(...), PHP_INT_MAX, 2);
        add_action('the_post', fn(mixed $post = null) => $this->page->post(Ids::of($post)), 0);
    }

    /** @param mixed $result of another plugin, or null */
    public function observe(mixed $result, mixed $query = null): mixed
    {
        if ($query instanceof \WP_Query) {
            $this->lists->observe($query, $result !== null);
            $this->queries[] = $query;
        }

        return $result;
    }

    /** Reads the results. */
    public function finish(): void
    {
        $queries = $this->queries;
        $this->queries = [];
        foreach ($queries as $query) {
            $this->results($query);
            $asked = $query->query;
            $isCounted = is_array($asked) && array_intersect(['posts_per_page', 'numberposts', 'showposts', 'nopaging', 'posts_per_archive_page'], array_keys($asked)) !== [];
            if (!$isCounted && !$query->is_singular) {
                $this->page->add($query->is_feed ? Tag::feed() : Tag::paged());
            }
        }
        global $wp_query;
        if ($wp_query instanceof \WP_Query) {
            $this->request($wp_query);
        }
    }

    private function results(\WP_Query $query): void
    {
        $posts = is_array($query->posts) ? array_values($query->posts) : [];
        if ($posts === [] && $this->lists->is_asked_by_name($query)) {
            $this->lists->observe_nothing($query);
        }
        if (count($posts) > self::MAX_SHOWN) {
            foreach ((new ListSql((string) $query->request))->types() as $type) {
                $this->page->rare(RareFacet::ANY, Tag::facet(Tag::list($type), RareFacet::ANY));
            }

            return;
        }
        foreach ($posts as $post) {
            $this->page->post(Ids::of($post));
        }
    }

    /** What kind of page was asked for. */
    private function request(\WP_Query $query): void
    {
        if ($query->is_home() || $query->is_front_page()) {
            $this->page->add(Tag::home());
        }
        if ($query->is_search()) {
            $this->page->add(Tag::search());
        }
        if ($query->is_feed()) {
            $this->page->add(Tag::feed());
            $this->page->shows_modified();
        }
        if ($query->get('sitemap') !== '') {
            $this->page->add(Tag::sitemap());
            $this->page->shows_modified();
        }
        if ($query->is_404()) {
            $this->page->list('any', Tag::list('any'));
        }
        if ($query->is_comment_feed()) {
            $this->page->add(Tag::comments($query->is_singular() ? $query->get_queried_object_id() : 0));
        }
        $this->subject($query->get_queried_object());
    }

    private function subject(mixed $object): void
    {
        match (true) {
            $object instanceof \WP_Post => $this->page->post($object->ID),
            $object instanceof \WP_Term => $this->page->term($object->term_id),
            $object instanceof \WP_User => $this->page->user($object->ID),
            default => null,
        };
    }
}
