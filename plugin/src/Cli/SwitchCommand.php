<?php

/** `wp dynamic-cache enable`, `disable`, `pause` and `resume` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;

final class SwitchCommand
{
    private const MOST_MINUTES = 1440;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SavedChange $saved,
        private readonly \Closure $now,
    ) {}

    /**
     * Switches the cache on: puts drop-in, engine and WP_CACHE in place, or repairs them.
     *
     * ## OPTIONS
     *
     * [--replace-dropin]
     * : Sets another plugin's advanced-cache.php aside; it is put back when the cache is switched off.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache enable
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function enable(array $arguments, array $options): void
    {
        $this->change((object) ['enabled' => true], SwitchOption::is_on($this->terminal, $options, 'replace-dropin'));
        $this->terminal->done(__('The cache is on.', 'ai-wp-dynamic-cache'));
    }

    /**
     * Switches the cache off: takes drop-in and WP_CACHE out again. Settings stay.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache disable
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function disable(array $arguments, array $options): void
    {
        NothingElse::may_follow($this->terminal, $arguments, $options);
        $this->change((object) ['enabled' => false]);
        $this->terminal->done(__('The cache is off.', 'ai-wp-dynamic-cache'));
    }

    /**
     * Lets WordPress answer everybody for a while; the cache goes on by itself after that.
     *
     * ## OPTIONS
     *
     * <minutes>
     * : For how long, from 1 to 1440 (one day).
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache pause 15
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function pause(array $arguments, array $options): void
    {
        $text = $arguments[0] ?? '';
        $minutes = preg_match('/\A[1-9][0-9]{0,3}\z/', $text) === 1 ? (int) $text : 0;
        if ($minutes < 1 || $minutes > self::MOST_MINUTES) {
            /* translators: 1: what was typed, 2: a number */
            $this->terminal->refuse(sprintf(__('<minutes> is a whole number from 1 to %2$d, and “%1$s” is none.', 'ai-wp-dynamic-cache'), $text, self::MOST_MINUTES));
        }
        $until = ($this->now)() + 60 * $minutes;
        $this->change((object) ['paused_until' => $until]);
        /* translators: %s: a time */
        $this->terminal->done(sprintf(__('WordPress answers everybody until %s.', 'ai-wp-dynamic-cache'), gmdate('c', $until)));
    }

    /**
     * Ends a pause.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache resume
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function resume(array $arguments, array $options): void
    {
        NothingElse::may_follow($this->terminal, $arguments, $options);
        $this->change((object) ['paused_until' => null]);
        $this->terminal->done(__('There is no pause any more.', 'ai-wp-dynamic-cache'));
    }

    private function change(\stdClass $patch, bool $replaceDropin = false): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $this->saved->apply($patch, $replaceDropin);
    }
}
