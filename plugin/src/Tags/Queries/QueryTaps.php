<?php

/**
 * Every WP_Query of the render. `posts_pre_query` is the one hook that all of them pass (get_posts(), get_pages(),
 * menus), before their results are known; `posts_results` shows the results of most, before core and others change
 * them. The rest is read when the page is done.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\Subject;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Sql\ListSql;
use DynamicCache\Tags\Tag;

final class QueryTaps
{
    /** A longer result is read, not shown. */
    private const MAX_SHOWN = 500;

    /** @var list<\WP_Query> */
    private array $queries = [];

    /** @var list<array{SeenQuery, ListResult|null}> */
    private array $seen = [];

    /** @var array<int, int> object → its latest place in $seen, while its result is not known */
    private array $open = [];

    /** So many of $seen have been through expire(). */
    private int $expired = 0;

    private readonly PageLists $lists;

    /** @param ListRecords|null $records null: nothing is written down, as this page will not be stored */
    public function __construct(private readonly PageTags $page, ?ListRecords $records)
    {
        $this->lists = new PageLists($page, $records);
    }

    public function boot(): void
    {
        add_filter('posts_pre_query', $this->observe(...), PHP_INT_MAX, 2);
        add_filter('posts_results', $this->read(...), PHP_INT_MIN, 2);
        add_action('the_post', fn(mixed $post = null) => $this->page->shows(Ids::of($post), PostFacet::Status), 0);
    }

    /** @param mixed $result of another plugin, or null */
    public function observe(mixed $result, mixed $query = null): mixed
    {
        if ($query instanceof \WP_Query) {
            $this->page->asked($query);
            $this->revisions($query);
            $this->queries[] = $query;
            $this->open[spl_object_id($query)] = count($this->seen);
            $this->seen[] = [SeenQuery::of($query, $result !== null, $this->page->source()), null];
        }

        return $result;
    }

    /** Each comes with a save of its post. */
    private function revisions(\WP_Query $query): void
    {
        $post = in_array('revision', (array) $query->get('post_type'), true) ? Ids::of($query->get('post_parent')) : 0;
        if ($post > 0) {
            $this->page->rare(RareFacet::MODIFIED, Tag::facet(Tag::post($post), RareFacet::MODIFIED));
        }
    }

    private function read(mixed $posts = null, mixed $query = null): mixed
    {
        if ($query instanceof \WP_Query) {
            $this->note($query, is_array($posts) ? $posts : []);
        }

        return $posts;
    }

    /** @param array<mixed> $posts */
    private function note(\WP_Query $query, array $posts): void
    {
        $at = $this->open[spl_object_id($query)] ?? null;
        if ($at !== null) {
            unset($this->open[spl_object_id($query)]);
            $this->seen[$at][1] = new ListResult(array_map(Ids::of(...), array_values($posts)), $query->found_posts);
        }
    }

    /** What has to be known before the answer is out: how long the lists so far stay as they are. */
    public function expire(): void
    {
        $this->lists->expire(...array_column(array_slice($this->seen, $this->expired), 0));
        $this->expired = count($this->seen);
    }

    /**
     * Reads the results.
     *
     * @param bool $isOfRequest the site that answers; of another one of the network no page was asked for
     */
    public function finish(bool $isOfRequest): void
    {
        $queries = $this->queries;
        $this->queries = [];
        foreach ($queries as $query) {
            $posts = is_array($query->posts) ? array_values($query->posts) : [];
            $this->note($query, $posts);
            $this->shown($query, $posts);
            $asked = $query->query;
            $isCounted = is_array($asked) && array_intersect(['posts_per_page', 'numberposts', 'showposts', 'nopaging', 'posts_per_archive_page'], array_keys($asked)) !== [];
            // That of a sitemap's request is on no page; the sitemap counts for itself.
            if (!$isCounted && !$query->is_singular && $query->get('sitemap') === '') {
                $this->page->add($query->is_feed ? Tag::feed() : Tag::paged());
            }
        }
        $seen = $this->seen;
        $this->seen = $this->open = [];
        $this->expired = 0;
        $this->lists->add($seen);
        global $wp_query;
        if ($isOfRequest && $wp_query instanceof \WP_Query) {
            $this->request($wp_query);
        }
    }

    /** @param list<mixed> $posts */
    private function shown(\WP_Query $query, array $posts): void
    {
        if (count($posts) > self::MAX_SHOWN) {
            $sql = new ListSql((string) $query->request, '');
            foreach ($sql->types() as $type) {
                $this->page->rare(RareFacet::ANY, Tag::facet(Tag::list($type), RareFacet::ANY));
            }

            return;
        }
        if ($posts !== []) {
            $this->page->found($query, ...array_map(Ids::of(...), $posts));
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
        Subject::tag($this->page, $query);
    }
}
