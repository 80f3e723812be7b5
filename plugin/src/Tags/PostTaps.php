<?php

/**
 * Posts that are shown without a query of their own: whatever prints one passes a filter of its title, link, excerpt,
 * picture or block. And core's own SQL about posts: neighbours, archives, counts.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class PostTaps
{
    /** Filters that hand out a post, and which argument it is. */
    private const POST_FILTERS = [
        'the_title' => 1,
        'post_link' => 1,
        'post_type_link' => 1,
        'page_link' => 1,
        'attachment_link' => 1,
        'get_the_excerpt' => 1,
        'wp_get_attachment_url' => 1,
        'get_attached_file' => 1,
        'image_downsize' => 1,
        'wp_get_attachment_image_attributes' => 1,
        'wp_get_attachment_image_src' => 1,
        'wp_get_attachment_metadata' => 1,
        'get_the_terms' => 1,
        'comments_open' => 1,
        'pings_open' => 1,
        'get_comments_number' => 1,
        'get_the_date' => 2,
        'get_the_time' => 2,
        'get_the_modified_date' => 2,
        'get_the_modified_time' => 2,
        'post_thumbnail_id' => 1,
    ];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (self::POST_FILTERS as $filter => $place) {
            add_filter($filter, function (mixed $value = null, mixed ...$more) use ($place): mixed {
                $this->page->post(Ids::of($more[$place - 1] ?? null));

                return $value;
            }, PHP_INT_MAX, $place + 1);
        }
        foreach (['get_the_modified_date', 'get_the_modified_time', 'get_post_modified_time', 'get_feed_build_date'] as $filter) {
            add_filter($filter, function (mixed $value = null): mixed {
                $this->page->shows_modified();

                return $value;
            }, PHP_INT_MAX);
        }
        foreach (['render_block_core/block', 'render_block_core/navigation'] as $filter) {
            add_filter($filter, $this->reference(...), PHP_INT_MAX, 2);
        }
        add_filter('post_link', $this->author_in_link(...), PHP_INT_MAX, 2);
        add_filter('post_link_category', $this->category_in_link(...), PHP_INT_MAX);
        foreach (['get_previous_post_where', 'get_next_post_where'] as $filter) {
            add_filter($filter, $this->neighbour(...), PHP_INT_MAX, 5);
        }
        add_filter('getarchives_where', $this->archives(...), PHP_INT_MAX, 2);
        add_filter('get_calendar_args', $this->calendar(...), PHP_INT_MAX);
        add_filter('wp_count_posts', $this->count(...), PHP_INT_MAX, 2);
        add_filter('get_usernumposts', $this->count_of_author(...), PHP_INT_MAX, 3);
    }

    /** A synced pattern, a menu: `ref` is the id of its post. */
    private function reference(mixed $html = '', mixed $block = null): mixed
    {
        $attributes = is_array($block) ? ($block['attrs'] ?? null) : null;
        $this->page->post(is_array($attributes) ? Ids::of($attributes['ref'] ?? null) : 0);

        return $html;
    }

    private function author_in_link(mixed $link = '', mixed $post = null): mixed
    {
        $structure = get_option('permalink_structure');
        if ($post instanceof \WP_Post && is_string($structure) && str_contains($structure, '%author%')) {
            $this->page->user((int) $post->post_author);
        }

        return $link;
    }

    private function category_in_link(mixed $category = null): mixed
    {
        if ($category instanceof \WP_Term) {
            foreach ([$category->term_id, ...get_ancestors($category->term_id, $category->taxonomy, 'taxonomy')] as $term) {
                $this->page->term($term);
            }
        }

        return $category;
    }

    private function neighbour(mixed $where = '', mixed $inTerm = false, mixed $excluded = '', mixed $taxonomy = '', mixed $post = null): mixed
    {
        if (!$post instanceof \WP_Post) {
            return $where;
        }
        $type = $post->post_type;
        $this->page->list($type, Tag::adjacent($post->ID));
        $isNarrowed = (bool) $inTerm || ($excluded !== '' && $excluded !== []) || self::is_changed_by_others();
        if ($isNarrowed) {
            // The nearest post that counts may be any of the type.
            $this->page->add(Tag::list($type));
        }

        return $where;
    }

    /** Whether somebody besides us has a say in who the neighbours are. */
    private static function is_changed_by_others(): bool
    {
        global $wp_filter;
        foreach (['previous', 'next'] as $side) {
            $hook = is_array($wp_filter) ? ($wp_filter["get_{$side}_post_where"] ?? null) : null;
            $isOwnAlone = $hook instanceof \WP_Hook && array_keys($hook->callbacks) === [PHP_INT_MAX] && count($hook->callbacks[PHP_INT_MAX]) === 1;
            if (!$isOwnAlone || has_filter("get_{$side}_post_join") || has_filter("get_{$side}_post_sort")) {
                return true;
            }
        }

        return false;
    }

    private function archives(mixed $where = '', mixed $arguments = null): mixed
    {
        $type = is_array($arguments) ? ($arguments['post_type'] ?? 'post') : 'post';
        $kind = is_array($arguments) ? ($arguments['type'] ?? 'monthly') : 'monthly';
        $type = is_string($type) ? $type : 'post';
        $isOfPosts = $kind === 'postbypost' || $kind === 'alpha';
        $this->page->list($type, Tag::archives($type), $isOfPosts ? Tag::list($type) : null, $isOfPosts ? Tag::facet(Tag::list($type), 'title') : null);

        return $where;
    }

    private function calendar(mixed $arguments = null): mixed
    {
        $type = is_array($arguments) ? ($arguments['post_type'] ?? 'post') : 'post';
        $type = is_string($type) && $type !== '' ? $type : 'post';
        $this->page->list($type, Tag::archives($type));

        return $arguments;
    }

    private function count(mixed $counts = null, mixed $type = ''): mixed
    {
        if (is_string($type) && Tag::is_tag("list:{$type}")) {
            $this->page->list($type, Tag::list($type));
        }

        return $counts;
    }

    private function count_of_author(mixed $count = 0, mixed $user = 0, mixed $types = 'post'): mixed
    {
        foreach (is_array($types) ? $types : [$types] as $type) {
            if (is_string($type) && Tag::is_tag("list:{$type}")) {
                $this->page->list($type, Tag::list($type, 'author', Ids::of($user)));
            }
        }

        return $count;
    }
}
