<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Tests\WordPress\Cli\WpCliAnswer;

/** A run on a site whose cache is right. */
final class HealthyRunTest extends BenchmarkTestCase
{
    private static ?WpCliAnswer $run = null;

    /** @var array<mixed> */
    private static array $before = [];

    /** @var array<mixed> */
    private static array $after = [];

    protected function setUp(): void
    {
        if (self::$run === null) {
            self::live()->request('GET', '/');
            self::live()->request('GET', '/hello-world/');
            self::$before = self::traces();
            self::$run = self::measure();
            self::$after = self::traces();
        }
    }

    public static function tearDownAfterClass(): void
    {
        self::$run = null;
        parent::tearDownAfterClass();
    }

    public function test_all_four_gates_are_passed_with_evidence(): void
    {
        $run = self::run_of_class();
        self::assertSame(0, $run->code, $run->err);
        $evidence = self::evidence();

        self::assertSame([], self::failures(), (string) json_encode($evidence, JSON_PRETTY_PRINT));
        self::assertEqualsCanonicalizing(['digest', 'leak', 'purge', 'collision'], array_values(array_unique(array_column($evidence, 'gate'))));
    }

    public function test_every_figure_is_measured_and_within_its_bounds(): void
    {
        $candidate = self::candidate();
        $metrics = $candidate['metrics'] ?? null;
        self::assertIsArray($metrics);

        self::assertSame(['p50_latency_ms', 'p95_latency_ms', 'p99_latency_ms', 'origin_cpu_pct', 'origin_query_count', 'edge_hit_ratio', 'purge_mttr_ms'], array_keys($metrics));
        self::assertGreaterThan(0, $metrics['p50_latency_ms']);
        self::assertGreaterThanOrEqual($metrics['p50_latency_ms'], $metrics['p95_latency_ms']);
        self::assertGreaterThanOrEqual($metrics['p95_latency_ms'], $metrics['p99_latency_ms']);
        self::assertGreaterThan(5, $metrics['origin_query_count']);
        self::assertGreaterThan(0, $metrics['origin_cpu_pct']);
        self::assertEquals(0, $metrics['edge_hit_ratio']);
        self::assertGreaterThan(0, $metrics['purge_mttr_ms']);
        self::assertEquals(1, $candidate['hit_ratio']);
        self::assertSame(['digest_mismatch' => false, 'personalized_cache_leak' => false, 'purge_within_window' => true, 'cache_key_collision' => false], $candidate['gates']);
        self::assertGreaterThanOrEqual(6, self::part($candidate, 'samples')['cold']);
        self::assertSame(48, self::part($candidate, 'samples')['warm']);
    }

    public function test_what_a_load_test_cannot_know_is_told_for_it(): void
    {
        $metrics = self::part(self::candidate(), 'metrics');
        $probe = self::benchmark('probe', 'origin-disk');
        $unmeasured = self::benchmark('probe', 'edge-r2');

        self::assertSame(0, $probe->code, $probe->err);
        self::assertEquals(array_intersect_key($metrics, ['origin_cpu_pct' => 1, 'origin_query_count' => 1, 'purge_mttr_ms' => 1]) + ['gates' => self::candidate()['gates']], json_decode($probe->out, true));
        self::assertSame([1, ''], [$unmeasured->code, $unmeasured->out]);
        self::assertStringContainsString('not measured', $unmeasured->err);
    }

    public function test_nothing_of_the_run_is_left_on_the_site(): void
    {
        self::assertSame(self::$before, self::$after);
        self::assertDirectoryDoesNotExist(self::live()->file('wp-content/cache/dynamic-cache/probe'));
    }

    public function test_pages_that_visitors_had_are_still_there(): void
    {
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/')->header('X-Dynamic-Cache'));
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/hello-world/')->header('X-Dynamic-Cache'));
    }

    public function test_the_stored_pages_of_probes_are_freed_by_the_next_sweep(): void
    {
        self::inside('sweep');

        self::assertSame([], self::probe_pages());
    }

    public function test_visitors_never_meet_the_post_that_is_measured(): void
    {
        $answer = self::live()->request('GET', '/?post_type=dynamic_cache_probe');

        self::assertStringNotContainsString('data-dynamic-cache-probe', $answer->body);
        self::assertStringNotContainsString('Probe old', $answer->body);
    }

    /** @return list<string> */
    private static function probe_pages(): array
    {
        $found = [];
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::live()->file('wp-content/cache/dynamic-cache/pages'), \FilesystemIterator::SKIP_DOTS)) as $file) {
            if ($file instanceof \SplFileInfo && str_contains((string) file_get_contents($file->getPathname()), ':probe ')) {
                $found[] = $file->getPathname();
            }
        }

        return $found;
    }

    /** @return array<mixed> */
    private static function candidate(): array
    {
        $summary = self::run_of_class()->json();
        self::assertIsArray($summary);
        $candidates = $summary['candidates'] ?? null;
        self::assertIsArray($candidates);
        self::assertIsArray($candidates[0] ?? null);

        return $candidates[0];
    }

    /**
     * @param array<mixed> $of
     *
     * @return array<mixed>
     */
    private static function part(array $of, string $name): array
    {
        $part = $of[$name] ?? null;
        self::assertIsArray($part);

        return $part;
    }

    private static function run_of_class(): WpCliAnswer
    {
        return self::$run ?? throw new \LogicException('Nothing was measured yet.');
    }
}
