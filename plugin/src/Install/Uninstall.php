<?php

/** Runs when the plugin is deleted in wp-admin: nothing of it stays, on any site of a network. */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Database;

final class Uninstall
{
    /** What lies in the cache folder. The folder itself is the owner's choice and may hold more than ours. */
    private const FILES = ['engine-*.php', 'early-start.php', '*.tmp', 'sites.php', 'dropin-backup.php', 'config', 'pages', 'pages-*.old', 'log', 'count', 'rendered', 'lease', 'redis', 'probe', 'streams'];

    /** @param \Closure(): bool $leaveEdge parts the current site from its Worker; false when that could not be reached */
    public function __construct(
        private readonly Paths $paths,
        private readonly Disable $disable,
        private readonly \Closure $leaveEdge,
    ) {}

    public function run(): void
    {
        $this->disable->run();
        $this->leave_edges();
        RedisPages::delete_all($this->paths);
        foreach (self::FILES as $pattern) {
            foreach (Folder::matching($this->paths->cache_dir() . '/' . $pattern) as $path) {
                Folder::delete($path);
            }
        }
        @rmdir($this->paths->cache_dir());
        // What the web server sent by itself (Direct\Sites).
        Folder::delete($this->paths->content_dir() . '/cache/dynamic-cache-direct');
        @rmdir($this->paths->content_dir() . '/cache');
        Sites::each(true, self::forget_site(...));
        self::forget_network();
        // How people liked to see the list of pages (Admin\PagesView); users belong to the whole network.
        delete_metadata('user', 0, 'dynamic_cache_pages_view', '', true);
    }

    /** A Worker that does not answer is asked for one site, not for every site of a network. */
    private function leave_edges(): void
    {
        $isThere = true;
        Sites::each(true, function () use (&$isThere): void {
            $isThere = $isThere && ($this->leaveEdge)();
        });
    }

    /** Which of its options pages have read (Tags\NetworkOption). */
    private static function forget_network(): void
    {
        $database = Database::connection();
        $found = !is_multisite() ? [] : $database->get_col((string) $database->prepare(
            "SELECT CONCAT( site_id, ':', meta_key ) FROM %i WHERE meta_key LIKE %s",
            $database->sitemeta,
            $database->esc_like('dynamic_cache_') . '%',
        ));
        foreach (array_filter($found, is_string(...)) as $row) {
            [$network, $name] = explode(':', $row, 2) + ['', ''];
            delete_network_option((int) $network, $name);
        }
    }

    private static function forget_site(): void
    {
        Tables::drop();
        CronEvents::remove_ours();
        $database = Database::connection();
        $names = $database->get_col((string) $database->prepare(
            'SELECT option_name FROM %i WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s',
            $database->options,
            $database->esc_like('dynamic_cache_') . '%',
            $database->esc_like('_transient_dynamic_cache_') . '%',
            $database->esc_like('_transient_timeout_dynamic_cache_') . '%',
        ));
        foreach ($names as $name) {
            if (is_string($name)) {
                delete_option($name);
            }
        }
    }
}
