<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SiteUrl;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class SiteUrlTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        self::live_at('https://Example.com');
    }

    /** @return iterable<string, array{string}> */
    public static function of_others(): iterable
    {
        $odd = [
            'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://0/',
            'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://169.254.169.254/', 'http://100.100.100.200/', 'http://localhost/',
            'http://localhost./', 'http://1.1.1.1:6379/', 'http://1.1.1.1:8080/', 'http://user:p@1.1.1.1/', 'http://1.1.1.1#@127.0.0.1/',
            '//1.1.1.1/', 'ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/', 'dict://example.com/', 'http:///127.0.0.1/',
            'http://1.1.1.1\\@127.0.0.1/', 'http://127.0.0.1%2f@1.1.1.1/', 'http://１２７.０.０.１/', 'https://example.com:6379/',
            'https://metadata.google.internal/', 'https://127.0.0.1.nip.io/', 'http://[64:ff9b::7f00:1]/', 'http://[fd00::1]/',
            'http://[fe80::1%25eth0]/', 'https://example.com@evil.example/', 'https://evil.example/?https://example.com/',
            'https://example.com.evil.example/', 'https://ехample.com/', "https://example.com/a\r\nX: y", 'unix:///var/run/mysql.sock',
            'https://example.com\\.evil.example/', 'https://example.com\\@evil.example/', "https://example.com/\0", 'https://evil.example\\@example.com/',
            '', 'shop', '/shop/', 'javascript:alert(1)', 'https://', 'https:///shop/', ' https://example.com/', 'https://example.com/a b',
            'https://user@example.com/', 'https://user:pass@example.com/',
        ];
        foreach ($odd as $url) {
            yield json_encode($url, JSON_THROW_ON_ERROR) => [$url];
        }
        yield '10 KB' => ['https://example.com/' . str_repeat('a', 10_240)];
    }

    #[DataProvider('of_others')]
    public function test_WP_19_WP_24_refuses_whatever_is_not_an_address_of_this_very_site(string $url): void
    {
        foreach ([SiteUrl::parse(...), SiteUrl::to_fetch(...)] as $parse) {
            try {
                $parse($url);
            } catch (NotOfThisSite $refusal) {
                self::assertNotSame('', $refusal->getMessage());
                continue;
            }
            self::fail('It was taken for an address of this site.');
        }
    }

    /** @return iterable<string, array{string, string}> */
    public static function of_the_site(): iterable
    {
        yield 'a page' => ['https://example.com/shop/?a=1&b=%20', 'https://example.com/shop/?a=1&b=%20'];
        yield 'upper case and own port' => ['HTTPS://EXAMPLE.com:443/Shop/', 'https://example.com/Shop/'];
        yield 'no path' => ['https://example.com', 'https://example.com/'];
        yield 'a query without path' => ['https://example.com?a=1', 'https://example.com/?a=1'];
        yield 'a fragment, which no server sees' => ['https://example.com/shop/#reviews', 'https://example.com/shop/'];
        yield 'letters beyond ASCII' => ['https://example.com/käse/', 'https://example.com/k%C3%A4se/'];
        yield 'broken UTF-8' => ["https://example.com/\xff", 'https://example.com/%FF'];
    }

    #[DataProvider('of_the_site')]
    public function test_reads_an_address_as_a_browser_sends_it(string $url, string $text): void
    {
        self::assertSame([$text, $text], [SiteUrl::parse($url)->text(), SiteUrl::to_fetch($url)->text()]);
    }

    public function test_an_alias_can_be_asked_about_and_is_never_fetched(): void
    {
        self::assertSame('https://www.example.com/', SiteUrl::parse('https://www.example.com/', ['www.example.com'])->text());
        $this->expectException(NotOfThisSite::class);
        SiteUrl::to_fetch('https://www.example.com/');
    }

    public function test_the_other_scheme_can_be_asked_about_and_is_never_fetched(): void
    {
        self::assertSame('http', SiteUrl::parse('http://example.com/')->scheme);
        $this->expectExceptionMessage('This must begin with https://example.com.');
        SiteUrl::to_fetch('http://example.com/');
    }

    public function test_a_site_in_a_folder_ends_at_its_folder(): void
    {
        self::live_at('https://example.com/blog');
        self::assertSame('https://example.com/blog/a/', SiteUrl::parse('https://example.com/blog/a/')->text());
        self::assertSame('https://example.com/blog', SiteUrl::parse('https://example.com/blog')->text());
        $this->expectExceptionMessage('below /blog/');
        SiteUrl::parse('https://example.com/blogger/');
    }

    /** Before the constant of wp-config.php, which the tests' WordPress has. */
    private static function live_at(string $home): void
    {
        remove_all_filters('pre_option_home');
        add_filter('pre_option_home', static fn(): string => $home);
    }
}
