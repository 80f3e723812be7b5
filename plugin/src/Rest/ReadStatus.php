<?php

/** `GET /status`: what is on, what is really there, and what is in the way. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Capabilities;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Problem;
use DynamicCache\Proof\ProofWeek;
use DynamicCache\Proof\Shadow;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\Strategy;

final class ReadStatus implements Route
{
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly Diagnosis $diagnosis,
        private readonly EdgeStatus $edge,
    ) {}

    public function path(): string
    {
        return '/status';
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
        // First: it fetches the outcome of a registration, of which the problems speak.
        $edge = $this->edge->to_array();
        $settings = $this->repository->all();

        return Answer::ok([
            'version' => DYNAMIC_CACHE_VERSION,
            'home' => home_url('/'),
            'enabled' => $settings->enabled,
            'paused_until' => $settings->pausedUntil,
            'dropin' => $this->diagnosis->dropin()->value,
            'wp_cache' => $this->diagnosis->wp_cache(),
            'cache_dir_writable' => $this->diagnosis->cache_dir_writable(),
            'engine' => $this->diagnosis->engine(),
            'strategy' => $settings->strategy->value,
            'first_run' => $this->diagnosis->is_first_run(),
            'problems' => array_map(
                static fn(Problem $problem): array => $problem->to_array(),
                $this->diagnosis->problems(),
            ),
            'edge' => $edge,
            'gates' => self::gates((new Runs())->last_done(), $settings->strategy),
            'proof' => $this->proof(),
        ]);
    }

    /** @return array{run: string, at: int, strategy: string, passed: array<string, bool|null>}|null */
    private static function gates(?Run $run, Strategy $used): ?array
    {
        $result = $run?->results[$used->value] ?? null;
        if ($run === null || $result === null) {
            return null;
        }
        $passed = [];
        foreach (GateName::cases() as $gate) {
            $passed[$gate->value] = $result->is_passed($gate);
        }

        return ['run' => $run->id, 'at' => $run->startedAt, 'strategy' => $used->value, 'passed' => $passed];
    }

    /** @return array{checked: int, differences: int, sentence: string, shadow: string|null} */
    private function proof(): array
    {
        $week = ProofWeek::until(time());

        return [
            'checked' => $week->checked(),
            'differences' => $week->differences(),
            'sentence' => $week->sentence(),
            'shadow' => $this->repository->all()->proof->isShadow ? Shadow::of_site($this->repository)->sentence() : null,
        ];
    }
}
