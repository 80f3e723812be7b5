<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\ObjectCache;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** A plugin that keeps what it found out in a persistent object cache, and prints it from there. */
final class KeptEntriesTest extends TestCase
{
    private static ?LiveSite $site = null;

    /** Prints what it keeps; finds it out where it is not there. Changes by POST, as a form does it. */
    private const PLUGIN = <<<'PHP'
        <?php
        add_action('wp_footer', function () {
            $found_out = static function (string $key): string {
                $text = wp_cache_get($key, 'offers');
                if ($text === false) {
                    $text = 'Offer ' . file_get_contents(WP_CONTENT_DIR . '/offer.txt');
                    wp_cache_set($key, $text, 'offers', 3600);
                }
                return $text;
            };
            if (is_single()) {
                echo '<p class="offer">', esc_html($found_out('today')), '</p>';
            }
            if (is_author()) {
                $seen = (int) wp_cache_get('seen', 'counts-of-offers');
                wp_cache_set('seen', $seen + 1, 'counts-of-offers');
                echo '<p class="seen">', $seen, '</p>';
            }
        });
        if (isset($_GET['offer'])) {
            add_action('init', function () {
                match ($_GET['offer']) {
                    'delete' => wp_cache_delete('today', 'offers'),
                    'set' => wp_cache_set('today', $_GET['to'], 'offers'),
                    'same' => wp_cache_set('today', wp_cache_get('today', 'offers'), 'offers'),
                    'other' => wp_cache_set('tomorrow', $_GET['to'], 'offers'),
                    'flush' => wp_cache_flush(),
                    'sweep' => do_action('dynamic_cache_sweep'),
                };
                exit('done');
            }, 99);
        }
        PHP;

    public static function setUpBeforeClass(): void
    {
        self::$site = LiveSite::start();
        file_put_contents(self::site()->file('wp-content/mu-plugins/offers.php'), self::PLUGIN);
        file_put_contents(self::site()->file('wp-content/offer.txt'), 'one');
        copy(__DIR__ . '/object-cache.dropin.txt', self::site()->file('wp-content/object-cache.php'));
        self::assertSame(200, self::site()->switch(true)->status);
    }

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    protected function setUp(): void
    {
        // The first render keeps it; the one that is stored here was handed it.
        self::fill();
        self::assertSame(200, self::site()->rest('POST', '/purge', '{"urls":["/hello-world/"]}')->status);
        self::fill();
    }

    /** @return iterable<string, array{string}> */
    public static function changes(): iterable
    {
        yield 'it was thrown away' => ['delete'];
        yield 'it was written' => ['set'];
        yield 'the object cache was emptied' => ['flush'];
    }

    #[DataProvider('changes')]
    public function test_a_page_that_was_handed_it_goes_when_it_is_another(string $change): void
    {
        $to = 'offer-' . bin2hex(random_bytes(3));
        file_put_contents(self::site()->file('wp-content/offer.txt'), $to);
        self::post($change, $to);
        $after = self::site()->request('GET', '/hello-world/');

        self::assertStringNotContainsString('hit', $after->header('X-Dynamic-Cache'));
        self::assertStringContainsString($to, $after->body);
    }

    /** @return iterable<string, array{string}> */
    public static function other_changes(): iterable
    {
        yield 'the same was written again' => ['same'];
        yield 'another entry was written' => ['other'];
    }

    #[DataProvider('other_changes')]
    public function test_and_stays_when_it_is_the_same(string $change): void
    {
        self::post($change, 'Whatever ' . bin2hex(random_bytes(3)));

        self::assertSame('hit; reason=fresh', self::site()->request('GET', '/hello-world/')->header('X-Dynamic-Cache'), self::site()->rest('GET', '/purges')->body);
    }

    public function test_what_a_visit_or_another_program_wrote_comes_to_light_within_an_hour(): void
    {
        $to = 'offer-' . bin2hex(random_bytes(3));
        self::assertSame('done', self::site()->request('GET', "/?offer=set&to={$to}")->body);
        self::assertStringContainsString('hit', self::site()->request('GET', '/hello-world/')->header('X-Dynamic-Cache'), 'nobody has looked yet');
        self::post('sweep', '');

        self::assertStringContainsString($to, self::site()->request('GET', '/hello-world/')->body);
        self::assertStringContainsString('object cache', self::site()->rest('GET', '/purges')->body);
    }

    public function test_a_page_that_counts_its_own_visits_lives_five_minutes(): void
    {
        self::fill('/author/admin/');
        self::assertSame(200, self::site()->rest('POST', '/purge', '{"urls":["/author/admin/"]}')->status);
        self::fill('/author/admin/');
        $answer = self::site()->request('GET', '/author/admin/');

        self::assertMatchesRegularExpression('/hit; ttl=(?:[12]?\d\d|300)(?:;|$)/', $answer->header('Cache-Status'));
    }

    private static function fill(string $path = '/hello-world/'): void
    {
        $words = [];
        for ($try = 0; $try < 6; $try++) {
            $words[] = self::site()->request('GET', $path)->header('X-Dynamic-Cache');
            if (str_starts_with(end($words), 'hit')) {
                return;
            }
        }
        self::fail('Nothing is cached: ' . implode(', ', $words));
    }

    private static function post(string $change, string $to): void
    {
        self::assertSame('done', self::site()->request('POST', "/?offer={$change}&to=" . rawurlencode($to))->body);
    }

    private static function site(): LiveSite
    {
        return self::$site ?? throw new \LogicException('The site has not been started.');
    }
}
