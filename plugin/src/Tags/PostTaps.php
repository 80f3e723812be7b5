<?php

/**
 * Posts that are shown without a query of their own: whatever prints one passes a filter of its title, link, excerpt,
 * picture or block. And core's own SQL about posts: neighbours, archives, counts.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class PostTaps
{
    /** Filters that say which post core shows, which argument it is, and what of it is shown. */
    private const SHOWN = [
        'the_title' => [1, [PostFacet::Title]],
        'single_post_title' => [1, [PostFacet::Title]],
        'the_title_rss' => [0, []],
        'post_link' => [1, [PostFacet::Link]],
        'post_type_link' => [1, [PostFacet::Link]],
        'page_link' => [1, [PostFacet::Link]],
        'attachment_link' => [1, [PostFacet::Link]],
        'wp_get_attachment_url' => [1, [PostFacet::File]],
        'get_attached_file' => [1, [PostFacet::File]],
        'image_downsize' => [1, [PostFacet::File]],
        'wp_get_attachment_image_attributes' => [1, [PostFacet::File]],
        'wp_get_attachment_image_src' => [1, [PostFacet::File]],
        'wp_get_attachment_metadata' => [1, [PostFacet::File]],
        'wp_get_attachment_caption' => [1, [PostFacet::Excerpt]],
        'get_the_terms' => [1, []],
        'comments_open' => [1, [PostFacet::Discussion, PostFacet::Status]],
        'pings_open' => [1, [PostFacet::Discussion, PostFacet::Status]],
        'get_comments_number' => [1, []],
        'get_the_date' => [2, [PostFacet::Date]],
        'get_the_time' => [2, [PostFacet::Date]],
        'get_post_time' => [2, [PostFacet::Date]],
        'post_password_required' => [1, [PostFacet::Status]],
        'post_class' => [2, [PostFacet::Status]],
        'post_thumbnail_id' => [1, []],
    ];

    /** @var array<string, array<int, true>> filter → ids of posts of which it has told */
    private array $said = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (self::SHOWN as $filter => [$place, $facets]) {
            add_filter($filter, function (mixed $value = null, mixed $first = null, mixed $second = null) use ($filter, $place, $facets): mixed {
                $post = $place === 2 ? $second : $first;
                $id = is_int($post) ? $post : Ids::of($post);
                if ($place > 0 && !isset($this->said[$filter][$id])) {
                    $this->said[$filter][$id] = true;
                    $this->page->shows($id, ...$facets);
                }

                return $value;
            }, PHP_INT_MAX, $place + 1);
        }
        add_filter('is_sticky', $this->sticky(...), PHP_INT_MAX, 2);
        add_filter('the_content', $this->content(...), PHP_INT_MAX);
        add_filter('get_the_excerpt', $this->excerpt(...), PHP_INT_MAX, 2);
        add_filter('do_shortcode_tag', $this->foreign_code(...), PHP_INT_MAX, 2);
        add_filter('render_block', $this->block(...), PHP_INT_MAX, 3);
        foreach (['get_the_modified_date', 'get_the_modified_time', 'get_post_modified_time', 'get_feed_build_date'] as $filter) {
            add_filter($filter, function (mixed $value = null): mixed {
                $this->page->shows_modified();

                return $value;
            }, PHP_INT_MAX);
        }
        foreach (['core/block' => PostFacet::Content, 'core/navigation' => PostFacet::Content, 'core/navigation-link' => PostFacet::Status, 'core/navigation-submenu' => PostFacet::Status] as $block => $facet) {
            add_filter("render_block_{$block}", fn(mixed $html = '', mixed $of = null): mixed => $this->reference($html, $of, $facet), PHP_INT_MAX, 2);
        }
        add_filter('post_link', $this->author_in_link(...), PHP_INT_MAX, 2);
        add_filter('post_link_category', $this->category_in_link(...), PHP_INT_MAX);
        foreach (['get_previous_post_where', 'get_next_post_where'] as $filter) {
            add_filter($filter, $this->neighbour(...), PHP_INT_MAX, 5);
        }
        add_filter('getarchives_where', $this->archives(...), PHP_INT_MAX, 2);
        add_filter('get_calendar_args', $this->calendar(...), PHP_INT_MAX);
        add_filter('wp_count_posts', $this->count(...), PHP_INT_MAX, 2);
        add_filter('is_multi_author', $this->authors(...), PHP_INT_MAX);
        foreach (['get_lastpostdate', 'get_lastpostmodified'] as $filter) {
            add_filter($filter, fn(mixed $time = '', mixed $zone = '', mixed $type = ''): mixed => $this->latest($time, $type, $filter), PHP_INT_MAX, 3);
        }
        add_filter('get_usernumposts', $this->count_of_author(...), PHP_INT_MAX, 3);
    }

    /** The text of the post of the loop; other code on the way may take anything of it. */
    private function content(mixed $html = ''): mixed
    {
        $post = get_post();
        if ($post instanceof \WP_Post) {
            CoreCode::alone_listens('the_content') ? $this->page->shows($post->ID, PostFacet::Content, PostFacet::Status) : $this->page->post($post->ID);
        }

        return $html;
    }

    /** Core asks for the class of a post, and prints it on the first page of the blog alone. */
    private function sticky(mixed $is = false, mixed $post = 0): mixed
    {
        if ((is_home() && !is_paged()) || Caller::innermost(['get_post_class' => true]) === '') {
            $this->page->shows(Ids::of($post), PostFacet::Sticky);
        }

        return $is;
    }

    /** Where nobody wrote one, core makes it of the text. */
    private function excerpt(mixed $text = '', mixed $post = null): mixed
    {
        $post = $post instanceof \WP_Post ? $post : get_post();
        if ($post instanceof \WP_Post) {
            $this->page->shows($post->ID, PostFacet::Excerpt, PostFacet::Status, ...($post->post_excerpt === '' ? [PostFacet::Content] : []));
        }

        return $text;
    }

    /** A shortcode of core's takes nothing but what its attributes name. */
    private function foreign_code(mixed $html = '', mixed $name = ''): mixed
    {
        $post = $this->page->post_of_loop();
        if ($post !== null && !in_array($name, ['gallery', 'playlist', 'audio', 'video', 'embed', 'caption', 'wp_caption'], true)) {
            $this->page->post($post->ID);
        }

        return $html;
    }

    /** Blocks of plugins know the post of the loop. */
    private function block(mixed $html = '', mixed $block = null): mixed
    {
        $name = is_array($block) ? ($block['blockName'] ?? null) : null;
        // Nearly all of them.
        if (!is_string($name) || str_starts_with($name, 'core/')) {
            return $html;
        }
        $type = \WP_Block_Type_Registry::get_instance()->get_registered($name);

        return $type !== null && $type->is_dynamic() ? $this->foreign_code($html) : $html;
    }

    /** A synced pattern, a menu: `ref` is the id of its post; a link in a menu: `id`, and what it leads to. */
    private function reference(mixed $html, mixed $block, PostFacet $facet): mixed
    {
        $attributes = is_array($block) ? ($block['attrs'] ?? null) : null;
        $attributes = is_array($attributes) ? $attributes : [];
        $isTerm = ($attributes['kind'] ?? '') === 'taxonomy';
        $this->page->shows($isTerm ? 0 : Ids::of($attributes['ref'] ?? $attributes['id'] ?? null), $facet, PostFacet::Status);

        return $html;
    }

    private function author_in_link(mixed $link = '', mixed $post = null): mixed
    {
        $structure = get_option('permalink_structure');
        if ($post instanceof \WP_Post && is_string($structure) && str_contains($structure, '%author%')) {
            $this->page->add(UserFacet::of((int) $post->post_author, 'user_nicename'));
        }

        return $link;
    }

    private function category_in_link(mixed $category = null): mixed
    {
        if ($category instanceof \WP_Term) {
            foreach ([$category->term_id, ...get_ancestors($category->term_id, $category->taxonomy, 'taxonomy')] as $term) {
                $this->page->add(TermFacet::Link->of($term));
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
        $isOfTerms = (bool) $inTerm && is_string($taxonomy) && Tag::is_tag("tax:{$taxonomy}");
        if ($isOfTerms) {
            $this->page->rare(RareFacet::adjacent($taxonomy), Tag::facet(Tag::adjacent($post->ID), $taxonomy), Tag::terms($post->ID, $taxonomy));
        }
        $isNarrowed = ($excluded !== '' && $excluded !== []) || ((bool) $inTerm && !$isOfTerms) || self::is_changed_by_others();
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

    /** A list of months, and of whatever else there can be one of. */
    private function archives(mixed $where = '', mixed $arguments = null): mixed
    {
        $arguments = is_array($arguments) ? $arguments : [];
        $type = is_string($arguments['post_type'] ?? null) ? $arguments['post_type'] : 'post';
        $kind = is_string($arguments['type'] ?? null) ? $arguments['type'] : 'monthly';
        $tag = Tag::archives($type);
        $isOfPosts = $kind === 'postbypost' || $kind === 'alpha';
        if ($isOfPosts) {
            $this->page->list($type, Tag::list($type), Tag::facet(Tag::list($type), 'title'));
        } else {
            $this->page->list($type, (bool) ($arguments['show_post_count'] ?? false) ? $tag : Tag::facet($tag, $kind));
        }

        return $where;
    }

    /** One month, with links to the months before and after it that have posts. */
    private function calendar(mixed $arguments = null): mixed
    {
        $type = is_array($arguments) && is_string($arguments['post_type'] ?? null) && $arguments['post_type'] !== '' ? $arguments['post_type'] : 'post';
        $month = self::month_of_request() ?? current_datetime()->format('Y-m');
        $this->page->list($type, Tag::calendar($type, $month));
        $today = current_datetime()->format('Y-m');
        if ($month >= $today) {
            // The day of today stands out, in a month to come on its first day.
            $begins = (new \DateTimeImmutable("{$month}-01", wp_timezone()))->getTimestamp();
            $this->page->expire_at($month === $today ? Midnight::after(time(), wp_timezone()) : $begins);
        }

        return $arguments;
    }

    /** As get_calendar() takes it out of the request; by weeks (`w`) it is left to the database, and taken for this month here. */
    private static function month_of_request(): ?string
    {
        global $monthnum, $year, $m;
        if (is_numeric($monthnum) && is_numeric($year) && (int) $monthnum > 0 && (int) $year > 0) {
            return sprintf('%04d-%02d', (int) $year, (int) $monthnum);
        }
        $together = is_scalar($m) && get_query_var('w') === '' ? (string) $m : '';

        return preg_match('/^([0-9]{4})([0-9]{2})?/', $together, $match) === 1 ? "{$match[1]}-" . ($match[2] ?? '01') : null;
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
