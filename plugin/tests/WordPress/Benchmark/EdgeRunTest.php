<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Tests\WordPress\Cli\WpCliAnswer;

/** A run by way of a Worker that is right, before a host that answers one request at a time. */
final class EdgeRunTest extends EdgeTestCase
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
            self::$before = self::traces();
            self::$run = self::measure('--strategy=edge-r2');
            self::$after = self::traces();
        }
    }

    protected static function workers(): int
    {
        return 1;
    }

    public static function tearDownAfterClass(): void
    {
        self::$run = null;
        parent::tearDownAfterClass();
    }

    public function test_all_four_gates_are_passed_through_the_worker_with_evidence(): void
    {
        $run = self::run_of_class();
        $evidence = self::evidence();

        self::assertSame(0, $run->code, $run->err);
        self::assertSame([], self::failures(), (string) json_encode($evidence, JSON_PRETTY_PRINT));
        self::assertEqualsCanonicalizing(['digest', 'leak', 'purge', 'collision'], array_values(array_unique(array_column($evidence, 'gate'))));
        self::assertContains('edge 3', array_column($evidence, 'case'));
        self::assertNotSame([], preg_grep('/“edge”.* 5 s after/', array_column($evidence, 'expected')));
        self::assertNotSame([], preg_grep('/“origin”.* 0 s after/', array_column($evidence, 'expected')));
    }

    public function test_every_figure_is_measured(): void
    {
        $candidate = self::candidate('edge-r2');
        $metrics = self::part($candidate, 'metrics');

        self::assertNull($candidate['trouble']);
        self::assertEquals(1, $metrics['edge_hit_ratio']);
        self::assertEquals(1, $metrics['r2_hit_ratio']);
        self::assertGreaterThan(5, $metrics['origin_query_count']);
        self::assertGreaterThan(0, $metrics['origin_cpu_pct']);
        self::assertGreaterThan(0, $metrics['p50_latency_ms']);
        self::assertGreaterThan(0, $metrics['purge_mttr_ms']);
        self::assertSame(48, self::part($candidate, 'samples')['warm']);
        self::assertSame(3, self::part($candidate, 'samples')['purge']);
    }

    public function test_nothing_of_the_run_is_left_on_the_site_nor_seen_by_a_visitor_of_the_edge(): void
    {
        $visit = self::at_the_edge('/');

        self::assertSame(self::$before, self::$after);
        self::assertStringNotContainsString('data-dynamic-cache-probe', $visit);
        self::assertStringContainsString("\r\nX-Dynamic-Cache: ", $visit);
        self::assertStringNotContainsString('X-Dynamic-Cache-Probed', $visit);
    }

    public function test_the_worker_scores_the_run(): void
    {
        $summary = self::benchmark('show', '--format=json')->json();
        self::assertIsArray($summary);
        $verdict = $summary['verdict'] ?? null;
        self::assertIsArray($verdict, (string) json_encode($summary));

        self::assertSame('edge-r2', $verdict['recommended_strategy'] ?? null, (string) json_encode($verdict));
    }

    private static function at_the_edge(string $path): string
    {
        $curl = curl_init(self::worker()->url . '/edge/cache/~' . substr(self::live()->url, 7) . $path);
        self::assertNotFalse($curl);
        curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HEADER => true]);

        return (string) curl_exec($curl);
    }

    /** @return array<mixed> */
    private static function candidate(string $strategy): array
    {
        $summary = self::run_of_class()->json();
        self::assertIsArray($summary);
        foreach (is_array($summary['candidates'] ?? null) ? $summary['candidates'] : [] as $candidate) {
            if (is_array($candidate) && ($candidate['strategy'] ?? null) === $strategy) {
                return $candidate;
            }
        }
        self::fail("{$strategy} is no candidate.");
    }

    /**
     * @param array<mixed> $of
     *
     * @return array<mixed>
     */
    private static function part(array $of, string $name): array
    {
        $part = $of[$name] ?? null;
        self::assertIsArray($part, (string) json_encode($of));

        return $part;
    }

    private static function run_of_class(): WpCliAnswer
    {
        return self::$run ?? throw new \LogicException('Nothing was measured yet.');
    }
}
