<?php
/**
 * Runs instead of everything else in the first request after an update: the drop-in has loaded the engine of the
 * version before, whose classes do not go together with the new ones. Puts the new engine and drop-in in place and
 * throws all pages away, twice: at once, and at the end of the request, because nobody listens to what changes in it.
 * The edge is told by the next request (owed()).
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Feature;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\SettingsRepository;

final class Upgrade implements Feature
{
    private const OWED_OPTION = 'dynamic_cache_owes_purge';

    public function __construct(
        private readonly Paths $paths,
        private readonly SettingsRepository $repository,
        private readonly DropinConfig $dropinConfig,
        private readonly Installation $installation,
    ) {}

    public function boot(): void
    {
        add_action('plugins_loaded', $this->replace_engine(...));
        add_action('shutdown', $this->throw_pages_away(...), PHP_INT_MAX);
    }

    public function replace_engine(): void
    {
        update_option(self::OWED_OPTION, '1', true);
        $this->throw_pages_away();
        try {
            if ($this->repository->all()->enabled) {
                $this->installation->put_in_place(true, false);
                $this->dropinConfig->write($this->repository->all(), $this->repository->revision());
            } else {
                $this->installation->take_out();
            }
        } catch (InstallFailure $failure) {
            $this->installation->stop_serving();
            error_log('AI WP Dynamic Cache: update: ' . $failure->getMessage());
        }
    }

    public function throw_pages_away(): void
    {
        try {
            PageFolder::empty($this->paths);
        } catch (InstallFailure $failure) {
            error_log('AI WP Dynamic Cache: update: ' . $failure->getMessage());
        }
    }

    /** Whether an update has thrown pages away that the edge may still have. Forgets it when asked. */
    public static function owed(): bool
    {
        return get_option(self::OWED_OPTION) === '1' && delete_option(self::OWED_OPTION);
    }
}
