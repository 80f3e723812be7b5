<?php

/** `wp dynamic-cache status` */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Problem;
use DynamicCache\Install\Sites;
use DynamicCache\Settings\RolloutSettings;
use DynamicCache\Settings\SettingsRepository;

final class StatusCommand
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly Diagnosis $diagnosis,
        private readonly EdgeStatus $edge,
    ) {}

    /**
     * Says what is on, what is really there, and what is in the way.
     *
     * ## OPTIONS
     *
     * [--network]
     * : Every site of the network, one line each.
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
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache status
     *     $ wp dynamic-cache status --network --format=json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function status(array $arguments, array $options): void
    {
        $format = Terminal::format($options);
        if (SwitchOption::is_on($this->terminal, $options, 'network')) {
            $this->network($format);

            return;
        }
        Access::need($this->terminal, Capabilities::MANAGE);
        $facts = $this->facts();
        $problems = array_map(static fn(Problem $problem): array => $problem->to_array(), $this->diagnosis->problems());
        if ($format !== 'table') {
            $this->terminal->value($facts + ['problems' => $problems], $format);

            return;
        }
        $this->terminal->value($facts, 'table');
        foreach ($problems as $problem) {
            $this->terminal->warn("{$problem['message']} {$problem['fix']}");
        }
    }

    private function network(string $format): void
    {
        Network::need($this->terminal);
        $rows = [];
        Sites::each(true, function () use (&$rows): void {
            $facts = $this->facts();
            $rows[] = ['site' => get_current_blog_id(), 'url' => home_url('/')]
                + array_intersect_key($facts, ['enabled' => 0, 'paused_until' => 0, 'strategy' => 0, 'edge' => 0, 'edge_waiting' => 0]);
        });
        $this->terminal->rows($rows, ['site', 'url', 'enabled', 'paused_until', 'strategy', 'edge', 'edge_waiting'], $format);
    }

    /** What is tried on some of the visitors, such as `10 % edge-r2 (first)`; null = nothing. */
    private static function rollout(RolloutSettings $rollout): ?string
    {
        return $rollout->percent === 0 ? null : "{$rollout->percent} % {$rollout->strategy->value} ({$rollout->name})";
    }

    /** @return array<string, string|int|bool|null> */
    private function facts(): array
    {
        // First: it fetches the outcome of a registration, of which the problems speak.
        $edge = $this->edge->to_array();
        $settings = $this->repository->all();
        $until = $settings->pausedUntil;

        return [
            'version' => DYNAMIC_CACHE_VERSION,
            'enabled' => $settings->enabled,
            'paused_until' => $until !== null && $until > time() ? gmdate('c', $until) : null,
            'strategy' => $settings->strategy->value,
            'dropin' => $this->diagnosis->dropin()->value,
            'wp_cache' => $this->diagnosis->wp_cache(),
            'cache_dir_writable' => $this->diagnosis->cache_dir_writable(),
            'edge' => $edge['state'],
            'edge_url' => $edge['url'],
            'edge_waiting' => $edge['behind'],
            'edge_error' => $edge['error'],
            'rollout' => self::rollout($settings->rollout),
        ];
    }
}
