<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use DynamicCache\Tests\Engine\Http\HttpReply;
use PHPUnit\Framework\Attributes\DataProvider;

/** Bytes that no browser sends, from a socket: host, request line, framing. Nothing of them is ever stored. */
final class RequestLineTest extends HostileTestCase
{
    /** @return iterable<string, array{string}> raw requests; HOST, TARGET and CANARY are filled in */
    public static function requests(): iterable
    {
        $lines = "Connection: close\r\n\r\n";
        foreach (['/', '/wp-admin/', 'TARGET', '/hello-world'] as $target) {
            yield "CP-20 a foreign host on {$target}" => ["GET {$target} HTTP/1.1\r\nHost: CANARY.evil\r\n{$lines}"];
        }
        foreach (['NAME:31337', 'NAME:@31337', 'NAME 31337', 'NAME:31337CANARY', 'CANARY.evil:PORT', 'HOST/CANARY', 'HOST@CANARY.evil', 'HOST#CANARY', '../../CANARY'] as $host) {
            yield "CP-21 the host {$host}" => ["GET TARGET HTTP/1.1\r\nHost: {$host}\r\n{$lines}"];
        }
        yield 'CP-23 two hosts' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nHost: CANARY.evil\r\n{$lines}"];
        yield 'CP-23 two hosts, the other first' => ["GET TARGET HTTP/1.1\r\nHost: CANARY.evil\r\nHost: HOST\r\n{$lines}"];
        yield 'CP-23 a host on a folded line' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\n Host: CANARY.evil\r\n{$lines}"];
        yield 'CP-23 a space before the colon' => ["GET TARGET HTTP/1.1\r\nHost : CANARY.evil\r\n{$lines}"];
        yield 'CP-24 no host' => ["GET TARGET HTTP/1.1\r\n{$lines}"];
        yield 'CP-24 HTTP/1.0 without host' => ["GET TARGET HTTP/1.0\r\n\r\n"];
        yield 'CP-24 an empty host' => ["GET TARGET HTTP/1.1\r\nHost:\r\n{$lines}"];
        yield 'CP-25 an absolute target' => ["GET http://CANARY.evilTARGET HTTP/1.1\r\nHost: HOST\r\n{$lines}"];
        yield 'CP-25 an absolute target, the host foreign' => ["GET http://HOSTTARGET HTTP/1.1\r\nHost: CANARY.evil\r\n{$lines}"];
        yield 'CP-26 a target with two slashes' => ["GET //CANARY.evilTARGET HTTP/1.1\r\nHost: HOST\r\n{$lines}"];
        yield 'CP-26 a target with a backslash' => ["GET /\\CANARY.evilTARGET HTTP/1.1\r\nHost: HOST\r\n{$lines}"];
        yield 'CP-26 encoded slashes' => ["GET /%2f%2fCANARY.evilTARGET HTTP/1.1\r\nHost: HOST\r\n{$lines}"];
        yield 'CP-27 a fragment' => ["GET /hello-world/#/../CANARY?r=1 HTTP/1.1\r\nHost: HOST\r\n{$lines}"];
        foreach (['get', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'CANARY', 'PURGE', 'BAN'] as $method) {
            yield "CP-28 the method {$method}" => ["{$method} TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n{$lines}"];
        }
        yield 'CP-28 a tab behind the method' => ["GET\tTARGET HTTP/1.1\r\nHost: HOST\r\n{$lines}"];
        $victim = "GET /CANARY HTTP/1.1\r\nHost: HOST\r\nX: ";
        yield 'CP-29 CL.TE' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{$victim}"];
        yield 'CP-29 TE.CL' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n{$victim}\r\n0\r\n\r\n"];
        yield 'CP-29 CL.CL' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n{$victim}"];
        yield 'CP-29 a space before the colon' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{$victim}"];
        yield 'CP-29 an extension of a chunk' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n1;CANARY=\"x\"\r\na\r\n0\r\n\r\n{$victim}"];
        yield 'CP-29 TE' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nTE: x, chunked\r\nTransfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n{$victim}"];
        yield 'CP-91 a folded header' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nX-A: b\r\n CANARY\r\n{$lines}"];
        yield 'CP-91 a zero byte' => ["GET TARGET HTTP/1.1\r\nHost: HOST\r\nX-A: \0CANARY\r\n{$lines}"];
        yield 'CP-91 bare line feeds' => ["GET TARGET HTTP/1.1\nHost: HOST\nX-A: CANARY\n\n"];
    }

    #[DataProvider('requests')]
    public function test_a_strange_request_is_nobody_elses(string $bytes): void
    {
        $site = self::site();
        $canary = self::canary();
        $target = self::fresh();
        [$name, $port] = explode(':', $site->host);
        $bytes = strtr($bytes, ['HOST' => $site->host, 'NAME' => $name, 'PORT' => $port, 'TARGET' => $target, 'CANARY' => $canary]);

        (new Protocol($site, $canary, 1))->run($target, static fn() => $site->raw($bytes, 2));
    }

    public function test_cp_20_a_redirect_to_a_foreign_host_is_not_stored(): void
    {
        $canary = self::canary();
        $before = self::site()->files();
        $reply = self::site()->get('/hello-world', ["Host: {$canary}.evil"]);

        self::assert_says('bypass; reason=host', $reply);
        self::assertSame($before, self::site()->files());
    }

    public function test_cp_22_the_spelling_of_the_host_is_not_in_the_page(): void
    {
        $site = self::site();
        $site->live->rest('PATCH', '/settings', '{"hosts":["site.test"]}', $site->live->rest('GET', '/settings')->text('revision'));
        try {
            foreach (['SITE.TEST', 'site.test.', 'Site.Test:80'] as $host) {
                $target = self::fresh();
                $odd = $site->get($target, ["Host: {$host}"]);
                $stored = $site->page($target);
                self::assertTrue($stored === null || !str_contains($stored->body->identity, $host), $host);
                self::assert_same_page($site->truth($target)->body, $site->get($target)->text(), $host);
                self::assertStringContainsString('reason=', (string) $odd->header('X-Dynamic-Cache'));
            }
        } finally {
            $site->live->rest('PATCH', '/settings', '{"hosts":[]}', $site->live->rest('GET', '/settings')->text('revision'));
        }
    }

    public function test_cp_28_a_stranger_cannot_purge(): void
    {
        $target = self::fresh();
        self::site()->get($target);
        foreach (['PURGE', 'BAN', 'DELETE', 'REFRESH'] as $method) {
            self::site()->get($target, ['X-Purge-Method: regex', 'Ban-Expression: obj.http.x ~ .'], $method);
        }

        self::assert_says('hit; reason=fresh', self::site()->get($target));
    }

    public function test_cp_29_the_next_request_of_a_connection_gets_its_own_answer(): void
    {
        $site = self::site();
        $target = self::fresh('/sample-page/');
        $attack = "GET /hello-world/ HTTP/1.1\r\nHost: {$site->host}\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /nowhere/ HTTP/1.1\r\nX-Ignore: y";
        $site->raw($attack . "GET {$target} HTTP/1.1\r\nHost: {$site->host}\r\nConnection: close\r\n\r\n", 2);

        $reply = HttpReply::parse($site->raw("GET {$target} HTTP/1.1\r\nHost: {$site->host}\r\nConnection: close\r\n\r\n"));
        self::assertSame(200, $reply->status);
        self::assert_same_page($site->truth($target)->body, $reply->text());
    }
}
