<?php

/**
 * Tells the Worker what was measured, when a run is over: it scores the candidates, adds what testers share, and keeps the
 * profile of this host. What it answers stays with the run. Without a Worker the screen scores by the same formula.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Edge\Call;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\EdgeFailure;
use DynamicCache\Edge\EdgeKey;
use DynamicCache\Edge\RefusedByEdge;
use DynamicCache\Feature;
use DynamicCache\Settings\SettingsRepository;

final class Submission implements Feature
{
    private const TARGET = '/plugin/wp/cache/benchmark';

    /** Seconds that the end of a run waits. */
    private const PATIENCE = 5.0;

    public function __construct(
        private readonly EdgeClient $client,
        private readonly Runs $runs,
        private readonly SettingsRepository $settings,
    ) {}

    public static function of_wordpress(): self
    {
        return new self(EdgeClient::of_wordpress(), new Runs(), SettingsRepository::of_site());
    }

    public function boot(): void
    {
        add_action('dynamic_cache_benchmark_done', $this->send(...), 10, 1);
    }

    /** A Worker that does not answer, or refuses, changes nothing of what was measured. */
    public function send(string $id): void
    {
        $run = $this->runs->find($id);
        $key = Credentials::load()->usable_key();
        $candidates = $run === null ? [] : self::candidates($run);
        if ($run === null || $key === null || $candidates === []) {
            return;
        }
        try {
            $call = new Call('POST', self::TARGET, $this->body($run, $key, $candidates), self::PATIENCE, wp_generate_uuid4());
            $run->verdict = $this->client->signed($key, $call);
        } catch (RefusedByEdge $refusal) {
            $run->verdict = ['ok' => false, 'error' => $refusal->error];
        } catch (EdgeFailure $failure) {
            error_log('AI WP Dynamic Cache: benchmark: ' . $failure->getMessage());

            return;
        }
        $this->runs->change($run, RunState::Done);
    }

    /** @param list<array<string, mixed>> $candidates */
    private function body(Run $run, EdgeKey $key, array $candidates): string
    {
        $settings = $this->settings->all();

        return (string) wp_json_encode([
            'site_id' => $key->siteId,
            'site_url' => home_url('/'),
            'vps_fingerprint' => $run->text('fingerprint'),
            'current_strategy' => $settings->strategy->value,
            'current_ttl' => $settings->ttl->page,
            'wp_version' => $run->text('wordpress'),
            'php_version' => $run->text('php'),
            'object_cache_enabled' => $run->text('object_cache') === '1',
            'candidates' => $candidates,
        ], JSON_UNESCAPED_SLASHES);
    }

    /**
     * Those of which every figure and every gate is known: nothing takes the place of one that is not.
     *
     * @return list<array<string, mixed>>
     */
    private static function candidates(Run $run): array
    {
        $candidates = [];
        foreach ($run->results as $result) {
            [$metrics, $gates] = [$result->metrics(), $result->gates()];
            if ($metrics !== null && $gates !== null) {
                $candidates[] = ['strategy' => $result->strategy->value, 'ttl_seconds' => $run->ttl(), 'metrics' => $metrics, 'gates' => $gates];
            }
        }

        return $candidates;
    }
}
