<?php

/**
 * What a read from the object cache means for the page: which posts and users code outside of core was handed, and of
 * which posts somebody looked at the terms. Where those are in memory already, has_term() passes nothing else.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Callers\ThemeCode;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class HandedOut
{
    /** Groups of the cache of which anything has to be known. */
    public const GROUPS = ['posts' => true, 'users' => true, 'userlogins' => true, 'userslugs' => true, 'useremail' => true, 'site-options' => true, 'term-queries' => true, 'post-queries' => true, 'timeinfo' => true];

    /** Ends the groups with the ids of the terms of posts, one for each taxonomy; priming does not come by here. */
    public const TERMS = '_relationships';

    /** Functions of core that hand out what they read. */
    private const POSTS = ['get_post' => true, 'get_page' => true, 'get_post_field' => true, 'get_page_by_path' => true, 'get_page_by_title' => true, 'get_adjacent_post' => true, 'get_previous_post' => true, 'get_next_post' => true, 'get_boundary_post' => true, 'get_post_parent' => true, 'get_children' => true, 'WP_Post::get_instance' => true, 'get_queried_object' => true, 'WP_Query::get_queried_object' => true, 'setup_postdata' => true, 'WP_Query::setup_postdata' => true, 'wp_get_attachment_caption' => true, 'wp_get_post_autosave' => true, 'wp_prepare_attachment_for_js' => true, 'rest_do_request' => true, 'rest_preload_api_request' => true, 'WP_REST_Server::dispatch' => true];
    private const USERS = ['get_user_by' => true, 'get_userdata' => true, 'get_user' => true, 'get_userdatabylogin' => true, 'WP_User::__construct' => true, 'WP_User::get_data_by' => true, 'WP_User::init' => true, 'username_exists' => true, 'email_exists' => true, 'user_can' => true, 'author_can' => true, 'get_the_modified_author' => true, 'the_modified_author' => true, 'rest_do_request' => true, 'rest_preload_api_request' => true, 'WP_REST_Server::dispatch' => true];

    /** Functions of core that answer a question about a post, or hand out a part that passes no filter → what of it that is. */
    private const ASKED = [
        'get_the_content' => [PostFacet::Content, PostFacet::Status],
        'wp_trim_excerpt' => [PostFacet::Content, PostFacet::Excerpt, PostFacet::Status],
        'has_block' => [PostFacet::Content],
        'has_blocks' => [PostFacet::Content],
        'get_post_gallery' => [PostFacet::Content],
        'get_post_gallery_images' => [PostFacet::Content],
        'get_post_galleries' => [PostFacet::Content],
        'get_post_galleries_images' => [PostFacet::Content],
        'has_excerpt' => [PostFacet::Excerpt],
        'get_post_status' => [PostFacet::Status],
        'get_post_type' => [PostFacet::Status],
        'is_post_publicly_viewable' => [PostFacet::Status],
        'has_post_parent' => [PostFacet::Above],
        'wp_get_post_parent_id' => [PostFacet::Above],
        'get_post_ancestors' => [PostFacet::Above],
        'get_ancestors' => [PostFacet::Above],
        'get_page_uri' => [PostFacet::Link],
        'get_post_mime_type' => [PostFacet::File],
        'get_the_guid' => [PostFacet::File],
        'get_post_timestamp' => [PostFacet::Date],
        'get_post_time' => [PostFacet::Date],
        // That time is told by its own hook, without the post that it is of.
        'get_post_modified_time' => [PostFacet::Status],
        'get_the_modified_date' => [PostFacet::Status],
        'get_the_modified_time' => [PostFacet::Status],
        'get_post_datetime' => [PostFacet::Date],
    ];

    /** Functions of core that read a post for what they show of it, and none of those above calls them; and WP_Query, whose posts are told with the query. */
    private const DISPLAY = ['get_the_title' => true, 'get_permalink' => true, 'get_the_permalink' => true, 'get_the_terms' => true, 'get_the_excerpt' => true, 'get_the_content' => true, 'get_post_class' => true, 'get_body_class' => true, 'get_the_date' => true, 'get_the_time' => true, 'get_post_thumbnail_id' => true, 'has_post_thumbnail' => true, 'get_the_post_thumbnail' => true, 'get_post_format' => true, 'is_sticky' => true, 'comments_open' => true, 'pings_open' => true, 'get_comments_number' => true, 'post_password_required' => true, 'get_edit_post_link' => true, 'wp_get_attachment_image' => true, '_block_bindings_post_data_get_value' => true, '_prime_post_caches' => true, 'get_posts' => true];

    /** All that a read of a post can leave by. */
    private const OF_POSTS = self::POSTS + self::ASKED;

    /** @var list<array{int|string, string}> */
    private array $lookUps = [];

    public function __construct(private PageTags $page) {}

    public function watch(PageTags $page): void
    {
        $this->page = $page;
    }

    /** One read from one of the groups, or of one that ends so: `$value` is what the cache answered, false when it had nothing. */
    public function heard(mixed $key, mixed $group, mixed $value): void
    {
        if ($group === 'posts') {
            // Here, as every function between is one frame more to look at.
            if (is_numeric($key) && !$this->page->columns->has_post((int) $key)) {
                $this->post((int) $key, Caller::leaves_by(self::OF_POSTS, self::DISPLAY));
            }

            return;
        }
        if (!is_int($key) && !is_string($key)) {
            return;
        }
        match ($group) {
            'users' => $this->user($key),
            'userlogins', 'userslugs', 'useremail' => $this->looked_up($key, $group, $value),
            'site-options' => $this->network((string) $key),
            'term-queries', 'post-queries', 'timeinfo' => str_starts_with((string) $key, LookUps::KEYS[$group]) ? LookUps::heard($this->page, $group) : null,
            default => is_string($group) ? $this->terms_of((int) $key, substr($group, 0, -strlen(self::TERMS))) : null,
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

    private function post(int $id, string $way): void
    {
        if (isset(self::ASKED[$way])) {
            $this->page->shows($id, ...self::ASKED[$way]);
            if (self::ASKED[$way] === [PostFacet::Date] && Caller::argument('get_post_datetime', 1) === 'modified') {
                $this->page->shows_modified();
            }
        } elseif ($way !== '') {
            $this->page->post($id, ThemeCode::holds(Caller::outside()));
        }
    }

    private function user(int|string $key): void
    {
        if (is_numeric($key) && Caller::leaves_by(self::USERS) !== '') {
            $this->page->user((int) $key);
        }
    }

    private function terms_of(int $post, string $taxonomy): void
    {
        if ($post > 0 && !PostKind::is_of_frame($taxonomy)) {
            $this->page->add(Tag::terms($post, Tag::name($taxonomy)));
        }
    }

    /** Whether there is such an option is asked first, each time, of a list with the number of the network in its name. */
    private function network(string $key): void
    {
        [$network, $list] = explode(':', $key, 2) + ['', ''];
        $name = $list === 'notoptions' && is_multisite() && is_numeric($network) && did_action('wp_loaded') > 0 ? Caller::argument('get_network_option', 1) : null;
        if (is_string($name)) {
            $this->page->network_option($name, (int) $network);
        }
    }

    /** Known after the question to the database, if there is somebody of that name. */
    private function looked_up(int|string $key, string $group, mixed $value): void
    {
        if ($value === false && Caller::leaves_by(self::USERS) !== '') {
            $this->lookUps[] = [$key, $group];
        }
    }
}
