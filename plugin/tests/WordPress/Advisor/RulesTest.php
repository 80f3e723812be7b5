<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\Measured;
use DynamicCache\Advisor\Measurements;
use DynamicCache\Advisor\PageFact;
use DynamicCache\Advisor\Rules\BenchmarkRules;
use DynamicCache\Advisor\Rules\RulesAdviser;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Advisor\Tunable;
use DynamicCache\Advisor\VisitCounts;
use DynamicCache\Engine\Reason;
use DynamicCache\Index\PageKind;
use DynamicCache\Settings\Strategy;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class RulesTest extends TestCase
{
    public function test_the_name_of_a_page_and_its_last_render_say_how_risky_it_is(): void
    {
        $advice = self::ask(AdviceKind::Routes, self::facts(pages: [
            self::page('/about/'),
            self::page('/shop/Cart/', hits: 1),
            self::page('/my-account/orders/', hits: 9),
            self::page('/cartography/', hits: 99),
            self::page('/offer/', Reason::SetCookie),
            self::page('/broken/', Reason::Incomplete),
        ], excluded: ['/my-account/orders/']));

        self::assertSame([
            '/my-account/orders/' => 'high -',
            '/shop/Cart/' => 'high /shop/Cart/',
            '/offer/' => 'medium -',
            '/cartography/' => 'low -',
            '/about/' => 'low -',
            '/broken/' => 'low -',
        ], array_column(array_map(static fn(Suggestion $one): array => [$one->subject, $one->verdict . ' ' . ($one->change->to ?? '-')], $advice), 1, 0));
    }

    public function test_a_constant_that_decides_leaves_nothing_to_suggest(): void
    {
        $risky = self::ask(AdviceKind::Routes, self::facts(pages: [self::page('/cart/')], fixed: ['exclude.paths']));
        $tuned = self::ask(AdviceKind::Tuning, self::facts(reasons: ['miss:expired' => 90], fixed: ['ttl.page'], numbers: ['ttl.page' => 3600]));

        self::assertNull($risky[0]->change ?? null);
        self::assertSame([], $tuned);
    }

    public function test_a_path_with_an_asterisk_in_it_is_no_pattern_to_apply(): void
    {
        self::assertNull(self::ask(AdviceKind::Routes, self::facts(pages: [self::page('/cart/*/')]))[0]->change ?? null);
    }

    public function test_pages_to_warm_are_those_that_are_not_stored_and_can_be(): void
    {
        $pages = [
            self::page('/fresh/', Reason::Fresh, 1000),
            self::page('/expired/', Reason::Expired, 5),
            self::page('/purged/', Reason::Purged, 7),
            self::page('/emptied/', Reason::Cold, 6),
            self::page('/cookie/', Reason::SetCookie, 900),
            self::page('/cart/', Reason::Purged, 800),
            self::page('/?s=cats', Reason::Purged, 700, PageKind::Search),
            self::page('/gone/', Reason::Purged, 600, PageKind::NotFound),
            self::page('/feed/', Reason::Purged, 500, PageKind::Feed),
            self::page('/', Reason::Purged, 1, PageKind::Front),
        ];
        $order = static fn(array $pages, int $budget = 20): array => array_map(
            static fn(Suggestion $one): string => "{$one->verdict} " . str_replace('http://example.org', '', $one->subject),
            self::ask(AdviceKind::Preload, self::facts(pages: array_values(array_filter($pages, static fn(mixed $page): bool => $page instanceof PageFact)), budget: $budget)),
        );

        self::assertSame(['1 /', '2 /purged/', '3 /emptied/', '4 /expired/'], $order($pages));
        self::assertSame($order($pages), $order(array_reverse($pages)), 'The order of the rows does not matter.');
        self::assertSame(['1 /', '2 /purged/'], $order($pages, 1), 'A second pays for two renders of 400 ms.');
    }

    public function test_a_strategy_that_failed_a_gate_is_unsafe_however_fast(): void
    {
        $measured = static fn(Strategy $strategy, ?bool $isSafe, float $p95, bool $isRecommended = false): Measured => new Measured($strategy, $isSafe, ['p95_latency_ms' => $p95], $isRecommended);
        $verdicts = static fn(Measured ...$all): array => array_column(array_map(
            static fn(Suggestion $one): array => [$one->subject, $one->verdict],
            self::ask(AdviceKind::Benchmark, self::facts(measured: array_values($all))),
        ), 1, 0);

        self::assertSame(['origin-disk' => 'best', 'object-cache' => 'good', 'edge-balanced' => 'incomplete', 'edge-r2' => 'unsafe'], $verdicts(
            $measured(Strategy::EdgeR2, false, 1, true),
            $measured(Strategy::OriginDisk, true, 9, true),
            $measured(Strategy::EdgeBalanced, null, 2, true),
            $measured(Strategy::ObjectCache, true, 8),
        ), 'The score counts, not the latency alone.');
        self::assertSame(['object-cache' => 'good', 'origin-disk' => 'good'], $verdicts($measured(Strategy::OriginDisk, true, 9), $measured(Strategy::ObjectCache, true, 8)), 'Nobody has scored them.');
        self::assertSame(['origin-disk' => 'best', 'edge-r2' => 'unsafe'], $verdicts($measured(Strategy::OriginDisk, true, 9), $measured(Strategy::EdgeR2, false, 8)), 'There is no other.');
        self::assertSame(['origin-disk' => 'unsafe'], $verdicts($measured(Strategy::OriginDisk, false, 1)));
        self::assertSame([], $verdicts());
    }

    public function test_what_the_benchmark_recommends_the_advisor_calls_the_best(): void
    {
        $metrics = ['p50_latency_ms' => 1, 'p95_latency_ms' => 2, 'p99_latency_ms' => 3];
        $passed = ['digest' => true, 'leak' => true, 'purge' => true, 'collision' => true];
        foreach (['edge-balanced' => 'best', 'origin-disk' => 'good', 'edge-r2' => 'good'] as $recommended => $verdict) {
            $measured = Measurements::of_run(['state' => 'done', 'verdict' => ['ok' => true, 'recommended_strategy' => $recommended], 'candidates' => [
                ['strategy' => 'edge-balanced', 'metrics' => ['p95_latency_ms' => 24] + $metrics, 'passed' => $passed],
                ['strategy' => 'origin-disk', 'metrics' => $metrics, 'passed' => $passed],
            ]]);
            self::assertSame($verdict, BenchmarkRules::verdict($measured[0], self::facts(measured: $measured))->value, $recommended);
        }
    }

    /** @return iterable<string, array{array<string, int>, array<string, int|float>, array{bytes: int, free_bytes: int|null}|null, bool, array<string, int|float>}> reasons, settings, disk, edge, what is suggested */
    public static function figures(): iterable
    {
        $gib = 1_073_741_824;
        yield 'nothing to say' => [[], [], null, false, []];
        yield 'pages expire while they are good' => [['miss:expired' => 50], ['ttl.page' => 3600], null, false, ['ttl.page' => 604_800]];
        yield 'too few to mean something' => [['miss:expired' => 49], ['ttl.page' => 3600], null, false, []];
        yield 'many, and still a small share' => [['miss:expired' => 50, 'miss:cold' => 201], ['ttl.page' => 3600], null, false, []];
        yield 'a long life already' => [['miss:expired' => 90], ['ttl.page' => 2_592_000], null, false, []];
        yield 'robots ask for what is not there' => [['not-stored:status' => 90, 'miss:cold' => 100], [], null, false, ['ttl.not_found' => 60]];
        yield 'answered already' => [['not-stored:status' => 90, 'miss:cold' => 100], ['ttl.not_found' => 10], null, false, []];
        yield 'an edge without grace' => [[], ['ttl.grace' => 0], null, true, ['ttl.grace' => 86_400]];
        yield 'grace without an edge' => [[], ['ttl.grace' => 0], null, false, []];
        yield 'a full cache and room for more' => [[], [], ['bytes' => (int) (0.9 * $gib) + 1, 'free_bytes' => 2 * $gib], false, ['disk.max_bytes' => 2 * $gib]];
        yield 'a full cache on a full disk' => [[], [], ['bytes' => $gib, 'free_bytes' => 2 * $gib - 1], false, []];
        yield 'a full cache on a disk that does not tell' => [[], [], ['bytes' => $gib, 'free_bytes' => null], false, []];
        yield 'a cache with room' => [[], [], ['bytes' => (int) (0.89 * $gib), 'free_bytes' => 9 * $gib], false, []];
        yield 'hardly a check a day' => [['hit:fresh' => 7000], ['proof.sample_rate' => 0.001], null, false, ['proof.sample_rate' => 0.01]];
        yield 'few visits' => [['hit:fresh' => 70], ['proof.sample_rate' => 0.001], null, false, ['proof.sample_rate' => 0.05]];
        yield 'checks enough' => [['hit:fresh' => 70_000], ['proof.sample_rate' => 0.001], null, false, []];
    }

    /**
     * @param array<string, int> $reasons
     * @param array<value-of<Tunable>, int|float> $numbers
     * @param array{bytes: int, free_bytes: int|null}|null $storage
     * @param array<string, int|float> $expected
     */
    #[DataProvider('figures')]
    public function test_a_setting_is_suggested_where_the_figures_speak_for_it(array $reasons, array $numbers, ?array $storage, bool $hasEdge, array $expected): void
    {
        $suggestions = self::ask(AdviceKind::Tuning, self::facts(reasons: $reasons, numbers: $numbers, storage: $storage, hasEdge: $hasEdge));

        self::assertSame($expected, array_column(array_map(static fn(Suggestion $one): array => [$one->subject, $one->change?->to], $suggestions), 1, 0));
        foreach ($suggestions as $suggestion) {
            self::assertNotSame('', $suggestion->reason);
        }
    }

    /** @return list<Suggestion> */
    private static function ask(AdviceKind $kind, Facts $facts): array
    {
        return (new RulesAdviser())->advise($kind, $facts)->suggestions;
    }

    private static function page(string $path, Reason $reason = Reason::Fresh, int $hits = 0, PageKind $kind = PageKind::Page): PageFact
    {
        return new PageFact("http://example.org{$path}", $path, $kind, $reason, $hits, 0);
    }

    /**
     * @param list<PageFact> $pages
     * @param array<string, int> $reasons
     * @param array<value-of<Tunable>, int|float> $numbers
     * @param list<string> $fixed
     * @param list<string> $excluded
     * @param array{bytes: int, free_bytes: int|null}|null $storage
     * @param list<Measured> $measured
     */
    private static function facts(
        array $pages = [],
        array $reasons = [],
        array $numbers = [],
        array $fixed = [],
        array $excluded = [],
        ?array $storage = null,
        array $measured = [],
        int $budget = 20,
        bool $hasEdge = false,
    ): Facts {
        $sum = static fn(string $outcome): int => array_sum(array_filter($reasons, static fn(string $reason): bool => str_starts_with($reason, "{$outcome}:"), ARRAY_FILTER_USE_KEY));
        $defaults = ['ttl.page' => 604_800, 'ttl.not_found' => 0, 'ttl.grace' => 86_400, 'disk.max_bytes' => 1_073_741_824, 'proof.sample_rate' => 0.001, 'proof.max_per_hour' => 60];

        return new Facts($pages, new VisitCounts(7, $sum('hit'), $sum('miss'), $reasons, 400.0), $numbers + $defaults, $fixed, $excluded, $storage, $measured, $budget, $hasEdge);
    }
}
