<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use PHPUnit\Framework\Attributes\DataProvider;

/** What a visitor may send, and what must not become everybody's page. */
final class RequestTest extends DropinTestCase
{
    /** @return array<string, array{string, string, string, array<string, string>}> reason, method, target, headers */
    public static function bypasses(): array
    {
        return [
            'CP-28 POST' => ['method', 'POST', '/', ['Content-Length' => '0']],
            'CP-28 PURGE' => ['method', 'DELETE', '/', []],
            'CP-38 a body' => ['body', 'GET', '/', ['Content-Length' => '3']],
            'CP-39 an override' => ['override', 'GET', '/', ['X-HTTP-Method-Override' => 'HEAD']],
            'CP-20 a foreign host' => ['host', 'GET', '/', ['Host' => 'canary.evil']],
            'CP-52 an escaped slash' => ['path', 'GET', '/a..%2fb/', []],
            'CP-09 credentials' => ['authorization', 'GET', '/', ['Authorization' => 'Basic eDp5']],
            'CP-71 a logged-in cookie' => ['cookie', 'GET', '/', ['Cookie' => 'wordpress_logged_in_x=u']],
            'CP-73 a logged-in cookie, mangled' => ['cookie', 'GET', '/', ['Cookie' => 'a=1;wordpress.logged.in.x=u']],
            'CP-72 a comment author' => ['cookie', 'GET', '/', ['Cookie' => 'comment_author_x=Jo']],
            'CP-41 a preview' => ['private-query', 'GET', '/?preview=true', []],
            'CP-34 a mangled REST route' => ['private-query', 'GET', '/?rest[route=/x', []],
            'an excluded path' => ['excluded', 'GET', '/excluded/x', []],
        ];
    }

    /** @param array<string, string> $headers */
    #[DataProvider('bypasses')]
    public function test_passes_by(string $reason, string $method, string $target, array $headers): void
    {
        $this->site->get(explode('?', $target)[0]);
        $before = $this->site->page_files();
        $reply = $this->site->get($target, $headers, $method, isset($headers['Content-Length']) ? substr('{a}', 0, (int) $headers['Content-Length']) : '');

        self::assert_says("bypass; reason={$reason}", $reply);
        self::assertMatchesRegularExpression('/^dynamic-cache-origin; fwd=(bypass|method); detail=/', (string) $reply->header('Cache-Status'));
        self::assertSame(2, $this->site->renders());
        self::assertSame($before, $this->site->page_files());
    }

    public function test_cp_25_an_absolute_target_is_no_page(): void
    {
        $reply = HttpReply::parse($this->site->raw("GET http://canary.evil/x HTTP/1.1\r\nHost: {$this->site->host}\r\nConnection: close\r\n\r\n"));
        self::assertNotSame('hit', explode(';', (string) $reply->header('X-Dynamic-Cache'))[0]);
        self::assertSame([], $this->site->page_files());
    }

    public function test_cp_30_an_ignored_parameter_does_not_reach_the_render(): void
    {
        $poisoned = $this->site->get('/?utm_source=CANARY&b=2&utm.medium=CANARY&a=1');
        self::assert_says('miss; reason=cold', $poisoned);
        self::assertStringNotContainsString('CANARY', $poisoned->body);
        self::assertStringContainsString('?a=1&amp;b=2', $poisoned->body);
        self::assert_says('hit; reason=fresh', $this->site->get('/?a=1&b=2'));
    }

    public function test_cp_31_a_redirect_gives_the_campaign_back_and_is_not_stored(): void
    {
        self::assertSame('/target/?utm_source=n&gclid=1', $this->site->get('/redirect/?utm_source=n&a=1&gclid=1')->header('Location'));
        self::assertSame(301, $this->site->get('/redirect/?utm_source=other')->status);
        self::assertSame('/target/', $this->site->get('/redirect/')->header('Location'));
        self::assertSame('https://elsewhere.example/x', $this->site->get('/redirect-away/?utm_source=n')->header('Location'));
        self::assertSame([], $this->site->page_files());
    }

    public function test_cp_14_a_visitor_cannot_force_a_render(): void
    {
        $this->site->get('/');
        foreach (['no-cache', 'max-age=0', 'no-store', 'only-if-cached'] as $directive) {
            self::assert_says('hit; reason=fresh', $this->site->get('/', ['Cache-Control' => $directive, 'Pragma' => 'no-cache']));
        }
    }

    public function test_cp_15_asking_for_debug_output_shows_nothing(): void
    {
        $plain = $this->site->get('/');
        $asked = $this->site->get('/', ['Pragma' => 'akamai-x-get-cache-key', 'X-Cache-Debug' => '1', 'X-Get-Cache-Key' => '1']);
        self::assertStringNotContainsString('page:', $asked->lasting_headers());
        self::assertSame($plain->body, $asked->body);
    }

    public function test_cp_01_forwarded_headers_change_nothing(): void
    {
        $clean = $this->site->get('/')->body;
        $hit = $this->site->get('/', [
            'X-Forwarded-Host' => 'canary.evil',
            'X-Forwarded-Proto' => 'https',
            'X-Original-URL' => '/wp-login.php',
            'X-Dynamic-Cache-Fill' => 'v1;kid=x;ts=1795000000;mac=' . str_repeat('0', 64),
        ]);
        self::assert_says('hit; reason=fresh', $hit);
        self::assertSame($clean, $hit->body);
        self::assertNull($hit->header('X-Dynamic-Cache-Store'));
    }

    public function test_an_alias_shares_the_pages_of_the_home_host(): void
    {
        $this->site->write_data('sites.php', ['v' => 1, 'sites' => [['site' => '1', 'host' => $this->site->host, 'aliases' => ['www.example.com'], 'path' => '/']]]);
        $this->site->write_config(['aliases' => ['www.example.com']]);
        $this->site->get('/');

        self::assert_says('hit; reason=fresh', $this->site->get('/', ['Host' => 'www.example.com']));
    }

    public function test_r_47_sites_of_a_network_are_kept_apart_by_host_and_path(): void
    {
        $host = $this->site->host;
        $this->site->write_data('sites.php', ['v' => 1, 'sites' => [
            ['site' => '1', 'host' => $host, 'aliases' => [], 'path' => '/'],
            ['site' => '2', 'host' => $host, 'aliases' => [], 'path' => '/two/'],
        ]]);
        // Site 2 has no configuration: silence, and nothing of site 1.
        self::assertNull($this->site->get('/two/x/')->header('X-Dynamic-Cache'));
        self::assertNull($this->site->get('/two')->header('X-Dynamic-Cache'));
        self::assert_says('miss; reason=cold', $this->site->get('/twofold/'));
    }
}
