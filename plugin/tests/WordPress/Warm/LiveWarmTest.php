<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Warm;

use DynamicCache\Tests\WordPress\LiveSite;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use DynamicCache\Warm\UnableToFetch;
use DynamicCache\Warm\WarmedPage;
use DynamicCache\Warm\Warmer;
use DynamicCache\Warm\WordPressFetch;

/** The whole way over HTTP, to a WordPress with the drop-in in place. */
final class LiveWarmTest extends WordPressTestCase
{
    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start();
        self::$live->switch(true);
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('pre_option_home', static fn(): string => self::live()->url);
        wp_mkdir_p(self::live()->file('wp-content/mu-plugins'));
        self::live()->rest('POST', '/purge', '{"everything":true}');
    }

    protected function tearDown(): void
    {
        foreach ((array) glob(self::live()->file('wp-content/mu-plugins/*.php')) as $file) {
            unlink((string) $file);
        }
        parent::tearDown();
    }

    public function test_the_next_visitor_gets_a_warmed_page_from_the_cache(): void
    {
        $page = self::warm('/sample-page/');

        self::assertSame([true, 200, 'miss', null], [$page['warm'], $page['origin']['status'], $page['origin']['outcome'], $page['origin']['error']]);
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/sample-page/')->header('X-Dynamic-Cache'));
        self::assertSame('hit', self::warm('/sample-page/')['origin']['outcome']);
    }

    public function test_a_page_that_may_not_be_stored_says_why(): void
    {
        self::mu_plugin('setting-cookies', 'add_action("template_redirect", static function () { setcookie("a", "b"); });');
        $page = self::warm('/sample-page/');

        self::assertSame([false, 'miss', 'set-cookie'], [$page['warm'], $page['origin']['outcome'], $page['origin']['reason']]);
    }

    public function test_WP_24_a_redirect_is_not_followed(): void
    {
        $seen = self::live()->file('wp-content/redirected');
        self::mu_plugin('redirecting', 'add_action("template_redirect", static function () {
            if (isset($_GET["away"])) { file_put_contents(' . var_export($seen, true) . ', "x", FILE_APPEND); exit; }
            wp_redirect(home_url("/?away=1"), 302); exit;
        });');
        $page = self::warm('/sample-page/');

        self::assertSame([false, 302, 'status'], [$page['warm'], $page['origin']['status'], $page['origin']['reason']]);
        self::assertFileDoesNotExist($seen);
    }

    public function test_a_page_that_warms_itself_while_it_is_rendered_is_rendered_once(): void
    {
        $seen = self::live()->file('wp-content/rendered');
        // Neither stored nor recorded (a private parameter), so that nothing but the mark of the request ends the circle.
        self::mu_plugin('circle', 'add_action("template_redirect", static function () {
            if (file_put_contents(' . var_export($seen, true) . ', "x", FILE_APPEND) && filesize(' . var_export($seen, true) . ') < 9) {
                \DynamicCache\Warm\Warmer::of_site()->warm([home_url("/sample-page/?token=1")]);
            }
        });');
        self::warm('/sample-page/?token=1');

        self::assertSame('x', file_get_contents($seen));
    }

    public function test_nobody_on_the_other_end_is_told_in_the_words_of_the_network(): void
    {
        $this->expectException(UnableToFetch::class);
        (new WordPressFetch())->get('http://127.0.0.1:1/', true, 2.0);
    }

    public function test_a_page_that_takes_too_long_ends_in_time(): void
    {
        self::mu_plugin('slow', 'add_action("template_redirect", static function () { sleep(3); });');
        $start = hrtime(true);
        try {
            (new WordPressFetch())->get(self::live()->url . '/sample-page/', true, 0.6);
            self::fail('It answered.');
        } catch (UnableToFetch) {
            self::assertLessThan(1.5, (hrtime(true) - $start) / 1e9);
        }
    }

    /** @return array{url: string, warm: bool, origin: array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}, edge: array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null}|null} */
    private static function warm(string $target): array
    {
        $pages = array_map(static fn(WarmedPage $page): array => $page->to_array(), Warmer::of_site()->warm([self::live()->url . $target]));
        self::assertCount(1, $pages);

        return $pages[0];
    }

    private static function mu_plugin(string $name, string $code): void
    {
        file_put_contents(self::live()->file("wp-content/mu-plugins/{$name}.php"), "<?php {$code}");
    }

    private static function live(): LiveSite
    {
        self::assertNotNull(self::$live);

        return self::$live;
    }
}
