<?php

/**
 * The clock's side of measuring: goes on with a run that nobody takes the steps of, begins one when its day has come, and
 * removes what a run has left that was killed. Nothing of it runs in a visitor's request.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\EveryFiveMinutes;
use DynamicCache\Feature;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Upkeep\Sweep;

final class Benchmark implements Feature
{
    public const EVENT = 'dynamic_cache_benchmark';

    /** What it listens to, and what comes of it, for those who make it when it is needed. */
    public const HOOKS = [self::EVENT, Schedule::EVENT, self::BEGUN, Sweep::EVENT, self::LEAVING, self::DONE];

    /** Somebody has begun a run; a run is done; the cache is being taken off this site. */
    private const BEGUN = 'dynamic_cache_benchmark_begun';
    private const DONE = 'dynamic_cache_benchmark_done';
    private const LEAVING = 'dynamic_cache_leaving';

    /** Seconds that one run of cron goes on. */
    private const SECONDS = 20.0;

    public function __construct(private readonly Control $control, private readonly Runs $runs) {}

    public static function of_wordpress(): self
    {
        return new self(Control::of_wordpress(), new Runs());
    }

    public function boot(): void
    {
        add_action(self::EVENT, $this->go_on(...), 10, 0);
        add_action(Schedule::EVENT, $this->begin(...), 10, 0);
        add_action(self::BEGUN, self::keep_scheduled(...), 10, 0);
        add_action(Sweep::EVENT, $this->tidy(...), 1, 0);
        // Before the drop-in goes: on deactivation, on uninstall, before a site of a network is deleted.
        add_action(self::LEAVING, $this->leave(...), 1, 0);
    }

    public function go_on(): void
    {
        if (Runner::of_process()->advance(self::SECONDS) === Progress::Idle) {
            wp_clear_scheduled_hook(self::EVENT);
            $this->tidy();
        }
    }

    /** A run of the schedule; a host that cannot be measured now is measured the next time. */
    public function begin(): void
    {
        try {
            $this->control->start([], Control::PAGES, new Budget());
        } catch (UnableToRun $refusal) {
            error_log('AI WP Dynamic Cache: benchmark: ' . $refusal->getMessage());
        }
    }

    /** While a run is under way its traces are its own. */
    public function tidy(): void
    {
        if ($this->runs->running() === null) {
            (new Traces(Paths::of_wordpress()))->remove();
        }
    }

    public function leave(): void
    {
        try {
            $this->control->cancel();
        } catch (UnableToRun) {
            $this->tidy();
        }
    }

    private static function keep_scheduled(): void
    {
        if (wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_event(time() + 60, EveryFiveMinutes::NAME, self::EVENT);
        }
    }
}
