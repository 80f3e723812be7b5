<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Stats;

use DynamicCache\Engine\CountLog;
use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Engine\Reason;
use DynamicCache\Install\Paths;
use DynamicCache\Rest\ReadStats;
use DynamicCache\Rest\Routes;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Stats\Counting;
use DynamicCache\Stats\Storage;
use DynamicCache\Stats\TotalsOption;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class StatsRouteTest extends WordPressTestCase
{
    /** 2027-01-15 08:00 UTC. */
    private const NOW = 1_800_000_000;

    private int $now = self::NOW;

    private Counting $counting;

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        mkdir(self::cache_dir() . '/count', 0750, true);
        $this->counting = new Counting(Paths::of_wordpress(), new TotalsOption(), fn(): int => $this->now);
        // Before the plugin's own: the first of two handlers answers.
        add_action('rest_api_init', fn() => (new Routes([new ReadStats($this->counting, SettingsRepository::of_site())]))->register(), 1);
    }

    public function test_counts_by_day_and_in_all(): void
    {
        $this->append(new CountRecord(self::NOW - 86400, CountOutcome::Hit, Reason::Fresh, null, 100, 250));
        $this->append(new CountRecord(self::NOW, CountOutcome::Hit, Reason::Fresh, null, 100, 250));
        $this->append(new CountRecord(self::NOW, CountOutcome::Miss, Reason::Cold, Reason::SetCookie, 5000, 90_000));
        $this->append(new CountRecord(self::NOW, CountOutcome::Bypass, Reason::Cookie));
        $this->append(new CountRecord(self::NOW, CountOutcome::EdgeFill, Reason::Cold, null, 5000, 90_000));
        $answer = $this->rest('GET', '/stats?from=2027-01-13&to=2027-01-15');

        self::assertSame([200, true, self::NOW], [$answer->status, $answer->at('ok'), $answer->at('counted_until')]);
        self::assertSame(['2027-01-13', '2027-01-14', '2027-01-15'], array_column((array) $answer->at('days'), 'day'));
        self::assertSame([0, 1, 1], array_map($answer->at(...), ['days.0.counts.hits', 'days.1.counts.hits', 'days.2.counts.hits']));
        self::assertSame(
            [2, 0, 1, 1, 1, 200, 5000],
            array_map(
                static fn(string $name): mixed => $answer->at("total.{$name}"),
                ['hits', 'stale', 'misses', 'bypasses', 'edge_fills', 'bytes_cached', 'bytes_rendered'],
            ),
        );
        self::assertSame(
            ['bypass:cookie' => 1, 'hit:fresh' => 2, 'miss:cold' => 1, 'not-stored:set-cookie' => 1],
            $answer->at('total.reasons'),
        );
        self::assertSame([2, 0.25], [$answer->at('total.cached.count'), $answer->at('total.cached.mean_ms')]);
        self::assertEqualsWithDelta(90, $answer->at('total.rendered.p95_ms'), 9);
        self::assertSame([[], null], [$answer->at('gaps'), $answer->at('storage')]);
    }

    public function test_shows_a_visit_after_seconds_and_counts_it_once(): void
    {
        $this->append($this->hit());
        $this->assert_hits(1);

        $this->append($this->hit());
        $this->now += 5;
        $this->assert_hits(2);
        $this->now += 3600;
        $this->assert_hits(2);
    }

    public function test_says_no_reason_as_an_empty_object(): void
    {
        $response = rest_get_server()->dispatch($this->request('from=2027-01-15&to=2027-01-15'));

        self::assertStringContainsString('"reasons":{}', (string) json_encode($response->get_data()));
    }

    /** @return iterable<string, array{string, list<string>}> */
    public static function bad_ranges(): iterable
    {
        yield 'nothing' => ['', ['from', 'to']];
        yield 'no last day' => ['from=2027-01-15', ['to']];
        yield 'no such day' => ['from=2027-02-29&to=2027-03-01', ['from']];
        yield 'another form' => ['from=2027-01-15&to=15.1.2027', ['to']];
        yield 'a line break' => ['from=2027-01-15%0A&to=2027-01-15', ['from']];
        yield 'a list' => ['from[]=2027-01-15&to=2027-01-15', ['from']];
        yield 'backwards' => ['from=2027-01-15&to=2027-01-14', ['from']];
        yield '91 days' => ['from=2026-10-17&to=2027-01-15', ['to']];
        yield 'ages' => ['from=0001-01-01&to=9999-12-31', ['to']];
        yield 'an unknown name' => ['from=2027-01-15&to=2027-01-15&site=2', ['site']];
    }

    /** @param list<string> $paths */
    #[DataProvider('bad_ranges')]
    public function test_refuses_a_range_that_is_none(string $query, array $paths): void
    {
        $answer = $this->rest('GET', "/stats?{$query}");

        self::assertSame([400, 'invalid_query', $paths], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
    }

    public function test_takes_ninety_days(): void
    {
        $answer = $this->rest('GET', '/stats?from=2026-10-18&to=2027-01-15');

        self::assertSame([200, 90], [$answer->status, count((array) $answer->at('days'))]);
    }

    public function test_is_for_those_who_manage_the_cache(): void
    {
        $this->become('editor');
        self::assertSame(403, $this->rest('GET', '/stats?from=2027-01-15&to=2027-01-15')->status);
        wp_set_current_user(0);
        self::assertSame(401, $this->rest('GET', '/stats?from=2027-01-15&to=2027-01-15')->status);
    }

    public function test_cron_folds_and_measures_what_lies_on_disk(): void
    {
        $bucket = self::cache_dir() . '/pages/1/epoch/ab';
        mkdir($bucket, 0750, true);
        file_put_contents("{$bucket}/one.page", str_repeat('x', 1000));
        file_put_contents("{$bucket}/two.page", str_repeat('x', 500));
        file_put_contents("{$bucket}/two.page.tmp", str_repeat('x', 500));
        $this->append($this->hit());
        $this->counting->run();
        file_put_contents("{$bucket}/three.page", 'x');
        $this->now += 60;
        $this->counting->run();
        $answer = $this->rest('GET', '/stats?from=2027-01-15&to=2027-01-15');

        self::assertSame(1, $answer->at('total.hits'));
        self::assertSame(
            [3, 1501, 1_073_741_824, self::NOW + 60],
            array_map($answer->at(...), ['storage.pages', 'storage.bytes', 'storage.max_bytes', 'storage.measured_at']),
        );
        self::assertGreaterThan(0, $answer->at('storage.free_bytes'));
    }

    public function test_many_pages_are_measured_once_an_hour(): void
    {
        update_option(Storage::OPTION, ['pages' => 2001, 'bytes' => 1, 'free_bytes' => null, 'measured_at' => self::NOW]);

        self::assertFalse(Storage::is_due(self::NOW + 3599));
        self::assertTrue(Storage::is_due(self::NOW + 3600));
    }

    public function test_too_many_pages_are_scaled_up_from_those_seen(): void
    {
        foreach (range(0, 255) as $bucket) {
            $folder = self::cache_dir() . '/pages/1/epoch/' . sprintf('%02x', $bucket);
            mkdir($folder, 0750, true);
            file_put_contents("{$folder}/a.page", '12345');
        }
        $measured = (new Storage(self::cache_dir() . '/pages/1', 64))->measure(self::NOW);

        self::assertSame([256, 1280], [$measured['pages'], $measured['bytes']]);
    }

    public function test_two_heads_cannot_overwrite_each_others_totals(): void
    {
        $store = new TotalsOption();
        self::assertSame('', $store->read());
        self::assertTrue($store->swap('', 'one'));
        self::assertFalse($store->swap('', 'two'));
        self::assertTrue($store->swap('one', 'two'));
        self::assertFalse($store->swap('one', 'three'));
        self::assertSame('two', $store->read());
    }

    public function test_is_scheduled_while_the_cache_is_on_and_makes_its_folder(): void
    {
        rmdir(self::cache_dir() . '/count');
        $this->counting->boot();
        $this->patch_settings(['enabled' => true]);
        self::assertIsInt(wp_next_scheduled(Counting::EVENT));
        self::assertDirectoryExists(self::cache_dir() . '/count');

        $this->patch_settings(['enabled' => false]);
        self::assertFalse(wp_next_scheduled(Counting::EVENT));
    }

    private function assert_hits(int $expected): void
    {
        // Asked twice: looking at the figures must not change them.
        for ($time = 1; $time <= 2; $time++) {
            self::assertSame($expected, $this->rest('GET', '/stats?from=2027-01-15&to=2027-01-15')->at('total.hits'));
        }
    }

    private function append(CountRecord $record): void
    {
        (new CountLog(self::cache_dir(), (string) get_current_blog_id()))->append($record);
    }

    private function hit(): CountRecord
    {
        return new CountRecord(self::NOW, CountOutcome::Hit, Reason::Fresh, null, 100, 250);
    }

    /** @return \WP_REST_Request<array<string, mixed>> */
    private function request(string $query): \WP_REST_Request
    {
        $request = new \WP_REST_Request('GET', '/dynamic-cache/v1/stats');
        parse_str($query, $parameters);
        $request->set_query_params(array_filter($parameters, is_string(...), ARRAY_FILTER_USE_KEY));

        return $request;
    }
}
