<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Benchmark\Runs;
use DynamicCache\Benchmark\Submission;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\Edge\EdgeTestCase;

/** What the Worker is told of a run, and what becomes of its answer. */
final class SubmissionTest extends EdgeTestCase
{
    public function test_a_run_is_told_in_the_form_of_the_contract_and_signed(): void
    {
        $this->register();
        $run = FinishedRun::save();
        $this->worker->answers(200, ['ok' => true, 'recommended_strategy' => 'origin-disk', 'score' => 0.8]);
        $this->submission()->send($run->id);
        $sent = $this->worker->last();

        self::assertSame('POST', $sent->method);
        self::assertStringEndsWith('/plugin/wp/cache/benchmark', $sent->url);
        self::assertMatchesRegularExpression('/^v1=k-1:[0-9a-f]{64}$/', $sent->headers['X-Plugin-Signature'] ?? '');
        self::assertNotSame('', $sent->headers['Idempotency-Key'] ?? '');
        self::assertSame('site-1', $sent->json('site_id'));
        self::assertSame('v1-0123', $sent->json('vps_fingerprint'));
        self::assertEquals([[
            'strategy' => 'origin-disk',
            'ttl_seconds' => 3600,
            'metrics' => ['p50_latency_ms' => 2, 'p95_latency_ms' => 4, 'p99_latency_ms' => 4, 'origin_cpu_pct' => 50, 'origin_query_count' => 30, 'edge_hit_ratio' => 0, 'purge_mttr_ms' => 120],
            'gates' => ['digest_mismatch' => false, 'personalized_cache_leak' => false, 'purge_within_window' => true, 'cache_key_collision' => false],
        ]], $sent->json('candidates'));
        self::assertSame('origin-disk', (new Runs())->find($run->id)?->verdict['recommended_strategy'] ?? null);
    }

    public function test_a_strategy_of_which_a_figure_is_missing_is_not_told(): void
    {
        $this->register();
        $run = FinishedRun::save(isComplete: false);
        $this->submission()->send($run->id);

        self::assertSame([], $this->worker->sent);
    }

    public function test_a_worker_that_is_down_or_refuses_leaves_the_figures_as_they_are(): void
    {
        $this->register();
        $run = FinishedRun::save();
        $log = ini_set('error_log', '/dev/null');
        $this->worker->is_down();
        $this->submission()->send($run->id);
        ini_set('error_log', (string) $log);
        $down = (new Runs())->find($run->id);
        $this->worker->answers(409, ['ok' => false, 'error' => 'no_candidate_passed_hard_gates']);
        $this->submission()->send($run->id);
        $refused = (new Runs())->find($run->id);

        self::assertNotNull($refused);
        self::assertNull($down?->verdict);
        self::assertSame('no_candidate_passed_hard_gates', $refused->verdict['error'] ?? null);
        self::assertEquals($run->results, $refused->results);
    }

    public function test_without_a_worker_nobody_is_called(): void
    {
        $this->submission()->send(FinishedRun::save()->id);

        self::assertSame([], $this->worker->sent);
    }

    private function submission(): Submission
    {
        return new Submission($this->client(), new Runs(), SettingsRepository::of_site());
    }
}
