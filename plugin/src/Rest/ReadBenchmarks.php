<?php

/** `GET /benchmark`: what is under way, what was measured before, what can be measured. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Benchmark\Applied;
use DynamicCache\Benchmark\Load;
use DynamicCache\Benchmark\Progress;
use DynamicCache\Benchmark\Report;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\Schedule;
use DynamicCache\Benchmark\Strategies;
use DynamicCache\Capabilities;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\Strategy;

final class ReadBenchmarks implements Route
{
    private const SHOWN = 20;

    public function __construct(private readonly Runs $runs, private readonly SettingsRepository $settings) {}

    public function path(): string
    {
        return '/benchmark';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        return $this->overview(null);
    }

    /** @param Progress|null $progress what a call that took steps came to */
    public function overview(?Progress $progress): Answer
    {
        $active = $this->runs->running();
        $settings = $this->settings->all();
        $applied = Applied::load();
        $possible = (new Strategies(Paths::of_wordpress(), $settings))->possible();

        return Answer::ok([
            'progress' => $progress?->value,
            'active' => $active === null ? null : (new Report($active))->summary(),
            'runs' => array_map(static fn(Run $run): array => (new Report($run))->summary(), $this->runs->newest(self::SHOWN)),
            'strategies' => array_map(static fn(Strategy $strategy): string => $strategy->value, $possible),
            'not_measured' => Strategies::missing($possible),
            'schedule' => Schedule::now()->value,
            'applied' => $applied === null ? null : [
                'run' => $applied->run,
                'at' => $applied->at,
                'strategy' => $applied->strategy->value,
                'ttl_seconds' => $applied->ttl,
                'former_strategy' => $applied->formerStrategy->value,
                'former_ttl_seconds' => $applied->formerTtl,
                'source' => $applied->source($settings),
            ],
            'load' => Load::of_host()->per_processor(),
        ]);
    }
}
