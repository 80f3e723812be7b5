<?php

/** Authors and comments that are shown. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class PeopleTaps
{
    private const AUTHOR_FIELDS = ['display_name', 'user_nicename', 'user_url', 'user_email', 'user_login', 'nickname', 'first_name', 'last_name', 'description'];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (self::AUTHOR_FIELDS as $field) {
            add_filter("get_the_author_{$field}", $this->user(...), PHP_INT_MAX, 2);
        }
        add_filter('author_link', $this->user(...), PHP_INT_MAX, 2);
        add_filter('the_author', $this->author(...), PHP_INT_MAX);
        add_filter('get_avatar_data', $this->picture(...), PHP_INT_MAX, 2);
        add_filter('pre_get_avatar_data', $this->picture(...), PHP_INT_MAX, 2);
        add_filter('users_pre_query', $this->users(...), PHP_INT_MAX);
        add_filter('wp_list_authors_args', $this->authors(...), PHP_INT_MAX);
        add_filter('comments_pre_query', $this->comments(...), PHP_INT_MAX, 2);
        add_filter('get_comments_number', $this->comments_of_post(...), PHP_INT_MAX, 2);
        add_filter('comments_open', $this->form(...), PHP_INT_MAX, 2);
    }

    private function user(mixed $value = '', mixed $user = 0): mixed
    {
        $this->page->user(Ids::of($user));

        return $value;
    }

    private function author(mixed $name = ''): mixed
    {
        global $authordata;
        $this->page->user(Ids::of($authordata));

        return $name;
    }

    private function picture(mixed $data = null, mixed $of = null): mixed
    {
        $this->page->user(match (true) {
            $of instanceof \WP_Post => (int) $of->post_author,
            $of instanceof \WP_Comment => (int) $of->user_id,
            default => Ids::of($of),
        });

        return $data;
    }

    private function users(mixed $result = null): mixed
    {
        $this->page->rare(RareFacet::table('users'), Tag::table('users'));

        return $result;
    }

    /** With the number of posts of each. */
    private function authors(mixed $arguments = null): mixed
    {
        $this->users();
        $this->page->list('post', Tag::list('post'));

        return $arguments;
    }

    private function comments(mixed $result = null, mixed $query = null): mixed
    {
        $vars = $query instanceof \WP_Comment_Query ? $query->query_vars : [];
        $posts = [...Ids::all($vars['post_id'] ?? null), ...Ids::all($vars['post__in'] ?? null)];
        $this->page->add(...array_map(Tag::comments(...), $posts === [] ? [0] : $posts));

        return $result;
    }

    private function comments_of_post(mixed $number = 0, mixed $post = 0): mixed
    {
        $this->page->add(Tag::comments(Ids::of($post)));

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
