<?php

/** Keeps the cache folder of a site within its bounds, behind the sweep: its size, and what killed processes left there. */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\Install\Paths;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\DiskGrowth;
use DynamicCache\Store\DiskLimit;
use DynamicCache\Store\DiskRemains;

final class DiskUpkeep
{
    /** The share of its size by which the cache may grow before a sweep is asked for out of turn. */
    private const GROWS = 10;

    /** The smallest size that can be set. */
    private const LEAST_BYTES = 67_108_864;

    /** @param int|null $maxBytes null: those of the settings */
    public function __construct(
        private readonly Paths $paths,
        private readonly string $site,
        private readonly ?int $maxBytes,
    ) {}

    public static function of_site(): self
    {
        return new self(Paths::of_wordpress(), (string) get_current_blog_id(), null);
    }

    /** @return int how many pages were deleted because there were too many */
    public function run(int $now): int
    {
        DiskRemains::sweep($this->paths->cache_dir(), $this->site, $now);
        $this->growth()->forget();

        return (new DiskLimit($this->paths->pages_folder_of($this->site), $this->max_bytes()))->keep($now);
    }

    /**
     * A page was stored.
     *
     * @return bool whether so much was since the last sweep that the next one should not wait for its hour
     */
    public function grew(int $bytes): bool
    {
        $before = $this->growth()->bytes();
        $this->growth()->add($bytes);
        $grown = $this->growth()->bytes();

        $step = intdiv($this->maxBytes ?? self::LEAST_BYTES, self::GROWS);

        // Looked at when another step is full: reading the settings takes longer than storing a page.
        return intdiv($grown, $step) > intdiv($before, $step) && $grown > intdiv($this->max_bytes(), self::GROWS);
    }

    private function max_bytes(): int
    {
        return $this->maxBytes ?? SettingsRepository::of_site()->all()->diskMaxBytes;
    }

    private function growth(): DiskGrowth
    {
        return new DiskGrowth($this->paths->cache_dir(), $this->site);
    }
}
