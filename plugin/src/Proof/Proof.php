<?php

/**
 * Continuous proof: draws pages of those that visitors were answered with, and has them checked by cron. Nothing of it
 * runs in a visitor's request. In shadow mode the same is done with what visitors could have been answered with.
 */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Alerts\Alerts;
use DynamicCache\Feature;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class Proof implements Feature
{
    public const EVENT = 'dynamic_cache_proof';

    /** Seconds that one run of cron begins pages. */
    private const SECONDS = 20;

    /** Nobody is served in shadow mode, so that the share of visits says nothing: each page is worth a look, up to the limit. */
    private const SHADOW_RATE = 1.0;

    /**
     * @param \Closure(): int $clock Unix seconds
     * @param \Closure(): float $dice from 0 to below 1
     */
    public function __construct(
        private readonly SettingsRepository $settings,
        private readonly \Closure $clock,
        private readonly \Closure $dice,
    ) {}

    public static function of_wordpress(SettingsRepository $settings): self
    {
        return new self($settings, time(...), static fn(): float => random_int(0, 999_999_999) / 1_000_000_000);
    }

    public function boot(): void
    {
        add_action('dynamic_cache_counted', fn(array $hits) => $this->draw(Mode::Hit, $hits), 10, 1);
        add_action('dynamic_cache_watched', fn(array $hits) => $this->draw(Mode::Shadow, $hits), 10, 1);
        add_action(self::EVENT, $this->run(...), 10, 0);
        add_action(Sweep::EVENT, fn() => Proofs::trim(($this->clock)()), 30, 0);
        // Behind the files of the drop-in, before its purges are flushed.
        add_action('dynamic_cache_settings_changed', $this->begin_shadow(...), 20, 2);
    }

    /** @param array<array-key, mixed> $hits first 16 hex digits of the key → visits */
    private function draw(Mode $mode, array $hits): void
    {
        $now = ($this->clock)();
        $proof = $this->settings->all()->proof;
        $rate = $mode === Mode::Shadow ? self::SHADOW_RATE : $proof->sampleRate;
        $drawn = (new Sampling($this->dice))->draw(array_filter($hits, is_int(...)), $rate, $proof->maxPerHour - Proofs::drawn_since($now - 3600));
        Proofs::ask_for($mode, $drawn, $now);
        self::keep_scheduled($now);
    }

    private function run(): void
    {
        ProofRun::of_wordpress($this->settings->all())->run(self::SECONDS);
        ProofAlert::of_site($this->settings->all()->alerts)->tell(($this->clock)());
        // A host that was too busy is asked again in five minutes; so is who could not be told.
        self::keep_scheduled(($this->clock)() + 300);
    }

    /** Cron comes once more while something waits. */
    private static function keep_scheduled(int $at): void
    {
        $isWaiting = Proofs::newest(Outcome::Waiting, 1) !== [] || Proofs::untold(1) !== [] || Alerts::is_waiting();
        if ($isWaiting && wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_single_event($at, self::EVENT);
        }
    }

    /** What the edge has may be served to nobody either; and what was stored before is no render of this time. */
    private function begin_shadow(Settings $new, Settings $old): void
    {
        if ($new->proof->isShadow && !$old->proof->isShadow) {
            update_option(Shadow::SINCE, ($this->clock)(), false);
            PurgeQueue::of_site()->everything();
            PurgeQueue::of_site()->flush(Cause::SHADOW);
        }
    }
}
