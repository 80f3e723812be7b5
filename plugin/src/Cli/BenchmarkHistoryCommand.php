<?php

/** `wp dynamic-cache benchmark list`, `show`, `compare`, `probe`, `apply` and `undo` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Benchmark\Application;
use DynamicCache\Benchmark\Comparison;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\UnableToRun;
use DynamicCache\Capabilities;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\Strategy;

final class BenchmarkHistoryCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly Runs $runs,
        private readonly BenchmarkTable $table,
        private readonly Application $application,
    ) {}

    /**
     * Lists the runs of this site, the newest first.
     *
     * ## OPTIONS
     *
     * [--format=<format>]
     * : How to print them.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     * ---
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function list(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $rows = array_map(fn(Run $run): array => [
            'id' => $run->id,
            'started' => gmdate('Y-m-d\TH:i:s\Z', $run->startedAt),
            'state' => $run->state->value,
            'strategies' => implode(', ', array_keys($run->results)),
            'safe' => $run->results !== [] && $this->table->is_all_safe($run),
            'fingerprint' => $run->text('fingerprint'),
        ], $this->runs->newest(Runs::KEPT));
        $this->terminal->rows($rows, ['id', 'started', 'state', 'strategies', 'safe', 'fingerprint'], Terminal::format($options));
    }

    /**
     * Shows what a run has measured.
     *
     * ## OPTIONS
     *
     * [<id>]
     * : Which one; the latest, unless given.
     *
     * [--evidence]
     * : What the gates saw, one line each.
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
    public function show(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $run = $this->find($arguments[0] ?? $this->runs->newest(1)[0]->id ?? '');
        SwitchOption::is_on($this->terminal, $options, 'evidence') ? $this->table->evidence($run, Terminal::format($options)) : $this->table->show($run, Terminal::format($options));
    }

    /**
     * Puts two runs side by side.
     *
     * ## OPTIONS
     *
     * <before>
     * : Id of a run.
     *
     * <after>
     * : Id of another.
     *
     * [--format=<format>]
     * : How to print them.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     * ---
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function compare(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $comparison = new Comparison($this->find($arguments[0] ?? ''), $this->find($arguments[1] ?? ''));
        $this->terminal->rows($comparison->rows(), ['strategy', 'metric', 'before', 'after', 'change_percent'], Terminal::format($options));
        if (!$comparison->is_of_one_host()) {
            $this->terminal->warn(__('They were measured on different kinds of hosts.', 'ai-wp-dynamic-cache'));
        }
    }

    /**
     * Prints what a load test cannot know, for the PROBE_FILE of scripts/sandbox: processor time and queries of a render,
     * purge time, gates. As JSON.
     *
     * ## OPTIONS
     *
     * <strategy>
     * : origin-disk, object-cache, edge-balanced or edge-r2: what the site runs with while it is tested.
     *
     * [<id>]
     * : The run that measured it; the latest that was finished, unless given.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache benchmark probe edge-balanced > probe.json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function probe(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $run = $this->find($arguments[1] ?? $this->runs->last_done()->id ?? '');
        $probe = ($run->results[$arguments[0] ?? ''] ?? null)?->probe();
        if ($probe === null) {
            $this->terminal->refuse(__('That run has not measured this strategy to its end: wp dynamic-cache benchmark show', 'ai-wp-dynamic-cache'));
        }
        $this->terminal->value($probe, 'json');
    }

    /**
     * Uses a strategy that has passed all gates, with the lifetime that it was measured with.
     *
     * ## OPTIONS
     *
     * <id>
     * : The run that measured it.
     *
     * <strategy>
     * : origin-disk, object-cache, edge-balanced or edge-r2.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function apply(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $name = $arguments[1] ?? '';
        $strategy = Strategy::tryFrom($name) ?? $this->terminal->refuse(UnableToRun::because_it_is_not_possible($name)->getMessage());
        $this->guarded(fn() => $this->application->apply($arguments[0] ?? '', $strategy));
        /* translators: %s: name of a strategy */
        $this->terminal->done(sprintf(__('“%s” is in use. wp dynamic-cache benchmark undo takes it back.', 'ai-wp-dynamic-cache'), $name));
    }

    /**
     * Goes back to the strategy and the lifetime of before.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function undo(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        NothingElse::may_follow($this->terminal, $arguments, $options);
        $this->guarded($this->application->undo(...));
        $this->terminal->done(__('Strategy and lifetime are as they were before.', 'ai-wp-dynamic-cache'));
    }

    private function find(string $id): Run
    {
        return $this->runs->find($id) ?? $this->terminal->refuse(UnableToRun::because_there_is_none()->getMessage());
    }

    private function guarded(\Closure $work): void
    {
        try {
            $work();
        } catch (UnableToRun|InstallFailure|SettingsFailure $refusal) {
            $this->terminal->refuse($refusal->getMessage());
        }
    }
}
