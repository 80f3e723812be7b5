<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\LoopbackTrouble;
use DynamicCache\Findings\SelfTest;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class LoopbackTest extends WordPressTestCase
{
    /** @return iterable<string, array{string}> */
    public static function strangers(): iterable
    {
        foreach ([
            'http://127.0.0.1:8900/', 'http://127.0.0.1/', 'https://127.0.0.1:8899/', 'http://localhost:8899/', 'http://2130706433:8899/',
            'http://127.1:8899/', 'http://[::1]:8899/', 'http://user:p@127.0.0.1:8899/', 'http://127.0.0.1:8899@evil.example/',
            'http://evil.example/http://127.0.0.1:8899/', '//127.0.0.1:8899/', 'ftp://127.0.0.1:8899/', 'file:///etc/passwd', 'gopher://127.0.0.1:8899/',
            "http://127.0.0.1:8899/a\r\nX: y", 'http://127.0.0.1:8899\\@evil.example/', 'http://127.0.0.1:8899.evil.example/', '', '/relative/',
        ] as $url) {
            yield $url => [$url];
        }
    }

    #[DataProvider('strangers')]
    public function test_WP_24_only_the_sites_own_scheme_host_and_port_are_asked(string $url): void
    {
        $asked = 0;
        add_filter('pre_http_request', static function () use (&$asked): \WP_Error {
            $asked++;

            return new \WP_Error('x', 'x');
        });
        try {
            Loopback::of_site()->get($url);
            self::fail('Somebody was asked.');
        } catch (UnableToReachSite $failure) {
            self::assertSame(LoopbackTrouble::NotOwn, $failure->trouble);
        }
        self::assertSame(0, $asked);
    }

    public function test_the_sites_own_pages_are_asked_without_cookies_and_nobody_is_followed(): void
    {
        $_COOKIE['wordpress_logged_in_x'] = 'somebody';
        $given = [];
        add_filter('pre_http_request', static function (mixed $answer, mixed $arguments) use (&$given): array {
            $given = (array) $arguments;

            return ['headers' => [], 'body' => '', 'response' => ['code' => 302, 'message' => ''], 'cookies' => []];
        }, 10, 2);
        $reply = Loopback::of_site()->get(home_url('/a/'));
        unset($_COOKIE['wordpress_logged_in_x']);

        self::assertSame([302, 0, []], [$reply->status, $given['redirection'] ?? null, $given['cookies'] ?? null]);
        self::assertLessThanOrEqual(5.0, $given['timeout'] ?? null);
        self::assertIsInt($given['limit_response_size'] ?? null);
    }

    public function test_WP_20_a_redirect_of_a_real_server_leads_nowhere(): void
    {
        [$address, $finish] = self::one_answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok");
        $reply = self::loopback($address)->get("http://{$address}/");
        $finish();

        self::assertSame([302, 'ok', ['a', 'b']], [$reply->status, $reply->body, $reply->cookie_names()]);
    }

    public function test_a_server_that_takes_the_connection_and_never_answers_is_a_time_out(): void
    {
        $server = stream_socket_server('tcp://127.0.0.1:0');
        self::assertNotFalse($server);
        $address = (string) stream_socket_get_name($server, false);
        $began = microtime(true);
        try {
            self::loopback($address)->get("http://{$address}/", [], 1.0);
            self::fail('Nobody answers there.');
        } catch (UnableToReachSite $failure) {
            self::assertSame(LoopbackTrouble::TimeOut, $failure->trouble);
        }
        self::assertLessThan(2.5, microtime(true) - $began);
        fclose($server);
    }

    public function test_a_port_where_nobody_listens_is_refused(): void
    {
        $address = '127.0.0.1:' . RedisProcess::free_port();
        $this->expectExceptionObject(new UnableToReachSite(LoopbackTrouble::Refused));
        try {
            self::loopback($address)->get("http://{$address}/");
        } catch (UnableToReachSite $failure) {
            throw new UnableToReachSite($failure->trouble);
        }
    }

    /** @return iterable<string, array{string, string, LoopbackTrouble}> */
    public static function troubles(): iterable
    {
        yield 'DNS' => ['http_request_failed', 'cURL error 6: Could not resolve host: site.example', LoopbackTrouble::Name];
        yield 'certificate' => ['http_request_failed', 'cURL error 60: SSL certificate problem', LoopbackTrouble::Encryption];
        yield 'one PHP process' => ['http_request_failed', 'cURL error 28: Operation timed out after 5001 milliseconds', LoopbackTrouble::TimeOut];
        yield 'without cURL' => ['http_request_failed', 'stream_socket_client(): php_network_getaddresses: getaddrinfo for x failed', LoopbackTrouble::Name];
        yield 'forbidden' => ['http_request_not_executed', 'User has blocked requests through HTTP.', LoopbackTrouble::Forbidden];
        yield 'something else' => ['http_request_failed', 'cURL error 56: Recv failure', LoopbackTrouble::Other];
    }

    #[DataProvider('troubles')]
    public function test_what_stood_in_the_way_is_told_in_words_with_a_way_out(string $code, string $message, LoopbackTrouble $trouble): void
    {
        add_filter('pre_http_request', static fn(): \WP_Error => new \WP_Error($code, $message));
        $result = SelfTest::of_site()->run();

        self::assertSame([$trouble, 'loopback', 'warning'], [$result->trouble, $result->finding->code, $result->finding->status->value]);
        self::assertStringContainsString($trouble->means(), $result->finding->detail);
        self::assertSame($trouble->fix(), $result->finding->fix);
    }

    /** @return iterable<string, array{int, array<string, string>, string, string}> */
    public static function misunderstandings(): iterable
    {
        yield 'a password in front' => [401, ['www-authenticate' => 'Basic realm="x"'], '<html>', 'password'];
        yield 'closed REST API' => [403, [], '{"code":"rest_forbidden"}', 'REST API'];
        yield 'a redirect' => [301, ['location' => 'https://www.example.org/'], '', 'somewhere else'];
        yield 'another WordPress' => [200, [], '{"ok":true,"facts":{"php":"<b>"}}', 'Something else'];
        yield 'a page' => [200, [], '<html>', 'Something else'];
    }

    /** @param array<string, string> $headers */
    #[DataProvider('misunderstandings')]
    public function test_another_answer_than_its_own_is_a_warning_that_says_what_it_was(int $status, array $headers, string $body, string $word): void
    {
        add_filter('pre_http_request', static fn(): array => ['headers' => $headers, 'body' => $body, 'response' => ['code' => $status, 'message' => ''], 'cookies' => []]);
        $result = SelfTest::of_site()->run();

        self::assertSame([null, null, 'warning', "HTTP {$status}"], [$result->facts, $result->trouble, $result->finding->status->value, $result->finding->evidence]);
        self::assertStringContainsString($word, $result->finding->detail);
    }

    public function test_the_value_of_a_cookie_is_not_told(): void
    {
        $reply = new LoopbackReply(200, ['set-cookie' => ['session=verysecret; path=/', 'session=again']], '', 1.0);

        self::assertSame(['session'], $reply->cookie_names());
    }

    private static function loopback(string $address): Loopback
    {
        return new Loopback(HomeUrl::parse("http://{$address}"), static fn(): float => microtime(true));
    }

    /** @return array{string, \Closure(): void} address, and what ends it */
    private static function one_answer(string $response): array
    {
        $process = proc_open([PHP_BINARY, dirname(__DIR__) . '/Edge/one-answer.php'], [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => STDERR], $pipes);
        self::assertNotFalse($process);
        fwrite($pipes[0], $response);
        fclose($pipes[0]);

        return [trim((string) fgets($pipes[1])), static function () use ($process): void {
            proc_close($process);
        }];
    }
}
