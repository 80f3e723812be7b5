<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cron;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/**
 * R-30: ALTERNATE_WP_CRON sends a visitor to the same address with `doing_wp_cron` and works behind their back. Neither
 * that redirect nor the address it leads to is anybody else's page.
 */
final class AlternateCronTest extends TestCase
{
    private static ?LiveSite $site = null;

    private const EVENT = <<<'PHP'
        <?php
        add_action('the_event', fn() => update_option('the_event_ran', (int) get_option('the_event_ran') + 1));
        isset($_GET['due']) && add_action('init', function () {
            // Core starts no second cron within a minute of the last.
            delete_transient('doing_cron');
            wp_schedule_single_event(time() - 5, 'the_event', [bin2hex(random_bytes(4))]);
            exit('due');
        }, 0);
        isset($_GET['ran']) && add_action('init', fn() => exit('ran ' . (int) get_option('the_event_ran')), 0);
        PHP;

    public static function setUpBeforeClass(): void
    {
        self::$site = LiveSite::start();
        self::assertSame(200, self::site()->switch(true)->status);
        $config = self::site()->file('wp-config.php');
        file_put_contents($config, str_replace("define('DISABLE_WP_CRON', true);", "define('ALTERNATE_WP_CRON', true);", (string) file_get_contents($config)));
        file_put_contents(self::site()->file('wp-content/mu-plugins/event.php'), self::EVENT);
        self::run_what_core_has_due();
    }

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    public function test_R_30_the_redirect_of_a_visitor_who_runs_cron_is_stored_for_nobody(): void
    {
        $ran = self::site()->request('GET', '/?ran=1')->body;
        self::make_due();
        $first = self::site()->request('GET', '/sample-page/');
        $location = $first->header('Location');
        self::assertSame(302, $first->status, 'core sends the visitor away');
        self::assertStringContainsString('doing_wp_cron=', $location);

        $next = self::site()->request('GET', '/sample-page/');
        self::assertSame([200, 'miss'], [$next->status, self::word($next->header('X-Dynamic-Cache'))]);
        self::assertStringNotContainsString('doing_wp_cron', $next->head . $next->body);
        self::fill('/sample-page/');
        $stored = self::site()->request('GET', '/sample-page/');
        self::assertStringNotContainsString('doing_wp_cron', $stored->head . $stored->body);
        self::assertNotSame($ran, self::site()->request('GET', '/?ran=1')->body, 'what was due was done');
    }

    public function test_R_30_the_address_with_the_time_of_cron_is_answered_by_wordpress_and_stored_for_nobody(): void
    {
        self::fill();
        foreach ([1, 2] as $_) {
            $answer = self::site()->request('GET', '/hello-world/?doing_wp_cron=1700000000.1234567890');
            self::assertSame([200, 'bypass; reason=private-query'], [$answer->status, $answer->header('X-Dynamic-Cache')]);
        }
        self::assertSame('hit; reason=fresh', self::site()->request('GET', '/hello-world/')->header('X-Dynamic-Cache'));
    }

    public function test_R_30_a_stored_page_is_sent_though_cron_is_due(): void
    {
        self::fill();
        self::make_due();
        $hit = self::site()->request('GET', '/hello-world/');

        self::assertSame([200, 'hit; reason=fresh'], [$hit->status, $hit->header('X-Dynamic-Cache')]);
    }

    private static function run_what_core_has_due(): void
    {
        for ($try = 0; $try < 8 && self::site()->request('GET', '/?ran=1')->status !== 200; $try++) {
            continue;
        }
    }

    private static function make_due(): void
    {
        self::assertSame('due', self::site()->request('GET', '/?due=1')->body);
    }

    private static function fill(string $path = '/hello-world/'): void
    {
        for ($try = 0; $try < 8; $try++) {
            if (self::word(self::site()->request('GET', $path)->header('X-Dynamic-Cache')) === 'hit') {
                return;
            }
        }
        self::fail('Nothing is cached.');
    }

    private static function word(string $header): string
    {
        return explode(';', $header)[0];
    }

    private static function site(): LiveSite
    {
        return self::$site ?? throw new \LogicException('The site has not been started.');
    }
}
