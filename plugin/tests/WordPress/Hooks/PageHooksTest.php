<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hooks;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What other plugins say of a page while it is rendered, over HTTP. */
final class PageHooksTest extends TestCase
{
    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start();
        copy(__DIR__ . '/hooked.php', self::$live->file('wp-content/mu-plugins/hooked.php'));
        self::$live->switch(true);
        // What the first renders of a site write by themselves.
        self::$live->request('GET', '/hello-world/');
        self::$live->request('GET', '/hello-world/');
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    /** @return iterable<string, array{string, string}> what the page tries, and the reason that follows */
    public static function refusals(): iterable
    {
        yield 'our filter' => ['refuse', 'donotcache'];
        yield 'DONOTCACHEPAGE' => ['constant', 'donotcache'];
        yield 'LSCACHE_NO_CACHE' => ['constant-litespeed', 'donotcache'];
        yield 'the action of LiteSpeed' => ['litespeed', 'donotcache'];
        yield 'the filter of WP Rocket' => ['rocket', 'donotcache'];
        yield 'nocache_headers()' => ['nocache', 'cache-control'];
        yield 'Cache-Control' => ['header Cache-Control: private', 'cache-control'];
        yield 'Pragma' => ['header Pragma: no-cache', 'cache-control'];
        yield 'Expires in the past' => ['header Expires: Thu, 01 Jan 1970 00:00:00 GMT', 'cache-control'];
        yield 'CDN-Cache-Control' => ['header CDN-Cache-Control: no-store', 'cache-control'];
        yield 'Surrogate-Control' => ['header Surrogate-Control: no-store', 'cache-control'];
        yield 'Cache-Control among others' => ['header Cache-Control: max-age=60, no-store', 'cache-control'];
        yield 'Set-Cookie' => ['header Set-Cookie: basket=1', 'set-cookie'];
        yield 'Vary' => ['header Vary: User-Agent', 'vary'];
        yield 'Vary with what is allowed' => ['header Vary: Accept-Encoding, Cookie', 'vary'];
        yield 'a page for one person of LiteSpeed' => ['litespeed-private', 'donotcache'];
        yield 'X-LiteSpeed-Cache-Control' => ['header X-LiteSpeed-Cache-Control: no-cache', 'donotcache'];
        yield 'X-Accel-Expires' => ['header X-Accel-Expires: 0', 'donotcache'];
        yield 'X-Cache-Enabled' => ['header X-Cache-Enabled: False', 'donotcache'];
    }

    #[DataProvider('refusals')]
    public function test_a_page_that_a_plugin_keeps_out_is_not_stored(string $try, string $reason): void
    {
        self::assertSame(array_fill(0, 2, "miss; reason={$reason}"), [self::get($try), self::get($try)]);
    }

    public function test_a_header_that_every_page_may_have_keeps_no_page_out(): void
    {
        self::get('header Vary: Accept-Encoding');

        self::assertSame('hit; reason=fresh', self::get('header Vary: Accept-Encoding'));
    }

    public function test_a_plugin_makes_a_life_shorter_and_never_longer(): void
    {
        $lives = array_map(self::life(...), ['lifetime', 'litespeed-ttl', 'longer']);

        self::assertEqualsWithDelta([300, 300, 604_800], $lives, 3);
    }

    public function test_a_plugin_hears_what_was_stored_with_its_own_tags(): void
    {
        self::get('tags');
        [$url, $tags] = self::stored();

        self::assertSame(self::live()->url . '/hello-world/?try=tags', $url);
        self::assertContains('my-plugin:prices', $tags);
        self::assertContains('site', $tags);
    }

    public function test_nonsense_changes_nothing(): void
    {
        self::get('nonsense');
        [, $tags, $life] = self::stored();

        self::assertEqualsWithDelta(604_800, $life, 3);
        self::assertNotContains('no tag', $tags);
        self::assertSame('hit; reason=fresh', self::get('nonsense'));
    }

    private static function live(): LiveSite
    {
        return self::$live ?? throw new \LogicException('The site is not there.');
    }

    private static function get(string $try): string
    {
        return self::live()->request('GET', '/hello-world/?try=' . rawurlencode($try))->header('X-Dynamic-Cache');
    }

    private static function life(string $try): int
    {
        self::live()->rest('POST', '/purge', '{"everything":true}');
        self::get($try);

        return self::stored()[2];
    }

    /** @return array{string, list<string>, int} */
    private static function stored(): array
    {
        $file = self::live()->file('wp-content/stored.json');
        $stored = json_decode((string) file_get_contents($file), true);
        unlink($file);
        self::assertIsArray($stored);
        [$url, $tags, $life] = $stored;
        self::assertIsArray($tags);
        self::assertIsString($url);
        self::assertIsInt($life);

        return [$url, array_values(array_filter($tags, is_string(...))), $life];
    }
}
