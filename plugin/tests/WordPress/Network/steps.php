<?php

/**
 * Run by LiveNetworkTest in processes of its own: the WordPress, the host that the first site answers under, a step, and
 * what the step is about. Prints one line.
 */

declare(strict_types=1);

use DynamicCache\Database;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\ForeignDropin;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\SettingsRepository;

[, $root, $host, $step, $about] = $argv + ['', '', '', '', ''];
$_SERVER['HTTP_HOST'] = $host;
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
if ($step === 'make') {
    define('WP_INSTALLING_NETWORK', true);
}

require $root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/network.php';

$plugin = 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';
$make = static function () use ($host, $plugin): string {
    deactivate_plugins($plugin);
    $database = Database::connection();
    foreach (['blogs', 'blogmeta', 'site', 'sitemeta', 'signups', 'registration_log'] as $table) {
        $database->{$table} = $database->base_prefix . $table;
    }
    install_network();
    populate_network(1, $host, 'admin@example.org', 'Network', '/', false);

    return 'made';
};
/** A new site under `host/path`. */
$add = static function () use ($about): string {
    wp_set_current_user(1);
    [$domain, $path] = explode('/', $about, 2);
    $site = wp_insert_site(['domain' => $domain, 'path' => "/{$path}", 'network_id' => 1, 'user_id' => 1, 'title' => $about]);

    return is_int($site) ? (string) $site : $site->get_error_message();
};
/** @param bool $replaces another plugin's drop-in */
$switch = static function (bool $isOn, bool $replaces = false) use ($about): string {
    switch_to_blog((int) $about);
    update_option('permalink_structure', '');
    delete_option('rewrite_rules');
    update_option('blogname', "Site {$about}");
    $paths = Paths::of_wordpress();
    $settings = SettingsRepository::of_site();
    $main = WP_PLUGIN_DIR . '/ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';
    $change = new ChangeSettings($main, $settings, new DropinConfig($paths, $settings, static fn(): ?array => null), Installation::of($main, $paths));
    try {
        $change->apply((object) ['enabled' => $isOn], $settings->revision(), $replaces);
    } catch (ForeignDropin) {
        return 'refused';
    }

    return $isOn ? 'on' : 'off';
};

/** From the first site, a post of another one is edited. */
$edit = static function () use ($about): string {
    switch_to_blog((int) $about);
    wp_update_post(['ID' => 1, 'post_content' => 'Edited from afar.']);
    restore_current_blog();
    do_action('shutdown');

    return 'edited';
};
$archive = static fn(string $value): string => update_blog_status((int) $about, 'archived', $value) === false ? 'not done' : 'done';
/** Somebody who is administrator of that site alone. */
$make_person = static function () use ($about): string {
    $user = wpmu_create_user('keeper', 'password', 'keeper@example.org');

    return is_int($user) && add_user_to_blog((int) $about, $user, 'administrator') === true ? 'there' : 'not there';
};
$count_purges = static function () use ($about): string {
    switch_to_blog((int) $about);

    return (string) Database::connection()->get_var((string) Database::connection()->prepare('SELECT COUNT(*) FROM %i', Database::table('purges')));
};

echo "\n", match ($step) {
    'make' => $make(),
    'activate' => activate_plugin($plugin, '', true) === null ? 'active' : 'not active',
    'add' => $add(),
    'on' => $switch(true),
    'off' => $switch(false),
    'replace' => $switch(true, true),
    'edit' => $edit(),
    'person' => $make_person(),
    'purges' => $count_purges(),
    'archive' => $archive('1'),
    'open' => $archive('0'),
    'delete' => wp_delete_site((int) $about) instanceof WP_Site ? 'deleted' : 'not deleted',
    default => 'no such step',
};
