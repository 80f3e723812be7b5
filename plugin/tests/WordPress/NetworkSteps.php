<?php

/** What network.php does inside WordPress. Loaded without the autoloader of the tests. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

use DynamicCache\Admin\NetworkPage;
use DynamicCache\Database;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\SiteRemoval;
use DynamicCache\Install\Tables;
use DynamicCache\Install\Upgrade;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tags\NetworkOption;

final class NetworkSteps
{
    private const PLUGIN = 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';

    /** @return array<string, mixed> */
    public static function make(): array
    {
        deactivate_plugins(self::PLUGIN);
        $database = Database::connection();
        // Loaded as a single site, WordPress has not named the tables of a network yet.
        $prefix = $database->base_prefix;
        $database->blogs = $prefix . 'blogs';
        $database->blogmeta = $prefix . 'blogmeta';
        $database->site = $prefix . 'site';
        $database->sitemeta = $prefix . 'sitemeta';
        $database->signups = $prefix . 'signups';
        $database->registration_log = $prefix . 'registration_log';
        install_network();
        populate_network(1, '127.0.0.1', 'admin@example.org', 'Network', '/', false);

        return [];
    }

    /** @return array<string, mixed> */
    public static function live(): array
    {
        wp_set_current_user(1);
        $second = wp_insert_site(['domain' => '127.0.0.1', 'path' => '/second/', 'network_id' => 1, 'user_id' => 1]);
        $second = is_int($second) ? $second : 0;
        activate_plugin(self::PLUGIN, '', true);
        $facts = ['first on' => self::change('{"enabled":true}')];
        switch_to_blog($second);
        Tables::create();
        $facts['second on'] = self::change('{"enabled":true,"redis":{"password":"a secret of the second"}}');
        $facts['sites'] = DataFile::read(WP_CONTENT_DIR . '/cache/dynamic-cache/sites.php')['sites'] ?? null;
        $envelope = SettingsRepository::of_site()->stored()->raw;
        restore_current_blog();
        $facts += self::network_page();
        update_option(SettingsRepository::OPTION, str_replace('"counter":1', '"counter":9', (string) $envelope));
        $facts['an envelope of another site'] = SettingsRepository::of_site()->all()->redis->password->state->value;
        $facts['first off'] = self::change('{"enabled":false}');
        switch_to_blog($second);
        $facts['second off'] = self::change('{"enabled":false}');
        $facts['second on again'] = self::change('{"enabled":true}');
        restore_current_blog();
        $facts['after an update whose first visit is at the first'] = self::update();

        return $facts;
    }

    /** @return array<string, mixed> what a super administrator sees of both sites, and what the button does */
    private static function network_page(): array
    {
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        set_current_screen('toplevel_page_ai-wp-dynamic-cache-network');
        grant_super_admin(1);
        ob_start();
        (new NetworkPage())->print();
        $html = (string) ob_get_clean();
        // On a narrow screen core hides the second cell until the button in the first one is pressed.
        preg_match_all('#<strong>([^<]*)</strong></a><br>([^<]*)<button type="button" class="toggle-row">.*?</t[hd]><td[^>]* data-colname="Cache">([^<]*)<#', $html, $rows, PREG_SET_ORDER);

        return [
            'rows' => array_map(static fn(array $row): array => array_slice($row, 1), $rows),
            'a button with a nonce' => preg_match('/name="_wpnonce" value="[0-9a-f]{10}"/', $html),
            'purged sites' => NetworkPage::purge_sites(),
            'last purge of each' => array_map(self::last_purge(...), get_sites(['fields' => 'ids', 'orderby' => 'id'])),
        ];
    }

    private static function last_purge(int $site): mixed
    {
        switch_to_blog($site);
        $database = Database::connection();
        $tags = $database->get_var((string) $database->prepare('SELECT tags FROM %i ORDER BY id DESC LIMIT 1', Database::table('purges')));
        restore_current_blog();

        return $tags;
    }

    /** What the first request after an update leaves of an older drop-in, on a site whose own cache is off. */
    private static function update(): string
    {
        $paths = Paths::of_wordpress();
        $installation = Installation::of(WP_PLUGIN_DIR . '/' . self::PLUGIN, $paths);
        file_put_contents($paths->dropin(), str_replace(DYNAMIC_CACHE_VERSION, '0.0.9', (string) file_get_contents($paths->dropin())));
        $settings = SettingsRepository::of_site();
        $config = new DropinConfig($paths, $settings, static fn(): null => null);
        (new Upgrade($paths, $settings, $config, $installation))->replace_engine();

        return $installation->dropin_state()->value;
    }

    /** @return array<string, mixed> */
    public static function shrink(): array
    {
        wp_set_current_user(1);
        activate_plugin(self::PLUGIN, '', true);
        (new SiteRemoval(Paths::of_wordpress(), Installation::of(WP_PLUGIN_DIR . '/' . self::PLUGIN, Paths::of_wordpress())))->boot();
        self::change('{"enabled":true}');
        $third = wp_insert_site(['domain' => '127.0.0.1', 'path' => '/third/', 'network_id' => 1, 'user_id' => 1]);
        $third = is_int($third) ? $third : 0;
        switch_to_blog($third);
        Tables::create();
        self::change('{"enabled":true}');
        mkdir(self::folder() . "/pages/{$third}", 0750, true);
        foreach (["log/{$third}", "log/last-{$third}", "count/{$third}", "count/{$third}-a1", "count/1{$third}", "streams/{$third}/00"] as $name) {
            DataFile::write(self::folder() . "/{$name}.php", []);
        }
        restore_current_blog();
        $facts = ['before' => self::of_site($third)];
        wp_delete_site($third);
        $facts['site deleted'] = self::of_site($third);
        $facts['paths'] = array_column((array) (DataFile::read(self::folder() . '/sites.php')['sites'] ?? []), 'path');
        $second = wp_insert_site(['domain' => '127.0.0.1', 'path' => '/second/', 'network_id' => 1, 'user_id' => 1]);
        switch_to_blog(is_int($second) ? $second : 0);
        Tables::create();
        self::change('{"enabled":true}');
        restore_current_blog();
        deactivate_plugins(self::PLUGIN, false, true);
        $facts['still on after deactivation'] = array_filter(
            Folder::matching(self::folder() . '/config/*'),
            static fn(string $file): bool => (DataFile::read($file)['enabled'] ?? null) !== false,
        );
        $facts['dropin after deactivation'] = is_file(WP_CONTENT_DIR . '/advanced-cache.php');

        return $facts;
    }

    /** @return array{config: bool, files: int, pages: bool, tables: string, dropin: bool} what there is of a site */
    private static function of_site(int $site): array
    {
        $database = Database::connection();
        $tables = (string) $database->prepare('SHOW TABLES LIKE %s', $database->esc_like("{$database->base_prefix}{$site}_dynamic_cache_") . '%');

        return [
            'config' => is_file(self::folder() . "/config/{$site}.php"),
            'files' => count(array_merge(...array_map(
                static fn(string $pattern): array => Folder::matching(self::folder() . "/{$pattern}"),
                ["log/*{$site}.php", "count/*{$site}*.php", "streams/{$site}"],
            ))),
            'pages' => is_dir(self::folder() . "/pages/{$site}"),
            'tables' => match (count($database->get_col($tables))) {
                0 => 'none',
                count(Tables::names()) => 'all',
                default => 'some',
            },
            'dropin' => is_file(WP_CONTENT_DIR . '/advanced-cache.php'),
        ];
    }

    private static function folder(): string
    {
        return WP_CONTENT_DIR . '/cache/dynamic-cache';
    }

    /** @return array<string, mixed> */
    public static function uninstall(): array
    {
        NetworkOption::note('a_setting', 1);
        deactivate_plugins(self::PLUGIN, true, true);
        require WP_PLUGIN_DIR . '/ai-wp-dynamic-cache/uninstall.php';
        wp_cache_flush();
        $database = Database::connection();
        $left = $database->get_col((string) $database->prepare('SELECT meta_key FROM %i WHERE meta_key LIKE %s', $database->sitemeta, $database->esc_like('dynamic_cache_') . '%'));
        foreach (get_sites(['fields' => 'ids']) as $site) {
            switch_to_blog($site);
            $left = [...$left, ...self::left_on_site()];
            restore_current_blog();
        }

        return [
            'left' => $left,
            'folder' => is_dir(WP_CONTENT_DIR . '/cache'),
            'dropin' => is_file(WP_CONTENT_DIR . '/advanced-cache.php'),
        ];
    }

    /** @return list<string|null> options and tables */
    private static function left_on_site(): array
    {
        $database = Database::connection();
        $options = (string) $database->prepare(
            'SELECT option_name FROM %i WHERE option_name LIKE %s',
            $database->options,
            'dynamic\_cache\_%',
        );
        $tables = (string) $database->prepare('SHOW TABLES LIKE %s', $database->esc_like(Database::table('')) . '%');

        return [...$database->get_col($options), ...$database->get_col($tables)];
    }

    /** @return array{int, bool} the status of a change of settings, and whether the drop-in is there after it */
    private static function change(string $settings): array
    {
        $request = new \WP_REST_Request('PATCH', '/dynamic-cache/v1/settings');
        $request->set_header('content-type', 'application/json');
        $request->set_header('if_match', SettingsRepository::of_site()->revision());
        $request->set_body($settings);

        return [rest_do_request($request)->get_status(), is_file(WP_CONTENT_DIR . '/advanced-cache.php')];
    }
}
