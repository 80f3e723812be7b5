<?php

/** `POST /benchmark`: begins, continues, ends and applies what is measured; answers where things stand. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Benchmark\Application;
use DynamicCache\Benchmark\Budget;
use DynamicCache\Benchmark\Control;
use DynamicCache\Benchmark\Progress;
use DynamicCache\Benchmark\Runner;
use DynamicCache\Benchmark\Schedule;
use DynamicCache\Benchmark\UnableToRun;
use DynamicCache\Capabilities;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\Strategy;

final class DriveBenchmark implements Route
{
    /** Seconds of steps that one call takes; a step itself takes as long as it takes. */
    private const SECONDS = 2.0;

    public function __construct(
        private readonly Control $control,
        private readonly Application $application,
        private readonly ReadBenchmarks $overview,
    ) {}

    public function path(): string
    {
        return '/benchmark';
    }

    public function method(): string
    {
        return 'POST';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::valid($request, 'site-benchmark');
        try {
            return $this->overview->overview($this->drive($body));
        } catch (UnableToRun $refusal) {
            throw new Refusal($refusal->word === 'no_such_run' ? 404 : 409, $refusal->word, [new FieldError('', $refusal->getMessage())]);
        } catch (InstallFailure $failure) {
            throw InstallRefusal::of($failure, 'strategy');
        } catch (SettingsFailure $failure) {
            throw new Refusal(409, 'settings_not_changed', [new FieldError('', $failure->getMessage())]);
        }
    }

    /**
     * @throws Refusal
     * @throws UnableToRun
     * @throws InstallFailure
     * @throws SettingsFailure
     */
    private function drive(\stdClass $body): ?Progress
    {
        $members = get_object_vars($body);
        match ($members['do']) {
            'start' => $this->control->start(self::strategies($members), self::int($members, 'pages', Control::PAGES), self::budget($members)),
            'cancel' => $this->control->cancel(),
            'resume' => $this->control->resume(self::needed($members, 'run')),
            'schedule' => Schedule::from(self::needed($members, 'every'))->set(),
            'apply' => $this->application->apply(self::needed($members, 'run'), Strategy::from(self::needed($members, 'strategy')), isset($members['ttl_seconds']) ? self::int($members, 'ttl_seconds', 0) : null),
            'undo' => $this->application->undo(),
            default => null,
        };

        return $members['do'] === 'step' ? Runner::of_process()->advance(self::SECONDS) : null;
    }

    /**
     * @param array<array-key, mixed> $members
     *
     * @return list<Strategy>
     */
    private static function strategies(array $members): array
    {
        $names = $members['strategies'] ?? [];

        return array_map(Strategy::from(...), array_values(array_filter(is_array($names) ? $names : [], is_string(...))));
    }

    /** @param array<array-key, mixed> $members */
    private static function budget(array $members): Budget
    {
        $load = $members['load'] ?? Budget::LOAD;

        return new Budget(self::int($members, 'seconds', Budget::SECONDS), is_int($load) || is_float($load) ? (float) $load : Budget::LOAD);
    }

    /** @param array<array-key, mixed> $members */
    private static function int(array $members, string $name, int $default): int
    {
        $value = $members[$name] ?? $default;

        return is_int($value) ? $value : $default;
    }

    /**
     * @param array<array-key, mixed> $members
     *
     * @throws Refusal
     */
    private static function needed(array $members, string $name): string
    {
        $value = $members[$name] ?? null;

        return is_string($value) ? $value : throw new Refusal(400, 'invalid_body', [new FieldError($name, __('This is missing.', 'ai-wp-dynamic-cache'))]);
    }
}
