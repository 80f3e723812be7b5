<?php

/**
 * Takes the steps of the run that is under way, for as long as it may: a few seconds for a screen, longer for cron, to the
 * end for the command line. What a step brought is saved before the next begins, so that a process that is killed costs
 * one step.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Install\Paths;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\RedisBreaker;

final class Runner
{
    /** Times that a step may fail before the run stops. */
    private const TRIES = 3;

    /** Seconds until a step that failed is tried again: a store that did not answer is left alone for as long. */
    private const REST = RedisBreaker::PAUSE;

    private bool $isHolding = false;

    /** By the clock. */
    private ?float $failedAt = null;

    /**
     * @param string $holder 16 hex digits, of this process
     * @param \Closure(): float $clock seconds that only go forward
     */
    public function __construct(
        private readonly Runs $runs,
        private readonly Load $load,
        private readonly string $holder,
        private readonly \Closure $clock,
    ) {}

    public static function of_process(): self
    {
        return new self(new Runs(), Load::of_host(), bin2hex(random_bytes(8)), static fn(): float => hrtime(true) / 1e9);
    }

    /**
     * At least one step, unless it must not be begun.
     *
     * @param float $seconds after which no further one is begun
     */
    public function advance(float $seconds): Progress
    {
        $began = ($this->clock)();
        $progress = Progress::Idle;
        do {
            $run = $this->runs->running();
            $next = $run === null ? Progress::Idle : $this->step($run);
            $progress = $progress === Progress::Worked ? Progress::Worked : $next;
        } while ($next === Progress::Worked && ($this->clock)() - $began < $seconds);
        if ($run !== null) {
            $this->runs->release($run->id, $this->holder);
            $this->isHolding = false;
        }

        return $progress;
    }

    private function step(Run $run): Progress
    {
        $failedAt = $this->failedAt;
        $isResting = $failedAt !== null && ($this->clock)() - $failedAt < self::REST;
        if ($isResting || $this->load->is_above($run->budget->load)) {
            return Progress::Waiting;
        }
        if (!$this->runs->hold($run->id, $this->holder, time())) {
            return Progress::Busy;
        }
        if (!$this->isHolding) {
            // Whoever held it before may have been killed in the middle of a step.
            self::traces()->remove();
            $this->isHolding = true;
        }
        $began = ($this->clock)();
        $this->take($run);
        $millis = (int) round((($this->clock)() - $began) * 1000);
        [$run->spent, $run->spentSinceBegin] = [$run->spent + $millis, $run->spentSinceBegin + $millis];
        $this->judge($run);
        $this->runs->save($run, $this->holder);
        // Also when somebody has cancelled it while the step was being taken.
        if ($this->runs->running()?->id !== $run->id) {
            self::traces()->remove();
            if ($run->state === RunState::Done) {
                do_action('dynamic_cache_benchmark_done', $run->id);
            }
        }

        return Progress::Worked;
    }

    private function take(Run $run): void
    {
        $step = $run->step();
        try {
            if ($step !== null) {
                (new Measure(Paths::of_wordpress(), SettingsRepository::of_site()->all()))->take($run, $step);
            }
            $run->at++;
            $run->failures = 0;
            $run->trouble = $this->failedAt = null;
        } catch (UnableToProbe|UnableToMeasure $failure) {
            $run->failures++;
            $run->trouble = Trouble::of($failure);
            $this->failedAt = $failure instanceof UnableToMeasure ? ($this->clock)() : null;
        }
    }

    private function judge(Run $run): void
    {
        $isFinal = $run->trouble?->word === ProbeTrouble::CacheOff->value;
        $step = $run->step();
        if ($run->failures >= self::TRIES && !$isFinal && $step !== null && $step->strategy->is_edge() && $run->trouble !== null) {
            $run->leave_out($step->strategy, $run->trouble);
        }
        if ($run->at >= count($run->plan)) {
            $run->state = RunState::Done;
        } elseif ($run->failures >= self::TRIES || $isFinal) {
            $run->state = RunState::Stopped;
        } elseif ($run->spentSinceBegin > $run->budget->seconds * 1000) {
            $run->state = RunState::Stopped;
            $run->trouble = new Trouble(Trouble::BUDGET);
        }
    }

    private static function traces(): Traces
    {
        return new Traces(Paths::of_wordpress());
    }
}
