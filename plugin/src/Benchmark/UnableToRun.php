<?php

/** A run was not begun, ended or continued; nothing has changed. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class UnableToRun extends \RuntimeException
{
    /** @param string $word snake_case, for machines */
    private function __construct(public readonly string $word, string $sentence)
    {
        parent::__construct($sentence);
    }

    public static function because_one_is_under_way(): self
    {
        return new self('run_under_way', __('A run is under way already.', 'ai-wp-dynamic-cache'));
    }

    public static function because_there_is_none(): self
    {
        return new self('no_such_run', __('There is no such run.', 'ai-wp-dynamic-cache'));
    }

    public static function because_it_is(RunState $state): self
    {
        return new self("run_is_{$state->value}", match ($state) {
            RunState::Running => __('The run is still under way.', 'ai-wp-dynamic-cache'),
            RunState::Done => __('The run is over.', 'ai-wp-dynamic-cache'),
            RunState::Cancelled => __('The run was cancelled.', 'ai-wp-dynamic-cache'),
            RunState::Stopped => __('The run has stopped.', 'ai-wp-dynamic-cache'),
        });
    }

    public static function because_of(UnableToProbe $failure): self
    {
        return new self(str_replace('-', '_', $failure->trouble->value), $failure->trouble->means() . ' ' . $failure->trouble->fix());
    }

    public static function because_it_is_not_safe(string $strategy): self
    {
        /* translators: %s: name of a strategy */
        return new self('gates_not_passed', sprintf(__('“%s” has not passed all four gates in that run.', 'ai-wp-dynamic-cache'), $strategy));
    }

    public static function because_nothing_was_applied(): self
    {
        return new self('nothing_applied', __('Nothing that was measured is in use.', 'ai-wp-dynamic-cache'));
    }

    public static function because_the_owner_decided(): self
    {
        return new self('changed_since', __('The settings were changed since: they stay as they are.', 'ai-wp-dynamic-cache'));
    }

    /** @param string $strategy as it was asked for */
    public static function because_it_is_not_possible(string $strategy): self
    {
        /* translators: %s: name of a strategy */
        return new self('strategy_not_possible', sprintf(__('This host cannot run “%s” now.', 'ai-wp-dynamic-cache'), $strategy));
    }
}
