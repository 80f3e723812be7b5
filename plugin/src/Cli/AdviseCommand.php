<?php

/** `wp dynamic-cache advise` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Advisor\Advice;
use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Advisor;
use DynamicCache\Advisor\Application;
use DynamicCache\Advisor\Change;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Capabilities;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Warm\Warmer;

final class AdviseCommand
{
    /** @param \Closure(): Application $application */
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly SavedChange $saved,
        private readonly \Closure $application,
    ) {}

    /**
     * Says what the cache could do better, and why. Changes nothing unless --apply is given.
     *
     * ## OPTIONS
     *
     * <what>
     * : How risky pages are to store, which to warm first, what the last benchmark means, which settings to change; or take
     * back what was applied last.
     * ---
     * options:
     *   - routes
     *   - preload
     *   - benchmark
     *   - tuning
     *   - undo
     * ---
     *
     * [--source=<source>]
     * : Who is asked. The AI is the one that the owner has connected to WordPress; it costs what its provider asks for.
     * ---
     * default: rules
     * options:
     *   - rules
     *   - ai
     * ---
     *
     * [--budget=<seconds>]
     * : Seconds of rendering that the pages of `preload` may take.
     * ---
     * default: 20
     * ---
     *
     * [--apply]
     * : Sets what is suggested; for `preload`, warms the pages.
     *
     * [--yes]
     * : Applies without a question.
     *
     * [--format=<format>]
     * : How to print it; JSON and YAML also show what was sent to the AI.
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
     *     $ wp dynamic-cache advise tuning
     *     $ wp dynamic-cache advise preload --budget=10 --apply --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function advise(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        if (($arguments[0] ?? '') === 'undo') {
            $this->undo();

            return;
        }
        $kind = AdviceKind::tryFrom($arguments[0] ?? '');
        $source = AdviceSource::tryFrom(is_string($options['source'] ?? null) ? $options['source'] : 'rules');
        $budget = NumberOption::whole($this->terminal, $options, 'budget', Facts::BUDGET, 1, 3600);
        if ($kind === null || $source === null) {
            $this->terminal->refuse(__('Say routes, preload, benchmark, tuning or undo; --source is rules or ai.', 'ai-wp-dynamic-cache'));
        }
        // Before the figures are read, as over REST.
        $revision = $this->repository->revision();
        $advice = Advisor::of_site()->ask($kind, $source, $budget);
        $this->show($advice, Terminal::format($options));
        if (SwitchOption::is_on($this->terminal, $options, 'apply')) {
            $kind === AdviceKind::Preload ? $this->warm($advice, $budget, $options) : $this->apply($advice, $revision, $options);
        }
    }

    private function show(Advice $advice, string $format): void
    {
        if ($advice->fallback !== null) {
            $this->terminal->warn($advice->fallback->getMessage());
        }
        if ($format !== 'table') {
            $this->terminal->value($advice->to_array(), $format);

            return;
        }
        $this->terminal->rows(array_map(static fn(Suggestion $suggestion): array => [
            'subject' => $suggestion->subject,
            'verdict' => $suggestion->verdict,
            'sets' => $suggestion->change === null ? null : "{$suggestion->change->setting} = {$suggestion->change->to}",
            'source' => $suggestion->source->value,
            'reason' => $suggestion->reason,
        ], $advice->suggestions), ['subject', 'verdict', 'sets', 'source', 'reason'], 'table');
        $cost = $advice->ai?->cost;
        if ($cost !== null) {
            /* translators: 1: provider, 2: model, 3: number of tokens, 4: number of tokens */
            $this->terminal->say(sprintf(_n('%1$s, %2$s: %3$d token sent, %4$d received.', '%1$s, %2$s: %3$d tokens sent, %4$d received.', $cost['prompt_tokens'], 'ai-wp-dynamic-cache'), $cost['provider'], $cost['model'], $cost['prompt_tokens'], $cost['completion_tokens']));
        }
    }

    /** @param array<string, mixed> $options */
    private function apply(Advice $advice, string $revision, array $options): void
    {
        $changes = array_values(array_filter(array_map(static fn(Suggestion $suggestion): ?Change => $suggestion->change, $advice->suggestions)));
        if ($changes === []) {
            $this->terminal->done(__('There is nothing to set.', 'ai-wp-dynamic-cache'));

            return;
        }
        $this->terminal->confirm(self::question(), $options);
        $this->saved->run(fn() => ($this->application)()->apply($changes, $revision));
        $this->terminal->done(__('Set. “wp dynamic-cache advise undo” takes it back.', 'ai-wp-dynamic-cache'));
    }

    /**
     * Page by page, until the time that somebody was ready to give is over.
     *
     * @param array<string, mixed> $options
     */
    private function warm(Advice $advice, int $budget, array $options): void
    {
        if ($advice->suggestions === []) {
            $this->terminal->done(__('There is nothing to warm.', 'ai-wp-dynamic-cache'));

            return;
        }
        $this->terminal->confirm(self::question(), $options);
        $end = hrtime(true) + $budget * 1_000_000_000;
        $warm = 0;
        foreach ($advice->suggestions as $suggestion) {
            if (hrtime(true) >= $end) {
                break;
            }
            foreach (Warmer::of_site()->warm([$suggestion->subject]) as $page) {
                $warm += $page->to_array()['warm'] ? 1 : 0;
            }
        }
        /* translators: 1: number of pages, 2: number of pages */
        $this->terminal->say(sprintf(_n('%1$d of %2$d page is stored now.', '%1$d of %2$d pages are stored now.', count($advice->suggestions), 'ai-wp-dynamic-cache'), $warm, count($advice->suggestions)));
        if ($warm < count($advice->suggestions)) {
            $this->terminal->end(1);
        }
    }

    private static function question(): string
    {
        return __('Do all of this?', 'ai-wp-dynamic-cache');
    }

    private function undo(): void
    {
        $done = $this->saved->run(fn(): ?array => ($this->application)()->undo($this->repository->revision()));
        if ($done === null) {
            $this->terminal->refuse(__('Nothing was applied.', 'ai-wp-dynamic-cache'));
        }
        $this->terminal->done(sprintf(
            /* translators: 1: number of settings, 2: number of settings */
            _n('%1$d setting is as before; %2$d were changed since and stay.', '%1$d settings are as before; %2$d were changed since and stay.', count($done['changed']), 'ai-wp-dynamic-cache'),
            count($done['changed']),
            count($done['kept']),
        ));
    }
}
