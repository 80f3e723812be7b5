<?php

/**
 * Runs when the owner switches the cache on, and again whenever something of it has to be repaired: puts engine file,
 * drop-in and WP_CACHE in place. All of it or nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Enable
{
    /** @var list<\Closure(): void> what takes the steps back that were done so far */
    private array $undo = [];

    public function __construct(
        private readonly Paths $paths,
        private readonly EngineFile $engine,
        private readonly Dropin $dropin,
        private readonly WpConfigFile $wpConfig,
    ) {}

    /**
     * @param bool $replaceForeign the owner agrees that another plugin's drop-in is set aside
     * @param bool $wpCacheIsOn what WP_CACHE is in this request
     * @param string $store as for EngineFile::write()
     *
     * @throws InstallFailure
     */
    public function run(bool $replaceForeign, bool $wpCacheIsOn, string $store): void
    {
        $this->undo = [];
        try {
            $this->make_folder();
            $this->write_engine($store);
            $this->place_dropin($replaceForeign);
            $before = $this->wpConfig->switch_on($wpCacheIsOn);
            if ($before !== null) {
                $this->undo[] = function () use ($before): void {
                    $this->wpConfig->replace($before);
                };
            }
        } catch (InstallFailure $failure) {
            $this->take_back();
            throw $failure;
        }
    }

    /** Takes the last run back, because a later step of the same change failed. */
    public function take_back(): void
    {
        foreach (array_reverse($this->undo) as $step) {
            try {
                $step();
            } catch (InstallFailure) {
                continue;
            }
        }
        $this->undo = [];
    }

    private function make_folder(): void
    {
        $made = AtomicFile::make_folder($this->paths->cache_dir());
        $this->undo[] = static function () use ($made): void {
            array_map(static fn(string $folder): bool => @rmdir($folder), $made);
        };
    }

    private function write_engine(string $store): void
    {
        $new = array_filter($this->engine->paths(), static fn(string $file): bool => !is_file($file));
        $this->engine->write($store);
        $this->undo[] = static function () use ($new): void {
            array_map(AtomicFile::delete(...), $new);
        };
    }

    private function place_dropin(bool $replaceForeign): void
    {
        $before = $this->dropin->bytes();
        if ($before === null) {
            $this->dropin->forget_foreign();
        } elseif ($this->dropin->state() === DropinState::Foreign) {
            if (!$replaceForeign) {
                throw new ForeignDropin($this->paths->dropin());
            }
            $this->dropin->set_foreign_aside();
            $this->undo[] = $this->dropin->forget_foreign(...);
        }
        $this->dropin->write();
        $this->undo[] = function () use ($before): void {
            $this->dropin->put($before);
        };
    }
}
