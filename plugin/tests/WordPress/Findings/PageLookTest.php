<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\Pages\PageLook;
use DynamicCache\Findings\Pages\SitePage;
use DynamicCache\Findings\Pages\TopPages;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** The bounds of the look, with a clock of the test; what it sees is tested on a real site by LiveLookTest. */
final class PageLookTest extends WordPressTestCase
{
    private float $now = 1_795_250_000.0;

    /** @var list<string> */
    private array $asked = [];

    /** @var array<string, string> */
    private array $said = ['x-dynamic-cache-look' => 'store; ttl=60'];

    public function test_every_page_is_rendered_twice_past_the_cache_and_once_by_a_stranger(): void
    {
        $given = [];
        add_filter('pre_http_request', static function (mixed $answer, mixed $arguments) use (&$given): mixed {
            $given[] = is_array($arguments) ? $arguments['headers'] ?? null : null;

            return $answer;
        }, 5, 2);
        $this->look(0.1, [new SitePage(home_url('/a/'), 'A')]);

        self::assertSame([home_url('/'), home_url('/a/'), home_url('/a/')], $this->asked);
        $stranger = (array) ($given[0] ?? null);
        $render = (array) ($given[1] ?? null);
        self::assertArrayHasKey('Cookie', $stranger);
        self::assertArrayNotHasKey('X-HTTP-Method-Override', $stranger);
        self::assertArrayNotHasKey('Cookie', $render);
        self::assertSame('GET', $render['X-HTTP-Method-Override'] ?? null);
    }

    public function test_a_slow_site_is_looked_at_for_half_a_minute_and_no_longer(): void
    {
        $began = $this->now;
        $pages = array_map(static fn(int $number): SitePage => new SitePage(home_url("/{$number}/"), (string) $number), range(1, 12));
        $findings = $this->look(4.0, $pages);

        self::assertLessThanOrEqual(30.0 + 4.0, $this->now - $began);
        self::assertSame('pages-time', $findings[count($findings) - 1]->code);
        self::assertStringStartsWith('3 of 12', $findings[count($findings) - 1]->title);
    }

    public function test_no_request_is_given_more_time_than_is_left(): void
    {
        $times = [];
        add_filter('pre_http_request', static function (mixed $answer, mixed $arguments) use (&$times): mixed {
            $times[] = is_array($arguments) ? $arguments['timeout'] ?? null : null;

            return $answer;
        }, 5, 2);
        $this->look(4.0, array_map(static fn(int $number): SitePage => new SitePage(home_url("/{$number}/"), (string) $number), range(1, 12)));

        self::assertSame(5.0, $times[0] ?? null);
        self::assertSame(2.0, $times[count($times) - 1] ?? null);
    }

    public function test_a_host_that_cannot_call_itself_gets_one_finding_after_one_request(): void
    {
        $asked = 0;
        add_filter('pre_http_request', static function () use (&$asked): \WP_Error {
            $asked++;

            return new \WP_Error('http_request_failed', 'cURL error 28: Operation timed out');
        });
        $findings = $this->look(0.0, TopPages::of_site(), false);

        self::assertSame([['loopback'], 1], [array_map(static fn(Finding $finding): string => $finding->code, $findings), $asked]);
    }

    public function test_WP_24_a_permalink_that_a_plugin_sends_to_another_host_is_not_asked(): void
    {
        $findings = $this->look(0.1, [new SitePage('http://169.254.169.254/latest/', 'Elsewhere'), new SitePage(home_url('/a/'), 'A')]);

        self::assertSame(['stranger', 'page-not-stored', 'page-stored'], array_map(static fn(Finding $finding): string => $finding->code, $findings));
        self::assertSame([], preg_grep('/169/', $this->asked));
    }

    /** @return iterable<string, array{array<string, string>, string}> */
    public static function words(): iterable
    {
        yield 'the engine passes by' => [['x-dynamic-cache' => 'bypass; reason=cookie'], 'good'];
        yield 'off, and it would' => [['x-dynamic-cache-look' => 'bypass; reason=cookie'], 'good'];
        yield 'a hit' => [['x-dynamic-cache' => 'hit; reason=fresh', 'x-dynamic-cache-look' => 'bypass; reason=cookie'], 'bad'];
        yield 'it would be stored' => [['x-dynamic-cache-look' => 'store; ttl=60'], 'bad'];
        yield 'nobody says anything' => [[], 'warning'];
    }

    /** @param array<string, string> $said */
    #[DataProvider('words')]
    public function test_a_stranger_with_a_session_who_meets_the_cache_is_the_worst_finding(array $said, string $status): void
    {
        $this->said = $said;

        self::assertSame($status, $this->look(0.1, [])[0]->status->value);
    }

    public function test_the_pages_of_a_site_are_a_dozen_at_most_each_once_and_one_does_not_exist(): void
    {
        for ($number = 0; $number < 20; $number++) {
            wp_insert_post(['post_title' => "Post {$number}", 'post_status' => 'publish', 'post_content' => 'x']);
            wp_insert_post(['post_title' => "Page {$number}", 'post_status' => 'publish', 'post_content' => 'x', 'post_type' => 'page']);
        }
        $urls = array_map(static fn(SitePage $page): string => $page->url, TopPages::of_site());

        self::assertLessThanOrEqual(12, count($urls));
        self::assertSame($urls, array_values(array_unique($urls)));
        self::assertSame(home_url('/'), $urls[0]);
        self::assertCount(1, (array) preg_grep('#/[0-9a-f]{16}/$#', $urls));
    }

    public function test_two_pages_of_one_name_can_be_told_apart(): void
    {
        foreach (['twin', 'twin-of-it'] as $slug) {
            wp_insert_post(['post_title' => 'Twin', 'post_name' => $slug, 'post_status' => 'publish', 'post_content' => 'x']);
        }
        $labels = array_map(static fn(SitePage $page): string => $page->label, TopPages::of_site());

        self::assertContains('Twin', $labels);
        self::assertSame($labels, array_values(array_unique($labels)));
    }

    /**
     * @param list<SitePage> $pages
     *
     * @return list<Finding>
     */
    private function look(float $seconds, array $pages, bool $isAnswered = true): array
    {
        if ($isAnswered) {
            add_filter('pre_http_request', function (mixed $answer, mixed $arguments, string $url) use ($seconds): array {
                $this->asked[] = $url;
                $this->now += $seconds;

                return ['headers' => $this->said, 'body' => 'same', 'response' => ['code' => 200, 'message' => ''], 'cookies' => []];
            }, 10, 3);
        }
        $clock = fn(): float => $this->now;

        return (new PageLook(new Loopback(HomeUrl::of_site(), $clock), $clock))->findings($pages, SettingsRepository::of_site()->all());
    }
}
