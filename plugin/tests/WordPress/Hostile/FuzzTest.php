<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use DynamicCache\Tests\Engine\Chance;

/** CP-80: requests made of hostile pieces, over the wire. What is in no key is stored nowhere, and no page changes. */
final class FuzzTest extends HostileTestCase
{
    private const PAGES = ['/hello-world/?fuzzed=1', '/sample-page/?fuzzed=1', '/?fuzzed=1', '/category/uncategorized/?fuzzed=1', '/feed/?fuzzed=1'];

    private const PATHS = ['/hello-world/', '/sample-page/', '/', '/HELLO-WORLD/', '/hello-world', '/hello-world/feed/', '/%68ello-world/', '/hello-world/..;/', '//hello-world/', '/hello-world%2f', '/nowhere/', '/author/admin/', '/feed/', '/wp-json/', '/robots.txt', '/hello-world/x.css', "/hello-world/\x01"];

    private const KEPT = ['a=1', 'fuzzed=1', 's=word', 'paged=2', 'feed=rss2', 'p=1', 'a[]=2', 'a[b]=3', 'a.b=4', '=5', '%', 'preview=true', 'rest_route=/', '_method=HEAD', 'q=%22%3E%3Cx', 'q="><x', '%00=6', 'orderby=title', 'cpage=1', 'embed=true'];

    private const IGNORED = ['utm_source', 'utm.medium', 'utm%5Fcampaign', 'utm_content[]', 'gclid', 'fbclid[x]', '%20utm_term', 'msclkid', '_ga', 'utm source'];

    private const COOKIES = ['fehost', 'theme', 'lang', 'money', '_ga', 'x[y]', 'a.b', 'wp-settings-time-1', 'wordpress_test_cookie', 'PHPSESSID', 'wordpress_logged_in_0', '$Version'];

    private const METHODS = ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'FOO'];

    private Chance $chance;

    public function test_cp_80_thousands_of_strange_requests_leave_every_page_as_it_is(): void
    {
        $seed = Chance::seed();
        $this->chance = new Chance($seed);
        $site = self::site();
        foreach (['/feed/', '/feed/'] as $target) {
            $site->get($target);
        }
        $truths = array_map(static fn(string $page): string => $site->truth($page)->body, self::PAGES);
        $canary = self::canary();
        for ($run = 0; $run < self::times(120); $run++) {
            $request = $this->request($site->host, $canary);
            $reply = $site->raw($request);
            self::assertDoesNotMatchRegularExpression('/(?:Warning|Notice|Deprecated|Fatal error)<?\/?b?>?:.*dynamic-cache/i', $reply, "seed {$seed}: {$request}");
        }

        self::assertFalse($site->stores($canary), "seed {$seed}");
        foreach (self::PAGES as $at => $page) {
            self::assert_same_page($truths[$at], $site->get($page)->text(), "seed {$seed}, {$page}:");
        }
    }

    private function request(string $host, string $canary): string
    {
        $chance = $this->chance;
        $query = [];
        for ($count = $chance->below(4); $count > 0; $count--) {
            $query[] = $chance->is(50) ? $chance->one(self::KEPT) : $chance->one(self::IGNORED) . "={$canary}" . $chance->one(['', '%22%3E', '<', ';a=1', '%26p=1', '%0d%0aX:1']);
        }
        $path = $chance->is(60) ? explode('?', $chance->one(self::PAGES))[0] : $chance->one(self::PATHS);
        $target = $path . ($query === [] ? '' : '?' . implode($chance->one(['&', '&', '&&']), $query));
        $lines = ['Host: ' . ($chance->is(90) ? $host : $chance->one(["{$canary}.evil", strtoupper($host), "{$host}:1", '../x', '']))];
        for ($count = $chance->below(6); $count > 0; $count--) {
            $lines[] = $chance->one(HeaderNames::all()) . ': ' . $chance->one(['', '"', '<script>', "\x0b"]) . $canary . $chance->one(['.evil', '', "', x"]);
        }
        if ($chance->is(40)) {
            $lines[] = 'Cookie: ' . $chance->one(self::COOKIES) . "={$canary}" . $chance->one(['', '; b=1', ';theme=dark', ', c=2']);
        }
        if ($chance->is(15)) {
            $lines[] = $chance->one(['Range: bytes=0-9', 'If-None-Match: *', 'If-Modified-Since: Fri, 01 Jan 2099 00:00:00 GMT', 'Accept-Encoding: gzip', 'X-HTTP-Method-Override: HEAD', 'Content-Length: 0', 'Expect: 100-continue']);
        }

        return $chance->one(self::METHODS) . " {$target} HTTP/1.1\r\n" . implode("\r\n", $chance->shuffled($lines)) . "\r\nConnection: close\r\n\r\n";
    }
}
