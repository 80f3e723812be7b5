<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use PHPUnit\Framework\Attributes\DataProvider;

/** Cookies of a person, answers for a person, and marks that one leaves in a page. */
final class PersonTest extends HostileTestCase
{
    /** @return iterable<string, array{list<string>}> header lines of somebody who must not get, or make, everybody's page */
    public static function persons(): iterable
    {
        foreach (['wordpress_logged_in_0=x', 'wordpress_sec_0=x', 'wp-settings-1=x'] as $cookie) {
            yield "CP-71 {$cookie}" => [["Cookie: {$cookie}"]];
        }
        foreach (['comment_author_0=Jo', 'comment_author_email_0=a%40b.c', 'wp-postpass_0=x', 'woocommerce_items_in_cart=1', 'wp_woocommerce_session_0=x', 'edd_items_in_cart=1', 'PHPSESSID=x', 'wordpress_no_cache=1', 'my_sess=1', 'laravel_session=x'] as $cookie) {
            yield "CP-72 {$cookie}" => [["Cookie: {$cookie}"]];
        }
        yield 'CP-73 no space behind the semicolon' => [['Cookie: a=1;wordpress_logged_in_0=x']];
        yield 'CP-73 a tab' => [["Cookie: a=1;\twordpress_logged_in_0=x"]];
        yield 'CP-73 an old version' => [['Cookie: $Version="1"; wordpress_logged_in_0="x"']];
        yield 'CP-73 dots' => [['Cookie: wordpress.logged.in.0=x']];
        yield 'CP-73 spaces' => [['Cookie: wordpress logged in 0=x']];
        yield 'CP-73 a bracket' => [['Cookie: wordpress_logged_in_0[a]=x']];
        yield 'CP-73 an open bracket' => [['Cookie: wordpress[logged_in_0=x']];
        yield 'CP-73 an escaped name' => [['Cookie: wordpress%5Flogged_in_0=x']];
        yield 'CP-73 a comma' => [['Cookie: a=1, wordpress_logged_in_0=x']];
        yield 'CP-73 two lines' => [['Cookie: a=1', 'Cookie: wordpress_logged_in_0=x']];
        yield 'CP-73 two lines, first' => [['Cookie: wordpress_logged_in_0=x', 'Cookie: a=1']];
        yield 'CP-73 the last of two hundred' => [['Cookie: ' . implode('; ', array_map(static fn(int $n): string => "c{$n}=1", range(1, 200))) . '; wordpress_logged_in_0=x']];
        yield 'CP-73 behind 32 KB' => [['Cookie: filler=' . str_repeat('a', 32_000) . '; wordpress_logged_in_0=x']];
        yield 'CP-73 twice, empty first' => [['Cookie: wordpress_logged_in_0=; wordpress_logged_in_0=x']];
    }

    /** @param list<string> $lines */
    #[DataProvider('persons')]
    public function test_a_person_neither_gets_nor_makes_a_page_for_all(array $lines): void
    {
        $target = self::fresh();
        $cold = self::site()->get($target, $lines);
        self::assertNull(self::site()->page($target));
        self::site()->get($target);
        $warm = self::site()->get($target, $lines);

        foreach ([$cold, $warm] as $reply) {
            // A web server may refuse such a request; whoever answers it, the cache does not.
            self::assertContains($reply->header('X-Dynamic-Cache'), ['bypass; reason=cookie', null]);
        }
        self::assert_same_page(self::site()->truth($target)->body, self::site()->get($target)->text());
    }

    public function test_cp_74_values_of_a_variant_that_are_invented_make_no_page(): void
    {
        $site = self::site();
        $revision = static fn(): string => $site->live->rest('GET', '/settings')->text('revision');
        $site->live->rest('PATCH', '/settings', '{"variants":{"currency":{"cookie":"money","values":["EUR","CHF"]}}}', $revision());
        try {
            $target = self::fresh();
            $site->get($target);
            $before = $site->files();
            foreach (['<script>', 'eur', 'EUR%00', str_repeat('E', 60_000), '../EUR', ...array_map(strval(...), range(1, 30))] as $value) {
                self::assert_says('hit; reason=fresh', $site->get($target, ["Cookie: money={$value}"]), substr($value, 0, 20));
            }
            self::assertSame($before, $site->files());
            self::assert_says('miss; reason=cold', $site->get($target, ['Cookie: money=CHF']));
        } finally {
            $site->live->rest('PATCH', '/settings', '{"variants":{"currency":null}}', $revision());
        }
    }

    /** @return iterable<string, array{string, string}> what the careless plugin does, and the reason word */
    public static function answers(): iterable
    {
        yield 'CP-75 a plugin sets a cookie' => ['fault=cookie', 'set-cookie'];
        yield 'CP-75 a plugin writes the header itself' => ['fault=cookie-raw', 'set-cookie'];
        yield 'CP-75 a session of PHP' => ['fault=session', 'set-cookie'];
        foreach (['private', 'no-store', 'no-cache', 'max-age=0', 's-maxage=0', 'nO-StOrE', 'public, max-age="0"', 'private="x"'] as $directive) {
            yield "CP-76 {$directive}" => ['fault=header&h[]=' . rawurlencode("Cache-Control: {$directive}"), 'cache-control'];
        }
        yield 'CP-76 two lines' => ['fault=header&h[]=' . rawurlencode('Cache-Control: max-age=60') . '&h[]=' . rawurlencode('Cache-Control: no-store'), 'cache-control'];
        yield 'CP-76 Expires: 0' => ['fault=header&h[]=' . rawurlencode('Expires: 0'), 'cache-control'];
        yield 'CP-76 Pragma' => ['fault=header&h[]=' . rawurlencode('Pragma: no-cache'), 'cache-control'];
        foreach (['*', ', *', 'Foo, *', 'Cookie', 'User-Agent', 'Origin', 'X-Foo', 'Accept-Encoding, X-Foo'] as $vary) {
            yield "CP-77 Vary: {$vary}" => ['fault=header&h[]=' . rawurlencode("Vary: {$vary}"), 'vary'];
        }
        yield 'CP-07 an answer for one origin' => ['fault=header&h[]=' . rawurlencode('Access-Control-Allow-Origin: https://canary.evil'), 'vary'];
        yield 'CP-78 a body for somebody who is logged in' => ['fault=bar', 'logged-in'];
        foreach ([201, 204, 206, 300, 302, 401, 402, 403, 404, 405, 410, 413, 421, 429, 451, 500, 502, 503, 504, 520] as $status) {
            yield "CP-99 {$status} with a lifetime" => ["fault=status&code={$status}", 'status'];
        }
        foreach ([301, 302, 307, 308] as $status) {
            yield "CP-98 {$status}" => ["fault=jump&to=sample-page/&code={$status}", 'status'];
        }
        yield 'CP-102 HTML that is called text' => ['fault=sniff', 'incomplete'];
    }

    #[DataProvider('answers')]
    public function test_an_answer_for_one_is_not_stored_for_all(string $query, string $reason): void
    {
        $target = self::fresh('/hello-world/', $query);
        $first = self::site()->get($target);
        $second = self::site()->get($target);

        self::assert_says("miss; reason={$reason}", $first);
        self::assert_says("miss; reason={$reason}", $second);
        self::assertNull(self::site()->page($target));
    }

    public function test_cp_77_an_answer_that_varies_by_encoding_alone_is_stored(): void
    {
        $target = self::fresh('/hello-world/', 'fault=header&h[]=' . rawurlencode('Vary: Accept-Encoding'));
        self::site()->get($target);

        self::assert_says('hit; reason=fresh', self::site()->get($target));
    }

    public function test_cp_102_headers_that_protect_a_page_come_with_every_hit(): void
    {
        $target = self::fresh('/hello-world/', 'fault=policy');
        $first = self::site()->get($target);
        $hit = self::site()->get($target);

        self::assert_says('hit; reason=fresh', $hit);
        foreach (['Content-Security-Policy', 'Strict-Transport-Security', 'X-Content-Type-Options', 'Content-Type'] as $name) {
            self::assertNotNull($hit->header($name));
            self::assertSame($first->header($name), $hit->header($name));
        }
    }

    public function test_cp_71_a_page_of_a_real_login_stays_with_its_owner(): void
    {
        $site = self::site();
        $body = 'log=admin&pwd=password';
        $login = $site->raw("POST /wp-login.php HTTP/1.1\r\nHost: {$site->host}\r\nCookie: wordpress_test_cookie=WP%20Cookie%20check\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " . strlen($body) . "\r\nConnection: close\r\n\r\n{$body}");
        preg_match_all('/^Set-Cookie: ([^;\r]+)/mi', $login, $cookies);
        $target = self::fresh();
        $own = $site->get($target, ['Cookie: ' . implode('; ', $cookies[1])]);

        self::assert_says('bypass; reason=cookie', $own);
        self::assertStringContainsString('wpadminbar', $own->text());
        self::assertFalse($site->stores('wpadminbar'));
        self::assert_same_page($site->truth($target)->body, $site->get($target)->text());
    }
}
