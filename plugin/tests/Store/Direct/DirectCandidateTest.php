<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\Candidate;
use DynamicCache\Direct\Hindrance;
use DynamicCache\Direct\LinkName;
use DynamicCache\Direct\VisitorRules;
use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Request;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\Token;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/load.php';
require_once __DIR__ . '/DirectSite.php';

final class DirectCandidateTest extends TestCase
{
    private TemporaryFolder $folder;

    private DirectSite $site;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->site = new DirectSite($this->folder->path, 'example.org', ['cookies' => ['my_shop*', 'exact'], 'user_agents' => ['*Robot*']]);
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    /** @return array<string, array{Hindrance, array<string, mixed>}> */
    public static function hindered(): array
    {
        $type = 'Content-Type: text/html; charset=UTF-8';

        return [
            'not found' => [Hindrance::Status, ['status' => 404]],
            'a feed' => [Hindrance::Type, ['headers' => ['Content-Type: application/rss+xml; charset=UTF-8']]],
            'another charset' => [Hindrance::Type, ['headers' => ['Content-Type: text/html; charset=iso-8859-1']]],
            'no type' => [Hindrance::Type, ['headers' => []]],
            'two types' => [Hindrance::Type, ['headers' => [$type, $type]]],
            'a policy' => [Hindrance::Header, ['headers' => [$type, "Content-Security-Policy: default-src 'self'"]]],
            'a preload' => [Hindrance::Header, ['headers' => [$type, 'Link: </a.css>; rel=preload; as=style']]],
            'a link with more in it' => [Hindrance::Header, ['headers' => [$type, 'Link: <https://example.org/wp-json/>; rel="https://api.w.org/", </a.css>; rel=preload']]],
            'a life of its own' => [Hindrance::Lifetime, ['life' => 43_200]],
            'other settings' => [Hindrance::Revision, ['revision' => 'ffffffffffffffff']],
            'another site' => [Hindrance::OtherSite, ['others' => ['2' => new Token('a', 1)]]],
            'a query' => [Hindrance::Query, ['query' => 'a=b']],
            'a variant' => [Hindrance::Variant, ['language' => 'de']],
            'another host' => [Hindrance::Address, ['host' => 'other.example.org']],
            'capitals' => [Hindrance::Path, ['path' => '/About/']],
            'another character' => [Hindrance::Path, ['path' => '/a@b/']],
        ];
    }

    /** @param array<string, mixed> $with */
    #[DataProvider('hindered')]
    public function test_stays_with_php(Hindrance $why, array $with): void
    {
        $base = $this->site->page('/a/', 'body');
        $text = static fn(string $name, string $default): string => is_string($with[$name] ?? null) ? $with[$name] : $default;
        $canonical = CacheKey::canonical(['site' => '1', 'scheme' => 'http', 'host' => $text('host', 'example.org'), 'path' => $text('path', '/a/'), 'query' => $text('query', ''), 'persona' => '', 'language' => $text('language', ''), 'currency' => '', 'device' => '']);
        $headers = is_array($with['headers'] ?? null) ? array_values(array_filter($with['headers'], is_string(...))) : $base->headers;
        $others = is_array($with['others'] ?? null) ? array_filter($with['others'], static fn(mixed $token): bool => $token instanceof Token) : [];
        $life = is_int($with['life'] ?? null) ? $with['life'] : 604_800;
        $page = new Page($canonical, is_int($with['status'] ?? null) ? $with['status'] : 200, $headers, Body::of('x'), ['site'], DirectSite::NOW, DirectSite::NOW + $life, $text('revision', DirectSite::REVISION), others: $others);

        self::assertSame($why, Candidate::name($page, $this->site->site->config));
        self::assertSame('a/@.html', Candidate::name($base, $this->site->site->config), 'the same page without that');
    }

    public function test_what_core_repeats_in_the_head_of_a_page_stands_against_nothing(): void
    {
        $page = $this->site->page('/a/', 'body');
        $page = new Page($page->canonical, 200, [...$page->headers, 'X-Pingback: http://example.org/xmlrpc.php', 'Link: <http://example.org/wp-json/wp/v2/posts/1>; rel="alternate"; title="JSON"; type="application/json"', 'Link: <http://example.org/?p=1>; rel=shortlink'], $page->body, $page->tags, $page->storedAt, $page->expiresAt, $page->revision);

        self::assertSame('a/@.html', Candidate::name($page, $this->site->site->config));
    }

    /** @return iterable<string, array{string, ?string}> */
    public static function paths(): iterable
    {
        yield 'root' => ['/', '@.html'];
        yield 'two levels' => ['/a/b', 'a/b@.html'];
        yield 'escapes are as WordPress writes them' => ['/%E3%81%82/', '%e3%81%82/@.html'];
        yield 'a date' => ['/2026/01/02/hello-world/', '2026/01/02/hello-world/@.html'];
        yield 'an escape of ASCII' => ['/a%20b/', null];
        yield 'a hidden file' => ['/.well-known/a', null];
        yield 'a dot at the end' => ['/a./', null];
        yield 'two dots' => ['/a..b/', null];
        yield 'a segment of 240 bytes' => ['/' . str_repeat('a', 240) . '/', str_repeat('a', 240) . '/@.html'];
        yield 'a segment of 241 bytes' => ['/' . str_repeat('a', 241) . '/', null];
        yield 'a long path' => ['/' . str_repeat('a/', 600), null];
        yield 'the name of a file of ours' => ['/a/@.html', null];
    }

    #[DataProvider('paths')]
    public function test_a_path_has_one_name_or_none(string $path, ?string $name): void
    {
        self::assertSame($name, LinkName::of($path));
    }

    public function test_no_two_paths_share_a_name(): void
    {
        $parts = ['a', 'b', '/', '.', '-', '%E3%81%82', 'html', '_', '~', 'A', '@'];
        $names = [];
        mt_srand(7);
        for ($i = 0; $i < 20_000; $i++) {
            $path = '/';
            for ($j = mt_rand(0, 6); $j > 0; $j--) {
                $path .= $parts[mt_rand(0, count($parts) - 1)];
            }
            $canonical = CacheKey::path($path);
            $name = $canonical === null ? null : LinkName::of($canonical);
            if ($name !== null) {
                self::assertSame($canonical, $names[$name] ?? $canonical);
                $names[$name] = $canonical;
            }
        }
        self::assertGreaterThan(500, count($names));
    }

    public function test_every_cookie_that_the_engine_passes_to_wordpress_is_caught_by_the_rules(): void
    {
        $pieces = ['wordpress_logged_in_', 'wordpress_sec_1', 'wordpress_no_cache', 'wp-settings-1', 'wp-postpass_', 'comment_author_x', 'comment.author_x', 'woocommerce_items_in_cart', 'woocommerce_cart_hash', 'wp_woocommerce_session_1', 'edd_items_in_cart', 'PHPSESSID', 'sess', 'my_shop', 'my.shop1', 'my shop', 'exact', 'exactly', '_ga', 'a', '%77', '+', '=', '; ', ',', ' ', '1', 'Wordpress_Logged_In_1', '['];
        mt_srand(11);
        $caught = 0;
        $rules = VisitorRules::of($this->site->site->config);
        for ($i = 0; $i < 20_000; $i++) {
            $header = '';
            for ($j = mt_rand(1, 5); $j > 0; $j--) {
                $header .= $pieces[mt_rand(0, count($pieces) - 1)];
            }
            $decision = (new Lookup(Request::from_server(['REQUEST_METHOD' => 'GET', 'HTTP_HOST' => 'example.org', 'REQUEST_URI' => '/a/', 'HTTP_COOKIE' => $header]), $this->site->site->config))->decide(0);
            if ($decision instanceof Bypass) {
                $caught++;
                self::assertSame(1, preg_match('~' . $rules->cookies . '~i', $header), $header);
            }
        }
        self::assertGreaterThan(5000, $caught);
        self::assertSame(0, preg_match('~' . $rules->cookies . '~i', '_ga=GA1.2.3; consent=yes; exactly=1'));
    }

    public function test_an_agent_of_the_owner_is_caught_and_no_other(): void
    {
        $agents = VisitorRules::of($this->site->site->config)->agents;

        self::assertSame([1, 0], [preg_match("~{$agents}~i", 'A Robot 1'), preg_match("~{$agents}~i", 'Mozilla')]);
    }
}
