<?php

/**
 * What core's options mean for pages. One that is in no list is a plugin's: its changes matter to the pages that read
 * it (OptionTaps).
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class OptionMeaning
{
    /** Printed, or decides about addresses, texts and code, on any page. */
    private const SITE = [
        'siteurl', 'home', 'WPLANG', 'blog_charset', 'html_type', 'gmt_offset', 'timezone_string', 'blog_public',
        'site_icon', 'permalink_structure', 'category_base', 'tag_base', 'active_plugins', 'template', 'stylesheet',
        'current_theme', 'upload_path', 'upload_url_path', 'thumbnail_size_w', 'thumbnail_size_h', 'thumbnail_crop',
        'medium_size_w', 'medium_size_h', 'medium_large_size_w', 'medium_large_size_h', 'large_size_w', 'large_size_h',
        'wp_attachment_pages_enabled', 'show_on_front', 'page_on_front', 'page_for_posts', 'wp_force_deactivated_plugins',
        'link_manager_enabled',
    ];

    /** Core reads them where it shows them, and nowhere else. */
    public const READ = [
        'blogname', 'blogdescription', 'date_format', 'time_format', 'start_of_week', 'links_updated_date_format', 'show_avatars',
        'avatar_rating', 'avatar_default', 'use_smilies', 'wp_page_for_privacy_policy', 'users_can_register', 'admin_email',
        'comment_registration', 'require_name_email', 'close_comments_for_old_posts', 'close_comments_days_old',
        'thread_comments', 'thread_comments_depth', 'page_comments', 'comments_per_page', 'default_comments_page',
        'comment_order', 'show_comments_cookies_opt_in', 'comment_moderation', 'default_category',
    ];

    /** @var array<string, true>|null all that are named here */
    private static ?array $known = null;

    /** Each with tags of its own. */
    private const OTHERS = ['site_logo', 'posts_per_page', 'sticky_posts'];

    private const FEED = ['posts_per_rss', 'rss_use_excerpt'];

    /** Derived from what has its own hooks, counters, and what core reads for itself on pages. */
    private const NOTHING = [
        'cron', 'rewrite_rules', 'user_count', 'wp_calendar_block_has_published_posts', 'can_compress_scripts', 'auth_key',
        'auth_salt', 'logged_in_key', 'logged_in_salt', 'nonce_key', 'nonce_salt', 'secure_auth_key', 'secure_auth_salt',
        'recently_edited', 'uninstall_plugins', 'db_version', 'initial_db_version', 'db_upgraded', 'auto_core_update_notified',
        'auto_core_update_failed', 'uploads_use_yearmonth_folders', 'hack_file', 'finished_splitting_shared_terms',
        'finished_updating_comment_type', 'theme_switched', 'recovery_keys', 'recovery_mode_email_last_sent',
        'https_detection_errors', 'https_migration_required', 'core_updater.lock', 'auto_updater.lock',
    ];

    /**
     * @param mixed $old
     * @param mixed $new
     *
     * @return list<string>|null null: not an option of core
     */
    public static function tags(string $name, $old, $new): ?array
    {
        return match (true) {
            in_array($name, self::NOTHING, true), self::is_derived($name) => [],
            in_array($name, self::SITE, true) => [Tag::site()],
            in_array($name, self::READ, true) => [Tag::option($name)],
            in_array($name, self::FEED, true) => [Tag::feed()],
            // Core hands it out as that setting of the theme.
            $name === 'site_logo' => [Tag::theme_mod('custom_logo')],
            $name === 'posts_per_page' => [Tag::paged()],
            // What somebody may do is asked for past every hook.
            self::is_of_roles($name) => $old === $new ? [] : [Tag::site()],
            $name === 'sticky_posts' => self::sticky(self::ids($old), self::ids($new)),
            default => null,
        };
    }

    /** Whether tags() knows it. */
    public static function is_known(string $name): bool
    {
        self::$known ??= array_fill_keys([...self::NOTHING, ...self::SITE, ...self::READ, ...self::FEED, ...self::OTHERS], true);

        return isset(self::$known[$name]) || self::is_derived($name) || self::is_of_roles($name);
    }

    /** Whether it decides about feeds, whose tag other pages do not have. */
    public static function is_of_feeds(string $name): bool
    {
        return in_array($name, self::FEED, true);
    }

    /** Which roles there are on this site, and what they may do. */
    private static function is_of_roles(string $name): bool
    {
        return $name === Database::connection()->get_blog_prefix() . 'user_roles';
    }

    /** Whether its changes are none that could be seen, whatever the name says. */
    public static function is_derived(string $name): bool
    {
        return preg_match('/^(?:_transient_|_site_transient_|dynamic_cache_|_split_terms)/', $name) === 1
            || (str_ends_with($name, '_children') && taxonomy_exists(substr($name, 0, -strlen('_children'))));
    }

    /**
     * @param list<int> $old
     * @param list<int> $new
     *
     * @return list<string>
     */
    private static function sticky(array $old, array $new): array
    {
        $tags = [];
        foreach ([...array_diff($old, $new), ...array_diff($new, $old)] as $id) {
            $type = get_post_type($id);
            array_push($tags, PostFacet::Sticky->of($id), Tag::facet(Tag::list('any'), 'sticky'), Tag::facet(Tag::list($type === false ? 'post' : $type), 'sticky'));
        }

        return array_values(array_unique($tags));
    }

    /**
     * @param mixed $list
     *
     * @return list<int>
     */
    private static function ids($list): array
    {
        return is_array($list) ? array_map(intval(...), array_values(array_filter($list, is_numeric(...)))) : [];
    }
}
