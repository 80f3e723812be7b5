<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use PHPUnit\Framework\Attributes\DataProvider;

/** Addresses that look like a file, like another page, or like both; and what the disk makes of them. */
final class PathTest extends HostileTestCase
{
    private const DELIMITERS = [';', ',', '.', '!', '$', '&', "'", '(', ')', '*', '+', '=', ':', '@', '~', '|', '^', '`', '{', '}', '[', ']', '<', '>', '"', '%00', '%09', '%0a', '%0d', '%20', '%23', '%25', '%26', '%2e', '%3b', '%3f', '%7e', '%c0%af', '%ff'];

    private const EXTENSIONS = ['css', 'js', 'avif', 'woff2', 'jpg', 'png', 'svg', 'ico', 'pdf', 'json', 'xml', 'txt', 'map', 'mp4'];

    /** @return iterable<string, array{string}> an address that a logged-in victim is lured to */
    public static function lures(): iterable
    {
        foreach (self::EXTENSIONS as $extension) {
            yield "CP-50 a file of type {$extension}" => ["/sample-page/x.{$extension}"];
        }
        foreach (self::DELIMITERS as $delimiter) {
            yield "CP-51 the delimiter {$delimiter}" => ["/sample-page{$delimiter}.css"];
        }
        foreach (['/wp-content/..%2fsample-page/', '/wp-content/%2e%2e/sample-page/', '/wp-includes/js/..%5csample-page/', '/wp-content/uploads/a.css%2f..%2fsample-page/'] as $path) {
            yield "CP-52 {$path}" => [$path];
        }
        yield 'CP-53 a wildcard rule' => ['/share/%2F..%2Fwp-json/wp/v2/users/me'];
        foreach (['/robots.txt%2f..%2fsample-page', '/sample-page%2f%2e%2e%2frobots.txt', '/sample-page/robots.txt', '/sample-page/favicon.ico', '/sample-page/sitemap.xml', '/sample-page/index.html'] as $path) {
            yield "CP-54 {$path}" => [$path];
        }
    }

    /** The victim is logged in; afterwards the attacker asks without a cookie. */
    #[DataProvider('lures')]
    public function test_nothing_of_a_logged_in_visitor_is_there_for_the_next_one(string $path): void
    {
        $marker = self::canary();
        self::site()->get($path, ["Cookie: wordpress_logged_in_0=victim{$marker}"]);
        $reply = self::site()->get($path);

        self::assertStringNotContainsString($marker, $reply->text());
        self::assertFalse(self::site()->stores($marker));
        if (str_starts_with((string) $reply->header('X-Dynamic-Cache'), 'hit')) {
            self::assert_same_page(self::site()->truth($path)->body, $reply->text());
        }
    }

    /** @return iterable<string, array{string}> */
    public static function passed(): iterable
    {
        foreach (['/wp-content/..%2fsample-page/', '/wp-content/%2e%2e/sample-page/', '/a%5cb/', '/a\\b/', '/%00/', '/a%0a/', '/a%7f/'] as $path) {
            yield "CP-52 {$path}" => [$path];
        }
        foreach (['/a/../hello-world/', '/./hello-world/', '/hello-world/%2e%2e/', '/hello-world/..'] as $path) {
            yield "CP-55 {$path}" => [$path];
        }
        foreach (['//hello-world/', '/hello-world//', '/\\hello-world'] as $path) {
            yield "CP-60 {$path}" => [$path];
        }
        foreach (['/index.php/hello-world/', '/hello-world/index.php', '/wp-login.php/x.css', '/xmlrpc.php/x.js', '/wp-cron.php', '/WP-LOGIN.PHP'] as $path) {
            yield "CP-61 {$path}" => [$path];
        }
        foreach (['/..%00../', '/..%2f..%2f..%2fetc/passwd', '/.%00.../x/'] as $path) {
            yield "CP-65 {$path}" => [$path];
        }
    }

    #[DataProvider('passed')]
    public function test_an_ambiguous_path_is_never_stored(string $path): void
    {
        $before = self::site()->files();
        $reply = self::site()->get($path);

        self::assertSame('bypass; reason=path', $reply->header('X-Dynamic-Cache') ?? 'bypass; reason=path');
        self::assertSame($before, self::site()->files());
    }

    public function test_cp_57_escapes_that_mean_nothing_make_one_page(): void
    {
        $buster = bin2hex(random_bytes(6));
        self::site()->get("/hello-world/?b={$buster}");

        self::assert_says('hit; reason=fresh', self::site()->get("/%68ello%2Dworld/?b={$buster}"));
        self::site()->store()->purge(['post:1'], [], time());
        self::assert_says('miss; reason=purged', self::site()->get("/%68ello%2Dworld/?b={$buster}"));
    }

    /** @return iterable<string, array{string}> */
    public static function twins(): iterable
    {
        foreach (['/HELLO-WORLD/', '/hello-world!/', '/hello-world~/', '/hello-world+/', '/hello-world%20/', '/hello-world./', '/category/UNCATEGORIZED/', '/author/ADMIN/'] as $twin) {
            yield "CP-56 {$twin}" => [$twin];
        }
    }

    #[DataProvider('twins')]
    public function test_another_spelling_of_an_address_is_served_and_makes_no_copy(string $twin): void
    {
        $before = self::site()->files();
        $reply = self::site()->get($twin);

        self::assertSame($before, self::site()->files());
        self::assertContains($reply->header('X-Dynamic-Cache'), ['miss; reason=path', 'miss; reason=status']);
    }

    public function test_cp_58_and_cp_59_bytes_are_kept_and_decoded_once(): void
    {
        $truth = self::site()->truth('/hello-world/');
        foreach (['/hello%252dworld/', '/%252e%252e%252fhello-world/', '/caf%e9/', '/cafe%cc%81/', '/caf%c3%a9/'] as $path) {
            $reply = self::site()->get($path);
            self::assertContains($reply->status, [200, 404, 301], $path);
            self::assertStringNotContainsString('Fatal', $reply->text(), $path);
        }
        self::assert_same_page($truth->body, self::site()->get('/hello-world/')->text());
    }

    public function test_cp_62_long_names_are_told_apart_and_break_nothing(): void
    {
        foreach ([255, 256, 4_096, 16_000] as $length) {
            $name = str_repeat('a', $length - 1);
            foreach (['x', 'y'] as $last) {
                $reply = self::site()->get("/?l={$name}{$last}");
                self::assertContains($reply->status, [200, 414], (string) $length);
                self::assertStringNotContainsString('Warning', $reply->text());
                if ($reply->status === 200) {
                    self::assertStringContainsString("{$name}{$last}", $reply->text());
                }
            }
        }
    }

    public function test_cp_65_every_stored_file_has_a_name_of_hash_and_lies_in_the_folder(): void
    {
        foreach (['/hello-world/?f=../../../x', '/hello-world/?f=%2e%2e%2f', '/?author=../..', '/hello-world/..;/x'] as $target) {
            self::site()->get($target, ['Cookie: x=../../../../etc/passwd']);
        }
        self::site()->get('/', ['Host: ../../x']);
        $root = (string) realpath(self::site()->live->file('wp-content/cache/dynamic-cache/pages'));

        self::assertNotSame([], self::site()->stored());
        foreach (array_keys(self::site()->stored()) as $path) {
            self::assertStringStartsWith("{$root}/1/", (string) realpath($path));
            self::assertMatchesRegularExpression('#/1/[0-9a-f]+/[0-9a-f]{2}/[0-9a-f]+\.page$#', $path);
        }
    }
}
