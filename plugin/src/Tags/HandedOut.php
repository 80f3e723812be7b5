<?php

/** What a read from the object cache means for the page: which posts and users code outside of core was handed. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class HandedOut
{
    /** Groups of the cache of which anything has to be known. */
    public const GROUPS = ['posts' => true, 'users' => true, 'userlogins' => true, 'userslugs' => true, 'useremail' => true];

    /** Functions of core that hand out what they read. */
    private const POSTS = ['get_post' => true, 'get_page' => true, 'get_post_field' => true, 'get_page_by_path' => true, 'get_page_by_title' => true, 'get_adjacent_post' => true, 'get_previous_post' => true, 'get_next_post' => true, 'get_boundary_post' => true, 'get_post_parent' => true, 'get_children' => true, 'WP_Post::get_instance' => true, 'get_queried_object' => true, 'WP_Query::get_queried_object' => true, 'setup_postdata' => true, 'WP_Query::setup_postdata' => true, 'wp_get_attachment_caption' => true, 'wp_get_post_autosave' => true, 'get_post_datetime' => true];
    private const USERS = ['get_user_by' => true, 'get_userdata' => true, 'get_user' => true, 'get_userdatabylogin' => true, 'WP_User::__construct' => true, 'WP_User::get_data_by' => true, 'WP_User::init' => true];

    /** Functions of core that read a post for what they show of it; none of those above calls them. */
    private const DISPLAY = ['get_the_title' => true, 'get_permalink' => true, 'get_the_permalink' => true, 'get_the_terms' => true, 'get_the_excerpt' => true, 'get_the_content' => true, 'get_post_class' => true, 'get_body_class' => true, 'get_the_date' => true, 'get_the_time' => true, 'get_post_thumbnail_id' => true, 'has_post_thumbnail' => true, 'get_the_post_thumbnail' => true, 'get_post_format' => true, 'is_sticky' => true, 'comments_open' => true, 'pings_open' => true, 'get_comments_number' => true, 'post_password_required' => true, 'get_edit_post_link' => true, 'wp_get_attachment_image' => true, '_block_bindings_post_data_get_value' => true, '_prime_post_caches' => true];

    /** @var list<array{int|string, string}> */
    private array $lookUps = [];

    public function __construct(private PageTags $page) {}

    public function watch(PageTags $page): void
    {
        $this->page = $page;
    }

    /** One read from one of the groups: `$value` is what the cache answered, false when it had nothing. */
    public function heard(mixed $key, mixed $group, mixed $value): void
    {
        if (!is_int($key) && !is_string($key)) {
            return;
        }
        match ($group) {
            'posts' => $this->post($key),
            'users' => $this->user($key),
            'userlogins', 'userslugs', 'useremail' => $this->looked_up($key, $group, $value),
            default => null,
        };
    }

    /** @param \Closure(int|string, string): mixed $read from the cache, unheard */
    public function finish(\Closure $read): void
    {
        foreach ($this->lookUps as [$key, $group]) {
            $user = $read($key, $group);
            if (is_numeric($user)) {
                $this->page->user((int) $user);
            } else {
                $this->page->rare(RareFacet::table('users'), Tag::table('users'));
            }
        }
        $this->lookUps = [];
    }

    private function post(int|string $key): void
    {
        if (is_numeric($key) && !$this->page->is_whole((int) $key) && Caller::hands_out(self::POSTS, self::DISPLAY)) {
            $this->page->post((int) $key);
        }
    }

    private function user(int|string $key): void
    {
        if (is_numeric($key) && Caller::hands_out(self::USERS)) {
            $this->page->user((int) $key);
        }
    }

    /** Known after the question to the database, if there is somebody of that name. */
    private function looked_up(int|string $key, string $group, mixed $value): void
    {
        if ($value === false && Caller::hands_out(self::USERS)) {
            $this->lookUps[] = [$key, $group];
        }
    }
}
