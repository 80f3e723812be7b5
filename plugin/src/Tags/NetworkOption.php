<?php

/**
 * Options that the sites of a network have in common. A plugin's counts for the pages that read it; that somebody does is
 * kept with the network, because a change is told to every site, which nobody should do for an option that no page shows.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class NetworkOption
{
    /** One row for each that some page of the network has read. */
    public const NOTE = 'dynamic_cache_read_';

    /** Decide about code, texts and addresses on any page, or are kept in an object that nobody sees being read. */
    private const SITE = ['active_sitewide_plugins', 'WPLANG', 'site_name', 'siteurl', 'ms_files_rewriting'];

    /** Of core's own, for wp-admin, sign-up and uploads alone. */
    private const NOTHING = [
        'admin_user_id', 'allowedthemes', 'add_new_users', 'auto_core_update_failed', 'auto_core_update_notified', 'auto_update_core_dev',
        'auto_update_core_major', 'auto_update_core_minor', 'auto_update_plugins', 'auto_update_themes', 'banned_email_domains',
        'blog_upload_space', 'can_compress_scripts', 'dismissed_update_core', 'fileupload_maxk', 'first_comment', 'first_comment_author',
        'first_comment_email', 'first_comment_url', 'first_page', 'first_post', 'illegal_names', 'initial_db_version',
        'limited_email_domains', 'main_site', 'menu_items', 'network_admin_hash', 'new_admin_email', 'recently_activated',
        'registrationnotification', 'site_admins', 'subdomain_install', 'upgrade_500_was_gutenberg_active', 'upload_filetypes',
        'upload_space_check_disabled', 'user_count_updated', 'welcome_email', 'welcome_user_email', 'wpmu_upgrade_site',
    ];

    /** @var array<int, array<string, true>> network → what was noted before this render, and by it: notes are never taken back */
    private static array $noted = [];

    /**
     * What a change of it purges on every site of the network.
     *
     * @return list<string>
     */
    public static function purged(string $name, int $network): array
    {
        return match (true) {
            self::is_derived($name) => [],
            in_array($name, self::SITE, true) => [Tag::site()],
            // What core answers for `users_can_register` there.
            $name === 'registration' => [Tag::option('users_can_register')],
            self::is_noted($name, $network) => [self::tag($name, $network)],
            default => [],
        };
    }

    /** Whether a page that reads it depends on it, as far as nothing else tells. */
    public static function counts(string $name): bool
    {
        return !self::is_derived($name) && $name !== 'registration' && !in_array($name, self::SITE, true);
    }

    /** Tag of the option of one network: `option:NAME~network.1`. */
    public static function tag(string $name, int $network): string
    {
        return Tag::facet(Tag::option(Tag::name($name)), "network.{$network}");
    }

    /** Whether it was noted before. The first page that reads it must not be stored: a change under way may not have known. */
    public static function note(string $name, int $network): bool
    {
        self::$noted[$network] ??= array_fill_keys(self::notes($network, Database::connection()->esc_like(self::NOTE) . '%'), true);
        $key = self::NOTE . Tag::name($name);
        if (isset(self::$noted[$network][$key])) {
            return true;
        }
        add_network_option($network, $key, '1');
        self::$noted[$network][$key] = true;

        return false;
    }

    private static function is_derived(string $name): bool
    {
        return in_array($name, self::NOTHING, true) || OptionMeaning::is_derived($name);
    }

    private static function is_noted(string $name, int $network): bool
    {
        return self::notes($network, Database::connection()->esc_like(self::NOTE . Tag::name($name))) !== [];
    }

    /**
     * As the database has them now: what this process remembers of options may be older than the last render.
     *
     * @param string $pattern of LIKE
     *
     * @return list<string>
     */
    private static function notes(int $network, string $pattern): array
    {
        $database = Database::connection();

        return array_values(array_filter($database->get_col((string) $database->prepare(
            'SELECT meta_key FROM %i WHERE site_id = %d AND meta_key LIKE %s',
            $database->sitemeta,
            $network,
            $pattern,
        )), is_string(...)));
    }
}
