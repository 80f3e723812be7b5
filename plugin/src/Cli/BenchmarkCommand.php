<?php

/** `wp dynamic-cache benchmark run`, `status`, `cancel`, `resume` and `schedule` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Benchmark\Budget;
use DynamicCache\Benchmark\Control;
use DynamicCache\Benchmark\Progress;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runner;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\RunState;
use DynamicCache\Benchmark\Schedule;
use DynamicCache\Benchmark\TopUrls;
use DynamicCache\Benchmark\UnableToRun;
use DynamicCache\Capabilities;
use DynamicCache\Settings\Strategy;

final class BenchmarkCommand
{
    /** Seconds of steps between two looks at where the run stands. */
    private const TURN = 5.0;

    /** Seconds that a busy host is left alone. */
    private const PAUSE = 5;

    public function __construct(
        private readonly Terminal $terminal,
        private readonly Control $control,
        private readonly Runs $runs,
        private readonly BenchmarkTable $table,
    ) {}

    /**
     * Measures this host and waits for the result. Ends with 1 when a gate is not passed, or the run has to stop.
     *
     * ## OPTIONS
     *
     * [--strategy=<strategies>]
     * : Which to measure, with commas between them; all that this host can run, unless given.
     *
     * [--pages=<number>]
     * : How many of the site's top pages, from 1 to 10.
     * ---
     * default: 5
     * ---
     *
     * [--seconds=<number>]
     * : Work altogether before the run stops, from 10 to 86400; pauses do not count.
     * ---
     * default: 600
     * ---
     *
     * [--load=<number>]
     * : Load average per processor above which it waits.
     * ---
     * default: 1.5
     * ---
     *
     * [--format=<format>]
     * : How to print the result.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache benchmark run --pages=3
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function run(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $load = NumberOption::load($this->terminal, $options, Budget::LOAD);
        $pages = NumberOption::whole($this->terminal, $options, 'pages', Control::PAGES, 1, TopUrls::MOST);
        $budget = new Budget(NumberOption::whole($this->terminal, $options, 'seconds', Budget::SECONDS, 10, 86_400), $load);
        $strategies = $this->strategies($options);
        $this->finish($this->guarded(fn(): Run => $this->control->start($strategies, $pages, $budget)), Terminal::format($options));
    }

    /**
     * Goes on with a run that was cancelled, has stopped, or lost the process that took its steps.
     *
     * ## OPTIONS
     *
     * [<id>]
     * : Which one; the latest, unless given.
     *
     * [--format=<format>]
     * : How to print the result.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function resume(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $running = $this->runs->running();
        $id = $arguments[0] ?? $running->id ?? $this->runs->newest(1)[0]->id ?? '';
        $run = $running !== null && $running->id === $id ? $running : $this->guarded(fn(): Run => $this->control->resume($id));
        $this->finish($run, Terminal::format($options));
    }

    /**
     * Says where the run that is under way stands, or how the latest ended.
     *
     * ## OPTIONS
     *
     * [--format=<format>]
     * : How to print it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function status(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $run = $this->runs->running() ?? $this->runs->newest(1)[0] ?? null;
        if ($run === null) {
            $this->terminal->refuse(__('This host was never measured: wp dynamic-cache benchmark run', 'ai-wp-dynamic-cache'));
        }
        $this->terminal->value(['id' => $run->id, 'state' => $run->state->value] + $this->progress($run) + ['trouble' => $run->trouble?->to_array()], Terminal::format($options));
    }

    /**
     * Ends the run that is under way. What it has measured stays, and it can go on.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function cancel(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        NothingElse::may_follow($this->terminal, $arguments, $options);
        $run = $this->guarded($this->control->cancel(...));
        /* translators: %s: id of a run */
        $this->terminal->done(sprintf(__('Run %s was cancelled; nothing of it is left on the site.', 'ai-wp-dynamic-cache'), $run->id));
    }

    /**
     * Says how often the host is measured by itself, or changes that.
     *
     * ## OPTIONS
     *
     * [<interval>]
     * : off, daily or weekly.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function schedule(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        if (isset($arguments[0])) {
            $schedule = Schedule::tryFrom($arguments[0]);
            if ($schedule === null) {
                $this->terminal->refuse(__('Say off, daily or weekly.', 'ai-wp-dynamic-cache'));
            }
            $schedule->set();
        }
        $this->terminal->line(Schedule::now()->value);
    }

    /** This process takes the steps, so that a server with a single PHP process is asked from outside. */
    private function finish(Run $run, string $format): void
    {
        $runner = Runner::of_process();
        do {
            $progress = $runner->advance(self::TURN);
            $run = $this->runs->find($run->id) ?? $run;
            $this->tell($run, $progress);
            if ($progress === Progress::Waiting || $progress === Progress::Busy) {
                sleep(self::PAUSE);
            }
        } while ($run->state === RunState::Running && $progress !== Progress::Idle);
        $this->table->show($run, $format);
        if ($run->state !== RunState::Done) {
            $trouble = $run->trouble?->to_array();
            $this->terminal->refuse($trouble['means'] ?? __('The run was ended by somebody else.', 'ai-wp-dynamic-cache'), ...array_values(array_filter([$trouble['fix'] ?? '', $trouble['detail'] ?? ''], static fn(string $line): bool => $line !== '')));
        }
        foreach ($run->results as $result) {
            if ($result->trouble !== null) {
                ['means' => $means, 'fix' => $fix] = $result->trouble->to_array();
                /* translators: 1: name of a strategy, 2: why, 3: what to do */
                $this->terminal->warn(sprintf(__('“%1$s” was not measured. %2$s %3$s', 'ai-wp-dynamic-cache'), $result->strategy->value, $means, $fix));
            }
        }
        if (!$this->table->is_all_safe($run)) {
            $this->terminal->warn(__('Not every gate was passed: wp dynamic-cache benchmark show --evidence', 'ai-wp-dynamic-cache'));
            $this->terminal->end(1);
        }
    }

    private function tell(Run $run, Progress $progress): void
    {
        ['done' => $done, 'of' => $of, 'what' => $what] = $this->progress($run);
        $this->terminal->note("{$done}/{$of} " . match ($progress) {
            Progress::Waiting => $run->trouble === null
                ? __('The host is busy: waiting.', 'ai-wp-dynamic-cache')
                /* translators: %s: what did not work */
                : sprintf(__('%s Trying again.', 'ai-wp-dynamic-cache'), rtrim($run->trouble->detail, '.') . '.'),
            Progress::Busy => __('Another process takes the steps.', 'ai-wp-dynamic-cache'),
            default => $what,
        });
    }

    /** @return array{done: int, of: int, what: string, eta_seconds: int|null} */
    private function progress(Run $run): array
    {
        return ['done' => $run->at, 'of' => count($run->plan), 'what' => $run->step()?->sentence() ?? '', 'eta_seconds' => $run->eta()];
    }

    /**
     * @template T
     *
     * @param \Closure(): T $work
     *
     * @return T
     */
    private function guarded(\Closure $work): mixed
    {
        try {
            return $work();
        } catch (UnableToRun $refusal) {
            $this->terminal->refuse($refusal->getMessage());
        }
    }

    /**
     * @param array<string, mixed> $options
     *
     * @return list<Strategy>
     */
    private function strategies(array $options): array
    {
        $text = $options['strategy'] ?? '';
        $strategies = [];
        foreach (is_string($text) && $text !== '' ? explode(',', $text) : [] as $name) {
            $strategies[] = Strategy::tryFrom(trim($name)) ?? $this->terminal->refuse(UnableToRun::because_it_is_not_possible($name)->getMessage());
        }

        return $strategies;
    }
}
