<?php

/** `wp dynamic-cache shadow start`, `stop` and `status` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Proof\Shadow;
use DynamicCache\Settings\SettingsRepository;

final class ShadowCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $settings,
        private readonly SavedChange $saved,
    ) {}

    /**
     * Turns the cache on, watching only: nobody is served from it.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function start(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        NothingElse::may_follow($this->terminal, $arguments, $options);
        $this->saved->apply((object) ['enabled' => true, 'proof' => (object) ['shadow' => true]]);
        $this->terminal->done(__('The cache watches. Every visitor gets the render of WordPress itself.', 'ai-wp-dynamic-cache'));
    }

    /**
     * Ends watching: turns the cache off, or lets it serve.
     *
     * ## OPTIONS
     *
     * [--serve]
     * : Serve from the cache from now on.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function stop(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $serves = SwitchOption::is_on($this->terminal, $options, 'serve');
        $this->saved->apply((object) ['enabled' => $serves, 'proof' => (object) ['shadow' => false]]);
        $this->terminal->done($serves
            ? __('The cache serves.', 'ai-wp-dynamic-cache')
            : __('The cache is off.', 'ai-wp-dynamic-cache'));
    }

    /**
     * Says what was seen, and what that recommends.
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
        $this->terminal->value(Shadow::of_site($this->settings)->to_array(), Terminal::format($options));
    }
}
