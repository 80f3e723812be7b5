<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\HomeUrl;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class HomeUrlTest extends WordPressTestCase
{
    /** @return iterable<string, array{string, string, string, string}> */
    public static function urls(): iterable
    {
        yield 'as it is' => ['https://example.org', 'https', 'example.org', '/'];
        yield 'upper case' => ['HTTPS://Example.ORG/', 'https', 'example.org', '/'];
        yield 'its own port is not named' => ['https://example.org:443', 'https', 'example.org', '/'];
        yield 'another port is' => ['http://127.0.0.1:8888', 'http', '127.0.0.1:8888', '/'];
        yield 'the port of the other scheme is' => ['http://example.org:443', 'http', 'example.org:443', '/'];
        yield 'in a folder' => ['https://example.org/Blog/', 'https', 'example.org', '/Blog/'];
        yield 'punycode' => ['https://bücher.example', 'https', 'xn--bcher-kva.example', '/'];
        yield 'nonsense matches no request' => ['', 'http', '', '/'];
    }

    #[DataProvider('urls')]
    public function test_has_one_spelling(string $url, string $scheme, string $host, string $path): void
    {
        $home = HomeUrl::parse($url);

        self::assertSame([$scheme, $host, $path], [$home->scheme, $home->host, $home->path]);
    }
}
