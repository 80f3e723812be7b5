<?php

/** Every five minutes: what the drop-in counted goes into the totals; once an hour the stored pages are measured. */

declare(strict_types=1);

namespace DynamicCache\Stats;

use DynamicCache\EveryFiveMinutes;
use DynamicCache\Feature;
use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\Paths;

final class Counting implements Feature
{
    public const EVENT = 'dynamic_cache_count';
    /** A screen that is open sees visits after so long. */
    private const READ_SECONDS = 5;
    /** About 60,000 requests, a fraction of a second; more is left to cron. */
    private const READ_BYTES = 4_194_304;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly Paths $paths,
        private readonly TotalsStore $store,
        private readonly \Closure $clock,
    ) {}

    public static function of_wordpress(): self
    {
        return new self(Paths::of_wordpress(), new TotalsOption(), time(...));
    }

    public function boot(): void
    {
        add_action(self::EVENT, $this->run(...), 10, 0);
        // After the files of a new setting are in place, and for sites whose schedule or folder somebody emptied.
        add_action('dynamic_cache_settings_changed', $this->keep_going(...), 40, 0);
        add_action('dynamic_cache_updated', $this->keep_going(...), 40, 0);
        add_action('admin_init', $this->keep_going(...), 10, 0);
    }

    public function keep_going(): void
    {
        $isInUse = (DataFile::read($this->paths->config_file($this->site()))['enabled'] ?? false) === true;
        if (!$isInUse) {
            wp_clear_scheduled_hook(self::EVENT);

            return;
        }
        $this->make_folder();
        if (wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_event(($this->clock)(), EveryFiveMinutes::NAME, self::EVENT);
        }
    }

    public function run(): void
    {
        $now = ($this->clock)();
        $this->make_folder();
        $this->fold($now);
        if (Storage::is_due($now)) {
            $measured = (new Storage($this->paths->pages_folder_of($this->site())))->measure($now);
            update_option(Storage::OPTION, $measured, false);
        }
    }

    /** The totals as of now, as far as that is quickly done. */
    public function totals(): Totals
    {
        $now = ($this->clock)();
        $totals = Totals::parse($this->store->read());
        $isOld = $now - ($totals->until() ?? 0) >= self::READ_SECONDS;
        if (!$isOld || $this->files()->growing_bytes() > self::READ_BYTES) {
            return $totals;
        }
        $this->fold($now);

        return Totals::parse($this->store->read());
    }

    private function fold(int $now): void
    {
        $fold = new Fold($this->files(), $this->store, self::id(...), static function (string $step): void {});
        if (!$fold->run($now, wp_timezone())) {
            return;
        }
        if ($fold->hits() !== []) {
            do_action('dynamic_cache_counted', $fold->hits());
        }
        if ($fold->watched() !== []) {
            do_action('dynamic_cache_watched', $fold->watched());
        }
    }

    private function files(): LogFiles
    {
        return new LogFiles($this->paths->cache_dir(), $this->site(), self::id(...));
    }

    /** The drop-in never makes it. Where it cannot be made, nothing is counted. */
    private function make_folder(): void
    {
        try {
            AtomicFile::make_folder($this->paths->cache_dir() . '/count');
        } catch (InstallFailure) {
            return;
        }
    }

    private function site(): string
    {
        return (string) get_current_blog_id();
    }

    private static function id(): string
    {
        return bin2hex(random_bytes(8));
    }
}
