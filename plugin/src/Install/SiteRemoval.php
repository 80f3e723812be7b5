<?php

/**
 * A site of a network is deleted: its Worker hears of it, its pages, files and tables go, and the drop-in stays
 * for the others. Core deletes the site's own tables at priority 10 of `wp_uninitialize_site`, options included.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Feature;

final class SiteRemoval implements Feature
{
    /** What a site has in the cache folder besides its pages; %s is its id. */
    private const FILES = ['config/%s.php', 'log/%s.php', 'log/last-%s.php', 'log/away-%s', 'log/away-%s.taken', 'count/%s.php', 'count/%s-*.php', 'rendered/%s.php', 'rendered/%s.php.lock', 'lease/%s', 'lease/%s.notes', 'lease/%s.grown', 'lease/nonces-%s.php', 'redis/owed-%s', 'streams/%s'];

    public function __construct(
        private readonly Paths $paths,
        private readonly Installation $installation,
    ) {}

    public function boot(): void
    {
        add_action('wp_uninitialize_site', $this->forget(...), 1);
        add_filter('wpmu_drop_tables', $this->with_our_tables(...), 10, 2);
    }

    public function forget(\WP_Site $site): void
    {
        switch_to_blog($site->id);
        try {
            do_action('dynamic_cache_leaving');
            // Asked while this site's file still says whether it was on.
            $this->installation->take_out();
        } finally {
            restore_current_blog();
        }
        $name = (string) $site->id;
        RedisPages::delete($this->paths, $name);
        foreach (self::FILES as $pattern) {
            foreach (Folder::matching($this->paths->cache_dir() . '/' . sprintf($pattern, $name)) as $file) {
                Folder::delete($file);
            }
        }
        try {
            PageFolder::empty($this->paths->pages_folder_of($name));
        } catch (UnableToWriteFile $failure) {
            error_log('AI WP Dynamic Cache: a site was deleted: ' . $failure->getMessage());
        }
    }

    /**
     * @param array<mixed> $tables what core is about to drop
     *
     * @return array<mixed>
     */
    public function with_our_tables(array $tables, int $site): array
    {
        switch_to_blog($site);
        $all = [...$tables, ...Tables::names()];
        restore_current_blog();

        return $all;
    }
}
