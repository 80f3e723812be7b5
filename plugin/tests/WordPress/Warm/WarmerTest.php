<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Warm;

use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Engine\Fill;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use DynamicCache\Warm\Fetched;
use DynamicCache\Warm\WarmedPage;
use DynamicCache\Warm\Warmer;

final class WarmerTest extends WordPressTestCase
{
    private const ORIGIN = 'dynamic-cache-origin';
    private const EDGE = 'dynamic-cache-edge';

    private FakeFetch $fetch;

    protected function setUp(): void
    {
        parent::setUp();
        $this->fetch = new FakeFetch();
    }

    protected function tearDown(): void
    {
        Fill::end();
        unset($_SERVER['HTTP_X_DYNAMIC_CACHE_WARM']);
        parent::tearDown();
    }

    public function test_a_page_that_is_stored_or_was_just_stored_is_warm(): void
    {
        $this->fetch->answers = [FakeFetch::stored(self::ORIGIN), new Fetched(200, 'hit; reason=fresh', self::ORIGIN . '; hit; ttl=60')];
        $pages = $this->warm([home_url('/a/'), home_url('/b/')]);

        self::assertSame([true, true], array_column($pages, 'warm'));
        self::assertSame(['status' => 200, 'outcome' => 'miss', 'reason' => 'cold', 'ms' => 100.0, 'error' => null], $pages[0]['origin']);
        self::assertNull($pages[0]['edge']);
        self::assertSame([[home_url('/a/'), true, 5.0], [home_url('/b/'), true, 5.0]], $this->fetch->asked);
    }

    public function test_a_page_that_was_not_stored_says_its_word(): void
    {
        $this->fetch->answers = [new Fetched(200, 'miss; reason=set-cookie', self::ORIGIN . '; fwd=uri-miss; detail=set-cookie')];
        $page = $this->warm([home_url('/a/')])[0];

        self::assertSame([false, 'miss', 'set-cookie', null], [$page['warm'], $page['origin']['outcome'], $page['origin']['reason'], $page['origin']['error']]);
    }

    public function test_a_page_that_the_first_render_could_not_store_is_fetched_once_more(): void
    {
        $passing = new Fetched(200, 'miss; reason=changed-by-own-render', self::ORIGIN . '; fwd=uri-miss; detail=changed-by-own-render');
        $this->fetch->answers = [$passing, FakeFetch::stored(self::ORIGIN)];
        self::assertTrue($this->warm([home_url('/a/')])[0]['warm']);
        $this->fetch->answers = [$passing];
        self::assertFalse($this->warm([home_url('/b/')])[0]['warm']);

        self::assertCount(4, $this->fetch->asked);
    }

    public function test_asks_the_origin_first_and_then_the_edge_for_the_same_page(): void
    {
        $this->fetch->answers = [FakeFetch::stored(self::ORIGIN), new Fetched(200, 'miss; reason=cold', self::ORIGIN . '; hit; ttl=9, ' . self::EDGE . '; fwd=uri-miss; fwd-status=200; stored; detail=cold')];
        $page = $this->warm([home_url('/a/?b=1')], 'https://edge.example.com')[0];

        self::assertSame([home_url('/a/?b=1'), 'https://edge.example.com/edge/cache/~127.0.0.1:8889/a/?b=1'], array_map(
            static fn(array $asked): string => preg_replace('/~127\.0\.0\.1(?::[0-9]+)?/', '~127.0.0.1:8889', $asked[0]) ?? '',
            $this->fetch->asked,
        ));
        self::assertSame([true, false], array_column($this->fetch->asked, 1), 'The certificate of the edge is always verified.');
        self::assertTrue($page['warm']);
    }

    public function test_what_the_origin_has_the_edge_need_not_have(): void
    {
        $this->fetch->answers = [FakeFetch::stored(self::ORIGIN), new Fetched(200, 'miss; reason=no-marker', self::ORIGIN . '; hit; ttl=9, ' . self::EDGE . '; fwd=uri-miss; fwd-status=200; detail=no-marker')];
        $page = $this->warm([home_url('/a/')], 'https://edge.example.com')[0];

        self::assertSame([false, 'no-marker'], [$page['warm'], $page['edge']['reason'] ?? null]);
    }

    public function test_a_host_that_cannot_call_itself_gets_a_sentence_and_the_edge_is_asked_all_the_same(): void
    {
        $this->fetch->answers = ['Could not resolve host: example.com', FakeFetch::stored(self::EDGE)];
        $page = $this->warm([home_url('/a/')], 'https://edge.example.com')[0];

        self::assertFalse($page['warm']);
        self::assertSame('The site could not fetch its own page: Could not resolve host: example.com.', $page['origin']['error']);
        self::assertNull($page['origin']['status']);
        self::assertSame('miss', $page['edge']['outcome'] ?? null);
    }

    public function test_a_time_out_names_what_a_single_php_process_does(): void
    {
        $this->fetch->takes = 9.0;
        $page = $this->warm([home_url('/a/')])[0];

        self::assertStringContainsString('no answer within 5.0 seconds', (string) $page['origin']['error']);
        self::assertStringContainsString('one PHP process', (string) $page['origin']['error']);
        self::assertSame(5000.0, $page['origin']['ms']);
    }

    public function test_a_password_before_the_site_is_named(): void
    {
        $this->fetch->answers = [new Fetched(401, '', '')];

        self::assertStringContainsString('password (status 401)', (string) $this->warm([home_url('/a/')])[0]['origin']['error']);
    }

    public function test_an_answer_without_a_word_of_the_cache_says_so(): void
    {
        $this->fetch->answers = [new Fetched(200, '', '')];
        $page = $this->warm([home_url('/a/')])[0];

        self::assertSame([false, 200, null], [$page['warm'], $page['origin']['status'], $page['origin']['outcome']]);
        self::assertStringContainsString('without a word of the cache', (string) $page['origin']['error']);
    }

    public function test_all_together_takes_twenty_seconds_at_most_and_tells_what_was_left_out(): void
    {
        $this->fetch->takes = 60.0;
        $pages = $this->warm(array_map(static fn(int $i): string => home_url("/{$i}/"), range(1, 20)));

        self::assertSame(20.0, $this->fetch->clock);
        self::assertCount(4, $this->fetch->asked);
        self::assertCount(20, $pages);
        self::assertStringContainsString('20 seconds for all pages together', (string) $pages[19]['origin']['error']);
    }

    public function test_WP_24_nothing_is_fetched_that_is_not_under_the_address_of_the_site(): void
    {
        $page = $this->warm(['https://example.net/'])[0];

        self::assertSame([], $this->fetch->asked);
        self::assertFalse($page['warm']);
        self::assertStringContainsString('this site', (string) $page['origin']['error']);
    }

    public function test_warming_inside_a_warming_asks_nobody(): void
    {
        $inner = [];
        $this->fetch->answers = [FakeFetch::stored(self::ORIGIN)];
        $this->fetch->meanwhile = function () use (&$inner): void {
            $this->fetch->meanwhile = null;
            $inner = $this->warm([home_url('/inner/')]);
        };
        $this->warm([home_url('/outer/')]);

        self::assertSame([home_url('/outer/')], array_column($this->fetch->asked, 0));
        self::assertStringContainsString('warms no others', (string) $inner[0]['origin']['error']);
        self::assertTrue($this->warm([home_url('/after/')])[0]['warm']);
    }

    public function test_a_page_that_is_being_rendered_warms_nothing(): void
    {
        Fill::begin(new Fill());
        $this->warm([home_url('/a/')]);
        Fill::end();
        $_SERVER['HTTP_X_DYNAMIC_CACHE_WARM'] = '1';
        $this->warm([home_url('/a/')]);

        self::assertSame([], $this->fetch->asked);
    }

    /**
     * @param list<string> $urls
     *
     * @return list<array{url: string, warm: bool, origin: array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}, edge: array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}|null}>
     */
    private function warm(array $urls, string $edge = ''): array
    {
        $warmer = new Warmer($this->fetch, $edge === '' ? null : EdgeAddress::parse($edge), fn(): float => $this->fetch->clock);

        return array_map(static fn(WarmedPage $page): array => $page->to_array(), $warmer->warm($urls));
    }
}
