<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\Answer;
use DynamicCache\Direct\Windows;
use DynamicCache\Engine\Variant;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/load.php';
require_once __DIR__ . '/DirectSite.php';
require_once __DIR__ . '/WebServer.php';

/** What every web server has to do with the generated rules; a real one, for all tests of a class. */
abstract class DirectServerTestCase extends TestCase
{
    private const JAPANESE = '/%e3%81%82-x/';

    private static ?TemporaryFolder $folder = null;
    private static ?DirectSite $site = null;
    private static ?WebServer $server = null;

    abstract protected static function start(DirectSite $site, int $port): WebServer;

    protected function setUp(): void
    {
        if (self::$server === null) {
            self::$folder = new TemporaryFolder();
            // Apache's user is another one than the one that runs the tests.
            chmod(self::$folder->path, 0755);
            mkdir(self::$folder->path . '/root');
            $port = WebServer::free_port();
            self::$site = new DirectSite(
                self::$folder->path,
                "127.0.0.1:{$port}",
                ['cookies' => ['my.shop*'], 'user_agents' => ['*Old "Robot" {2}*']],
                ['language' => new Variant('lang', ['de'])],
            );
            self::$server = static::start(self::$site, $port);
        }
        self::site()->tree->clear();
        foreach (['/' => 'front', '/a/' => 'page a', '/a/b.c-d_e~f' => 'page b', strtr(self::JAPANESE, ['%e3%81%82' => '%E3%81%82']) => 'page あ'] as $path => $body) {
            self::assertTrue(self::site()->fill($path, $body, ["post:{$body[0]}"], time()));
        }
        self::renew();
    }

    public static function tearDownAfterClass(): void
    {
        self::$server?->stop();
        self::$folder?->delete();
        self::$server = self::$site = self::$folder = null;
    }

    /** @return array<string, array{string, string}> */
    public static function pages(): array
    {
        return ['front page' => ['/', 'front'], 'a page' => ['/a/', 'page a'], 'without a slash' => ['/a/b.c-d_e~f', 'page b'], 'bytes above ASCII' => [self::JAPANESE, 'page あ']];
    }

    #[DataProvider('pages')]
    public function test_the_server_sends_the_page_itself(string $path, string $body): void
    {
        $reply = self::server()->ask($path);

        self::assertSame([200, $body], [$reply['status'], $reply['body']]);
        foreach (Answer::HEADERS as $name => $value) {
            self::assertSame($value, $reply['headers'][strtolower($name)] ?? '');
        }
        self::assertSame('text/html; charset=utf-8', strtolower($reply['headers']['content-type'] ?? ''));
        self::assertSame('Accept-Encoding', $reply['headers']['vary'] ?? '');
        self::assertArrayNotHasKey('last-modified', $reply['headers']);
        self::assertArrayNotHasKey('content-encoding', $reply['headers']);
    }

    #[DataProvider('pages')]
    public function test_the_server_sends_the_compressed_form_to_who_takes_it(string $path, string $body): void
    {
        $reply = self::server()->ask($path, ['Accept-Encoding: br, gzip']);

        self::assertSame([200, 'gzip', $body], [$reply['status'], $reply['headers']['content-encoding'] ?? '', gzdecode($reply['body'])]);
        self::assertSame(Answer::WORD, $reply['headers']['x-dynamic-cache'] ?? '');
        self::assertNotSame(self::server()->ask($path)['headers']['etag'] ?? '', $reply['headers']['etag'] ?? '');
    }

    public function test_head_is_answered_as_get_is(): void
    {
        $reply = self::server()->ask('/a/', [], 'HEAD');

        self::assertSame([200, Answer::WORD, '6', ''], [$reply['status'], $reply['headers']['x-dynamic-cache'] ?? '', $reply['headers']['content-length'] ?? '', $reply['body']]);
    }

    public function test_who_has_the_page_is_told_so_and_gets_another_version_of_the_same_length(): void
    {
        $tag = self::server()->ask('/a/')['headers']['etag'] ?? '';
        self::assertSame(304, self::server()->ask('/a/', ["If-None-Match: {$tag}"])['status']);

        self::site()->fill('/a/', 'page A', ['post:p'], time());
        self::assertSame([200, 'page A'], array_values(array_intersect_key(self::server()->ask('/a/', ["If-None-Match: {$tag}"]), ['status' => 1, 'body' => 1])));
    }

    public function test_a_date_alone_never_says_unchanged(): void
    {
        self::assertSame(200, self::server()->ask('/a/', ['If-Modified-Since: ' . gmdate('D, d M Y H:i:s', time() + 60) . ' GMT'])['status']);
    }

    /** @return iterable<string, array{string, list<string>, 2?: string, 3?: string}> */
    public static function left_to_php(): iterable
    {
        yield 'another method' => ['/a/', [], 'OPTIONS'];
        yield 'a query' => ['/a/?b', []];
        yield 'an empty query' => ['/a/?', []];
        yield 'another host' => ['/a/', [], 'GET', 'alias.example.org'];
        yield 'authorization' => ['/a/', ['Authorization: Basic YTpi']];
        yield 'method override' => ['/a/', ['X-HTTP-Method-Override: DELETE']];
        yield 'a body' => ['/a/', ['Content-Length: 0']];
        yield 'a fill of the edge' => ['/a/', ['X-Dynamic-Cache-Fill: v1']];
        yield 'the site itself' => ['/a/', ['X-Dynamic-Cache-Refresh: v1']];
        foreach (['wordpress_logged_in_1=a', 'a=b; wp-postpass_1=a', 'a=b,comment_author_1=a', 'PHPSESSID=1', 'woocommerce_items_in_cart=1', '%77ordpress_logged_in_1=a', 'comment.author_1=a', 'my_shop_1=a', 'my.shop=1', 'my[shop=1', 'lang=de', 'lang=fr', 'edd_items_in_cart=1'] as $cookie) {
            yield "cookie {$cookie}" => ['/a/', ["Cookie: {$cookie}"]];
        }
        yield 'an agent of the owner' => ['/a/', ['User-Agent: An Old "Robot" {2} 3.0']];
        foreach (['/A/', '/%61/', '/a//', '//a/', '/a/.', '/./a/', '/b/../a/', '/%e3%81%82%2dx/', '/%E3%81%82-x/', '/a/@.html', '/a@.html'] as $path) {
            yield "spelling {$path}" => [$path, []];
        }
    }

    /** @param list<string> $headers */
    #[DataProvider('left_to_php')]
    public function test_is_left_to_php(string $target, array $headers, string $method = 'GET', ?string $host = null): void
    {
        $reply = self::server()->ask($target, $headers, $method, $host);

        self::assertStringNotContainsString('direct', $reply['headers']['x-dynamic-cache'] ?? '');
        self::assertStringNotContainsString('page a', $reply['body']);
    }

    public function test_harmless_visitors_are_not_sent_to_php(): void
    {
        $reply = self::server()->ask('/a/', ['Cookie: _ga=GA1.2; consent=yes', 'User-Agent: Mozilla/5.0', 'Accept-Encoding: gzip, deflate, br']);

        self::assertSame(Answer::WORD, $reply['headers']['x-dynamic-cache'] ?? '');
    }

    public function test_php_answers_what_is_not_linked(): void
    {
        self::assertSame('php /other/', self::server()->ask('/other/')['body']);
    }

    public function test_a_purge_that_has_returned_is_seen_by_the_next_visitor(): void
    {
        self::site()->store->purge(['post:p'], [], time());
        self::site()->tree->follow();

        self::assertSame('php /a/', self::server()->ask('/a/')['body']);
        self::assertSame('front', self::server()->ask('/')['body']);
    }

    public function test_a_tree_that_is_swapped_away_is_seen_by_the_next_visitor(): void
    {
        self::site()->store->purge(['site'], [], time());
        self::site()->tree->follow();

        self::assertSame('php /', self::server()->ask('/')['body']);
    }

    public function test_php_answers_while_core_updates_itself(): void
    {
        touch(self::site()->site->maintenance);
        $reply = self::server()->ask('/a/');
        unlink(self::site()->site->maintenance);

        self::assertSame('php /a/', $reply['body']);
    }

    public function test_a_tree_that_nobody_renews_is_not_found_any_more(): void
    {
        self::renew_at(time() - 5000);

        self::assertSame('php /a/', self::server()->ask('/a/')['body']);
        self::assertNotSame(Answer::WORD, self::server()->ask('/', ['Accept-Encoding: gzip'])['headers']['x-dynamic-cache'] ?? '');
    }

    public function test_rules_of_other_settings_find_nothing(): void
    {
        self::site()->tree->renew(DirectSite::REVISION, Windows::end(time()), time(), Windows::names('ffffffffffff', time()));

        self::assertSame('php /a/', self::server()->ask('/a/')['body']);
    }

    public function test_nothing_of_the_folder_has_an_address_of_its_own(): void
    {
        $site = self::site()->site;
        $names = Windows::names($site->rules(), time());
        foreach (["/1/open/{$names[0]}/a/@.html", "/1/open/{$site->rules()}/a/@.html", '/1/tree/pages/a/@.html', '/1/tree/index.php', '/1/tree/state.php', '/1/lock'] as $path) {
            $reply = self::server()->ask($site->url . $path);
            self::assertContains($reply['status'], [403, 404]);
        }
    }

    protected static function renew(): void
    {
        self::renew_at(time());
    }

    protected static function renew_at(int $now): void
    {
        $rules = self::site()->site->rules();
        self::site()->tree->renew(DirectSite::REVISION, Windows::end($now), $now, [$rules, ...Windows::names($rules, $now)]);
    }

    protected static function site(): DirectSite
    {
        return self::$site ?? throw new \LogicException('There is no site.');
    }

    protected static function server(): WebServer
    {
        return self::$server ?? throw new \LogicException('There is no server.');
    }
}
