<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\ReadyPage;
use DynamicCache\Store\Token;
use PHPUnit\Framework\TestCase;

final class ReadyPageTest extends TestCase
{
    private const HEADERS = ['Content-Type: text/html', 'Link: </a>', 'Link: </b>', 'X-Empty:'];

    public function test_it_says_of_the_bytes_of_a_page_what_the_page_says(): void
    {
        $page = self::page('/a/');
        $bytes = PageFile::encode($page, new Token(str_repeat('0', 32), 7));
        $ready = ReadyPage::parse($bytes, $page->canonical) ?? self::fail('It is this page.');

        self::assertSame(['1800000000', '1800003600', '404', substr($page->body->digest, 0, 32)], array_slice($ready->lines, 0, 4));
        self::assertSame(['Content-Type: text/html', 'Link: </a>', "\tLink: </b>", 'X-Empty:'], array_slice($ready->lines, ReadyPage::HEADERS, 4));
        self::assertSame($page->body->gzip, substr($bytes, $ready->offset(true), $ready->length(true)));
        self::assertSame($page->body->identity, substr($bytes, $ready->offset(false), $ready->length(false)));
        self::assertTrue($ready->is_body($page->body->gzip, true));
        self::assertTrue($ready->is_body($page->body->identity, false));
        self::assertFalse($ready->is_body($page->body->identity, true));
        self::assertSame(ReadyPage::verified($bytes), $ready->bound);
    }

    public function test_it_is_none_for_another_page(): void
    {
        $bytes = PageFile::encode(self::page('/a/'), new Token(str_repeat('0', 32), 7));

        foreach (['/a', '/a/b/', '/b/'] as $path) {
            self::assertNull(ReadyPage::parse($bytes, self::page($path)->canonical), $path);
        }
    }

    public function test_R_07_it_is_none_in_what_is_left_of_a_torn_file(): void
    {
        $page = self::page('/a/');
        $bytes = PageFile::encode($page, new Token(str_repeat('0', 32), 7));
        $bound = ReadyPage::verified($bytes);
        for ($length = 0; $length < 400; $length++) {
            $ready = ReadyPage::parse(substr($bytes, 0, $length), $page->canonical);
            self::assertTrue($ready === null || $ready->bound === $bound, "{$length} bytes");
        }
    }

    private static function page(string $path): Page
    {
        $canonical = CacheKey::canonical(['site' => '1', 'scheme' => 'https', 'host' => 'site.test', 'path' => $path, 'query' => '', 'persona' => '', 'language' => '', 'currency' => '', 'device' => '']);

        return new Page($canonical, 404, self::HEADERS, Body::of("<p>text\n\nof {$path}</p>"), ['site'], 1_800_000_000, 1_800_003_600, '00112233aabbccdd');
    }
}
