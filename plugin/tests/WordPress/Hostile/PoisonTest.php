<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use PHPUnit\Framework\Attributes\DataProvider;

/** Headers, cookies and encodings that are in no key: whatever somebody sends, the next visitor reads the page as it is. */
final class PoisonTest extends HostileTestCase
{
    /** @return iterable<string, array{list<string>}> header lines; CANARY stands for a text that must not come back */
    public static function headers(): iterable
    {
        yield 'CP-01 forwarded host' => [['X-Forwarded-Host: CANARY.evil']];
        yield 'CP-02 forwarded host and scheme' => [['X-Forwarded-Host: CANARY.evil', 'X-Forwarded-Scheme: nothttps']];
        yield 'CP-03 another scheme' => [[
            'X-Forwarded-Proto: https', 'X-Forwarded-Protocol: https', 'X-Forwarded-Scheme: https', 'X-Forwarded-SSL: on',
            'Front-End-Https: on', 'X-Url-Scheme: https', 'CF-Visitor: {"scheme":"https"}',
        ]];
        yield 'CP-04 port' => [['X-Forwarded-Port: 31337', 'X-Forwarded-Host: CANARY.evil:31337']];
        yield 'CP-05 names for the host' => [[
            'X-Host: CANARY.evil', 'X-Forwarded-Server: CANARY.evil', 'X-HTTP-Host-Override: CANARY.evil',
            'X-Original-Host: CANARY.evil', 'Forwarded: host=CANARY.evil',
        ]];
        yield 'CP-06 names for the path' => [['X-Original-URL: /CANARY', 'X-Rewrite-URL: /CANARY', 'X-HTTP-DestinationURL: /CANARY']];
        yield 'CP-07 origin' => [['Origin: https://CANARY.evil']];
        yield 'CP-09 a nonce for REST' => [['X-WP-Nonce: CANARY']];
        yield 'CP-10 negotiation' => [['Accept: application/CANARY', 'Accept-Language: xx-CANARY', 'Accept-Charset: utf-7']];
        yield 'CP-12 who somebody says to be' => [[
            'X-Persona: CANARY', 'X-Device: CANARY', 'CF-IPCountry: XX', 'CF-Connecting-IP: 127.0.0.1', 'True-Client-IP: 127.0.0.1',
            'X-Real-IP: 127.0.0.1', 'X-Forwarded-For: 127.0.0.1, CANARY',
        ]];
        yield 'CP-13 headers for one hop' => [['Connection: X-Dynamic-Cache-Fill, Cookie, Host', 'X-CANARY: CANARY']];
        yield 'CP-14 orders for a cache' => [['Cache-Control: no-cache, no-store, max-age=0', 'Pragma: no-cache']];
        yield 'CP-15 questions for a debug output' => [['Pragma: akamai-x-get-cache-key', 'X-Cache-Debug: 1', 'X-Get-Cache-Key: CANARY']];
        yield 'CP-39 method override HEAD' => [['X-HTTP-Method-Override: HEAD']];
        yield 'CP-39 method override POST' => [['X-HTTP-Method: POST']];
        yield 'CP-39 method override NONSENSE' => [['X-Method-Override: CANARY']];
        yield 'CP-70 a cookie' => [['Cookie: fehost="-CANARY-"; theme=CANARY; currency=CANARY']];
        yield 'CP-71 a forged login' => [['Cookie: wordpress_logged_in_0123=CANARY%7C9999999999%7Cx%7Cy']];
        yield 'CP-72 a session' => [['Cookie: PHPSESSID=CANARY']];
        yield 'CP-74 a persona' => [['Cookie: persona=<script>CANARY</script>']];
        yield 'CP-90 a hundred headers' => [array_map(static fn(int $n): string => "X-Filler-{$n}: CANARY" . str_repeat('a', 80), range(1, 100))];
        yield 'CP-90 a large header' => [['X-Filler: CANARY' . str_repeat('a', 33_000)]];
        yield 'CP-90 a large cookie' => [['Cookie: filler=CANARY' . str_repeat('a', 9_000)]];
        yield 'CP-91 control characters' => [["X-Filler: CANARY\x01\x07\x0b\x7f"]];
        yield 'CP-91 a name that is none' => [['Ill\egal: CANARY']];
        yield 'CP-92 encodings of a body' => [['Content-Encoding: gzip', 'Content-Type: HelloCANARY']];
        yield 'CP-92 transfer encoding' => [['Transfer-Encoding: CANARY']];
        yield 'CP-92 expectations' => [['Expect: CANARY', 'TE: x', 'Max-Forwards: 0', 'Upgrade: h2c']];
        yield 'CP-93 if none matches' => [['If-None-Match: *']];
        yield 'CP-93 if modified since' => [['If-Modified-Since: Fri, 01 Jan 2099 00:00:00 GMT']];
        yield 'CP-93 if matches' => [['If-Match: "CANARY"', 'If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT']];
        yield 'CP-93 if range' => [['If-Range: "CANARY"', 'Range: bytes=0-10']];
        yield 'CP-94 the first bytes' => [['Range: bytes=0-10']];
        yield 'CP-94 no bytes' => [['Range: bytes=cow']];
        yield 'CP-94 a hundred ranges' => [['Range: bytes=' . implode(',', array_map(static fn(int $n): string => "{$n}-{$n}", range(0, 99)))]];
        yield 'CP-96 words that a firewall dislikes' => [['X-Any: <script>alert(1)</script>.CANARY', 'Referer: https://CANARY.example/../../etc/passwd']];
        yield 'CP-100 a kilobyte of encodings' => [['Accept-Encoding: ' . str_repeat('x', 1000) . 'CANARY']];
        yield 'CP-100 no gzip' => [['Accept-Encoding: gzip;q=0, CANARY']];
    }

    /** @param list<string> $lines */
    #[DataProvider('headers')]
    public function test_a_header_changes_nothing_for_the_next_visitor(array $lines): void
    {
        $canary = self::canary();
        $target = self::fresh();
        $lines = str_replace('CANARY', $canary, $lines);

        (new Protocol(self::site(), $canary, min(6, self::times(2))))->run($target, static fn() => self::site()->get($target, $lines));
    }

    /** @return iterable<string, array{string, string}> the careless plugin that a parameter wakes, and a header line */
    public static function reflected(): iterable
    {
        foreach (['X-Forwarded-Host', 'X-Host', 'X-Forwarded-Server', 'X-Original-Host', 'X-HTTP-Host-Override', 'X-Forwarded-Scheme', 'X-Forwarded-Port', 'X-Original-URL', 'X-Rewrite-URL', 'Forwarded', 'X-Forwarded-Prefix'] as $name) {
            yield "CP-05 a plugin prints {$name}" => ['trusting', "{$name}: CANARY"];
        }
        yield 'CP-70 a plugin prints a cookie' => ['greeting', 'Cookie: fehost=-CANARY-'];
        yield 'CP-70 a plugin prints a cookie, encoded' => ['greeting', 'Cookie: fehost=%22%3E%3Cb%3ECANARY'];
    }

    /** Even where a plugin prints what it reads there. */
    #[DataProvider('reflected')]
    public function test_what_a_plugin_prints_of_one_visitor_is_not_stored_for_all(string $plugin, string $line): void
    {
        $canary = self::canary();
        $target = self::fresh('/hello-world/', "{$plugin}=1");
        $lines = [str_replace('CANARY', $canary, $line)];

        (new Protocol(self::site(), $canary, 1))->run($target, static fn() => self::site()->get($target, $lines));
    }

    /** @return iterable<string, array{string}> */
    public static function agents(): iterable
    {
        yield 'CP-11 a phone' => ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148'];
        yield 'CP-11 a robot' => ['Googlebot/2.1 (+http://www.google.com/bot.html)'];
        yield 'CP-11 nothing' => [''];
        yield 'CP-11 8 KB' => [str_repeat('CANARY', 1365)];
        yield 'CP-11 markup' => ['<script>CANARY</script>'];
        yield 'CP-11 a scanner' => ['sqlmap/1.9 CANARY'];
    }

    #[DataProvider('agents')]
    public function test_a_user_agent_is_in_no_key_and_in_no_page(string $agent): void
    {
        $canary = self::canary();
        $target = self::fresh();
        $lines = ['User-Agent: ' . str_replace('CANARY', $canary, $agent)];

        (new Protocol(self::site(), $canary, 1))->run($target, static fn() => self::site()->get($target, $lines));
        self::assert_says('hit; reason=fresh', self::site()->get($target, $lines));
    }

    /** CP-08: names that servers, frameworks and proxies are known to read, ten to a request. */
    public function test_cp_08_no_name_of_the_word_list_changes_a_page(): void
    {
        $names = HeaderNames::all();
        self::assertGreaterThan(200, count($names));
        $chunks = array_chunk($names, 10);
        if (getenv('HOSTILE_RUNS') === false) {
            // Another part of the list in each run of the short tests.
            shuffle($chunks);
            $chunks = array_slice($chunks, 0, 4);
        }
        foreach ($chunks as $chunk) {
            $canary = self::canary();
            $target = self::fresh();
            $lines = array_map(static fn(string $name): string => "{$name}: {$canary}.evil", $chunk);
            self::site()->get($target, $lines);
            $reply = self::site()->get($target);

            self::assert_same_page(self::site()->truth($target)->body, $reply->text(), implode(', ', $chunk));
            self::assertFalse(self::site()->stores($canary), implode(', ', $chunk));
        }
    }
}
