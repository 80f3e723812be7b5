<?php

/** Authors and comments that are shown. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class PeopleTaps
{
    /** @var array<int, true> posts whose comments are tagged */
    private array $listed = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (UserFacet::FIELDS as $field) {
            add_filter("get_the_author_{$field}", fn(mixed $value = '', mixed $user = 0): mixed => $this->user($value, $user, $field), PHP_INT_MAX, 2);
        }
        add_filter('author_link', fn(mixed $link = '', mixed $user = 0): mixed => self::is_unlinked_block() ? $link : $this->user($link, $user, 'user_nicename'), PHP_INT_MAX, 2);
        add_filter('the_author', $this->author(...), PHP_INT_MAX);
        add_filter('get_avatar_data', $this->picture(...), PHP_INT_MAX, 2);
        add_filter('pre_get_avatar_data', $this->picture(...), PHP_INT_MAX, 2);
        add_filter('users_pre_query', $this->users(...), PHP_INT_MAX);
        add_filter('wp_list_authors_args', $this->authors(...), PHP_INT_MAX);
        add_filter('get_comment', $this->comment(...), PHP_INT_MAX);
        add_filter('comments_pre_query', $this->comments(...), PHP_INT_MAX, 2);
        add_filter('get_comments_number', $this->comments_of_post(...), PHP_INT_MAX, 2);
        add_filter('comments_open', $this->form(...), PHP_INT_MAX, 2);
    }

    private function user(mixed $value, mixed $user, string $field): mixed
    {
        if (Ids::of($user) > 0) {
            $this->page->add(UserFacet::of(Ids::of($user), $field));
            $this->as_author(Ids::of($user));
        }

        return $value;
    }

    /** The block makes the address of an author even where it prints the name alone. */
    private static function is_unlinked_block(): bool
    {
        $block = \WP_Block_Supports::$block_to_render;
        $attributes = is_array($block) && ($block['blockName'] ?? null) === 'core/post-author' ? ($block['attrs'] ?? []) : null;

        return is_array($attributes) && !(bool) ($attributes['isLink'] ?? false);
    }

    /** Shown because they wrote the post of the loop: that may be somebody else's tomorrow. */
    private function as_author(int $user): void
    {
        $post = get_post();
        if ($post instanceof \WP_Post && (int) $post->post_author === $user) {
            $this->page->shows($post->ID, PostFacet::Author);
        }
    }

    private function author(mixed $name = ''): mixed
    {
        global $authordata;

        return $this->user($name, $authordata, 'display_name');
    }

    /** The address stands for the picture that belongs to it. */
    private function picture(mixed $data = null, mixed $of = null): mixed
    {
        return $this->user($data, match (true) {
            $of instanceof \WP_Post => (int) $of->post_author,
            $of instanceof \WP_Comment => (int) $of->user_id,
            default => $of,
        }, 'user_email');
    }

    private function users(mixed $result = null): mixed
    {
        if (Caller::innermost(['wp_list_authors' => true]) !== '') {
            return $result;
        }
        $this->page->rare(RareFacet::table('users'), Tag::table('users'));

        return $result;
    }

    /** With the number of posts of each. */
    private function authors(mixed $arguments = null): mixed
    {
        $isWhole = is_array($arguments) && !(bool) ($arguments['hide_empty'] ?? true);
        $fields = ['display_name', 'user_nicename', ...($isWhole ? ['made'] : [])];
        $this->page->rare(RareFacet::table('users'), ...array_map(static fn(string $field): string => Tag::facet(Tag::table('users'), $field), $fields));
        $this->page->list('post', Tag::authors('post'));

        return $arguments;
    }

    /** One that code outside of core names by its id; of those that a list has found, the list tells. */
    private function comment(mixed $comment = null): mixed
    {
        $post = $comment instanceof \WP_Comment ? (int) $comment->comment_post_ID : 0;
        if ($post > 0 && !isset($this->listed[$post])) {
            if (str_starts_with(Caller::now()->entry(), 'get_comment') && Ids::of(Caller::argument('get_comment', 0)) > 0) {
                $this->listed[$post] = true;
                $this->page->add(Tag::comments($post));
            }
        }

        return $comment;
    }

    private function comments(mixed $result = null, mixed $query = null): mixed
    {
        $vars = $query instanceof \WP_Comment_Query ? $query->query_vars : [];
        $posts = [...Ids::all($vars['post_id'] ?? null), ...Ids::all($vars['post__in'] ?? null)];
        $newest = $posts === [] ? self::newest($vars) : 0;
        if ($newest > 0) {
            $this->page->rare(RareFacet::comments($newest), Tag::facet(Tag::comments(0), (string) $newest));
        } else {
            $this->listed += array_fill_keys($posts, true);
            $this->page->add(...array_map(Tag::comments(...), $posts === [] ? [0] : $posts));
        }

        return $result;
    }

    /**
     * How many of the newest comments are asked for; 0: it is another question.
     *
     * @param array<mixed> $vars
     */
    private static function newest(array $vars): int
    {
        $usual = ['number', 'status', 'post_status', 'orderby', 'order', 'offset', 'update_comment_meta_cache', 'update_comment_post_cache', 'no_found_rows', 'cache_domain', 'hierarchical', 'count', 'fields', 'paged', 'type__not_in'];
        foreach (array_diff_key($vars, array_fill_keys($usual, 0)) as $value) {
            if (!in_array($value, ['', null, false, [], 0], true)) {
                return 0;
            }
        }
        $isPlain = in_array($vars['status'] ?? '', ['approve', '1', 1], true)
            && in_array($vars['orderby'] ?? '', ['', 'comment_date_gmt', 'comment_date'], true)
            && strtoupper(is_string($vars['order'] ?? null) ? $vars['order'] : '') === 'DESC'
            && in_array($vars['offset'] ?? 0, [0, '', '0'], true)
            && in_array($vars['count'] ?? false, [false, 0], true)
            && in_array($vars['paged'] ?? 1, [0, 1, '', '1'], true)
            && in_array($vars['type__not_in'] ?? '', ['', [], 'note', ['note']], true);

        return $isPlain && is_numeric($vars['number'] ?? null) ? min(100, (int) $vars['number']) : 0;
    }

    private function comments_of_post(mixed $number = 0, mixed $post = 0): mixed
    {
        $this->page->add(Tag::facet(Tag::comments(Ids::of($post)), 'count'));

        return $number;
    }

    /** Comments that close by themselves: no hook fires when they do. */
    private function form(mixed $isOpen = false, mixed $post = 0): mixed
    {
        $post = Ids::of($post) > 0 ? get_post(Ids::of($post)) : null;
        if ($isOpen === true && $post instanceof \WP_Post && (bool) get_option('close_comments_for_old_posts')) {
            $days = get_option('close_comments_days_old');
            $published = strtotime($post->post_date_gmt . ' UTC');
            if (is_numeric($days) && $published !== false) {
                $this->page->expire_at($published + (int) $days * 86_400);
            }
        }

        return $isOpen;
    }
}
