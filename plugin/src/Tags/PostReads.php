<?php

/**
 * Core's object cache with an ear: `get_post( 12 )->post_content` passes no filter, but every object that code outside
 * of core is handed comes out of here. Takes the place of core's own cache while a page is rendered for the store; the
 * object cache of another plugin stays as it is, and the display taps then count as if everything were shown.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class PostReads extends \WP_Object_Cache
{
    /** Functions of core that hand out what they read. */
    private const POSTS = ['get_post', 'get_page', 'get_post_field', 'get_page_by_path', 'get_page_by_title', 'get_adjacent_post', 'get_previous_post', 'get_next_post', 'get_boundary_post', 'get_post_parent', 'get_children', 'WP_Post::get_instance', 'get_queried_object', 'WP_Query::get_queried_object', 'setup_postdata', 'WP_Query::setup_postdata', 'wp_get_attachment_caption', 'wp_get_post_autosave', 'get_post_datetime'];
    private const USERS = ['get_user_by', 'get_userdata', 'get_user', 'get_userdatabylogin', 'WP_User::__construct', 'WP_User::get_data_by', 'WP_User::init'];

    /** @var list<array{int|string, string}> */
    private array $lookUps = [];

    private function __construct(private readonly PageTags $page)
    {
        parent::__construct();
    }

    /** Null where the cache of another plugin is in place: nothing is seen then. */
    public static function begin(PageTags $page): ?self
    {
        $cache = $GLOBALS['wp_object_cache'] ?? null;
        if (!$cache instanceof \WP_Object_Cache || !in_array(get_class($cache), [\WP_Object_Cache::class, self::class], true)) {
            return null;
        }
        $reads = new self($page);
        foreach (['cache', 'blog_prefix', 'multisite', 'global_groups'] as $property) {
            $reads->__set($property, $cache->__get($property));
        }
        $reads->cache_hits = $cache->cache_hits;
        $reads->cache_misses = $cache->cache_misses;
        $GLOBALS['wp_object_cache'] = $reads;

        return $reads;
    }

    /**
     * @param int|string $key
     * @param string $group
     * @param bool $force
     * @param bool|null $found
     *
     * @return mixed
     */
    public function get($key, $group = 'default', $force = false, &$found = null)
    {
        $value = parent::get($key, $group, $force, $found);
        match ($group) {
            'posts' => $this->post($key),
            'users' => $this->user($key),
            'userlogins', 'userslugs', 'useremail' => $this->looked_up($key, $group, $value),
            default => null,
        };

        return $value;
    }

    private function post(int|string $key): void
    {
        if (is_numeric($key) && !$this->page->is_whole((int) $key) && in_array(Caller::now()->entry(), self::POSTS, true)) {
            $this->page->post((int) $key);
        }
    }

    private function user(int|string $key): void
    {
        if (is_numeric($key) && in_array(Caller::now()->entry(), self::USERS, true)) {
            $this->page->user((int) $key);
        }
    }

    /** Known after the question to the database, if there is somebody of that name. */
    private function looked_up(int|string $key, string $group, mixed $value): void
    {
        if ($value === false && in_array(Caller::now()->entry(), self::USERS, true)) {
            $this->lookUps[] = [$key, $group];
        }
    }

    /** Who was found under a name; where nobody has it, there may be one day. */
    public function finish(): void
    {
        foreach ($this->lookUps as [$key, $group]) {
            $user = parent::get($key, $group);
            if (is_numeric($user)) {
                $this->page->user((int) $user);
            } else {
                $this->page->rare(RareFacet::table('users'), Tag::table('users'));
            }
        }
        $this->lookUps = [];
    }

    /**
     * Priming shows nothing: past our own get(), which core's method asks for every key.
     *
     * @param array<mixed> $keys
     * @param string $group
     * @param bool $force
     *
     * @return array<mixed>
     */
    public function get_multiple($keys, $group = 'default', $force = false)
    {
        $values = [];
        foreach ($keys as $key) {
            if (is_int($key) || is_string($key)) {
                $values[$key] = parent::get($key, $group, $force);
            }
        }

        return $values;
    }
}
