<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\PlainRequest;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\Request;
use PHPUnit\Framework\TestCase;

/** The short way never comes to another decision than Lookup: on random requests, of which many are meant to deceive. */
final class PlainRequestTest extends TestCase
{
    private const PATHS = ['/', '/a/', '/a', '/A/', '//a/', '/a/../b/', '/%61/', '/a%2fb/', '/x.php', '/wp-admin/', '/ä/', '/a b/', '/%C3%A4/'];
    private const QUERIES = ['', '?', '?a=1', '?a', '?b=2&a=1', '?a=1&b=2', '?utm_source=x', '?a=%31', '?preview=true', '?_method=POST', '?rest[route=x', '?a=1&a=2'];
    private const COOKIE_PARTS = ['wordpress_logged_in_x', 'wordpress.logged.in.x', 'wp-postpass_x', 'comment_author_x', 'comment.author.x', 'PHPSESSID', 'woocommerce_cart_hash',
        'wp_woocommerce_session_x', 'edd_items_in_cart', '_ga', 'a', '=', ';', ',', ' ', '%77', '+', "\t", '1', 'money', 'EUR', '"'];
    private const HEADERS = ['HTTP_AUTHORIZATION', 'REDIRECT_HTTP_AUTHORIZATION', 'PHP_AUTH_USER', 'HTTP_X_HTTP_METHOD_OVERRIDE', 'HTTP_X_HTTP_METHOD', 'HTTP_X_METHOD_OVERRIDE',
        'HTTP_TRANSFER_ENCODING', 'CONTENT_LENGTH', 'HTTP_USER_AGENT'];

    public function test_what_it_finds_under_a_url_is_what_lookup_would_look_up(): void
    {
        $seed = Chance::seed();
        $chance = new Chance($seed);
        $config = ConfigOf::site();
        $allowed = [];
        $asked = [];
        for ($run = 0; $run < Chance::times(20_000); $run++) {
            $server = self::server($chance);
            $found = (new Lookup(Request::from_server($server), $config))->decide(1_800_000_000);
            if (!$found instanceof Bypass) {
                $allowed[$found->canonical] = true;
            }
            $plain = PlainRequest::of($server);
            if ($plain !== null) {
                // With cookies it is trusted only where no cookie counts (Seal::$needsCookieless): not on this site.
                $asked[] = [$plain->hasCookies ? null : $plain->canonical, $found, $server];
            }
        }
        $hits = 0;
        foreach ($asked as [$canonical, $found, $server]) {
            if ($canonical !== null && isset($allowed[$canonical])) {
                self::assertSame($found instanceof Bypass ? $found->step : $found->canonical, $canonical, json_encode($server) . ", seed {$seed}");
                $hits++;
            }
        }
        self::assertGreaterThan(100, $hits);
    }

    public function test_who_is_somebody_or_sends_more_than_a_url_is_not_plain(): void
    {
        $seed = Chance::seed();
        $chance = new Chance($seed);
        $config = ConfigOf::site();
        $refused = 0;
        for ($run = 0; $run < Chance::times(20_000); $run++) {
            $server = self::server($chance);
            $found = (new Lookup(Request::from_server($server), $config))->decide(1_800_000_000);
            $byPerson = $found instanceof Bypass
                && in_array($found->reason, [Reason::Cookie, Reason::Authorization, Reason::Body, Reason::Method], true);
            $byHeader = $found instanceof Bypass && $found->step === 'override';
            if ($byPerson || $byHeader) {
                self::assertNull(PlainRequest::of($server), json_encode($server) . ", seed {$seed}");
                $refused++;
            }
        }
        self::assertGreaterThan(1_000, $refused);
    }

    /** @return array<string, string> */
    private static function server(Chance $chance): array
    {
        $server = [
            'REQUEST_METHOD' => $chance->one(['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST']),
            'HTTP_HOST' => $chance->one([ConfigOf::HOST, ConfigOf::HOST, 'www.site.test', 'SITE.test', 'site.test:443', 'evil.test']),
            'REQUEST_URI' => $chance->one(self::PATHS) . $chance->one(self::QUERIES),
            'HTTPS' => $chance->one(['on', 'on', 'on', 'ON', '1', 'off', '']),
            'SERVER_PORT' => '80',
            'HTTP_ACCEPT_ENCODING' => $chance->one(['', 'gzip', 'br', 'gzip;q=0']),
        ];
        if ($chance->is(40)) {
            $server['HTTP_COOKIE'] = implode('', array_map(static fn(): string => $chance->one(self::COOKIE_PARTS), range(1, 1 + $chance->below(6))));
        }
        if ($chance->is(20)) {
            $server[$chance->one(self::HEADERS)] = $chance->one(['1', 'x', '']);
        }

        return $server;
    }
}
