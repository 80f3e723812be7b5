<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Completeness;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** R-11, R-12: each type of body has an end of its own. */
final class CompletenessTest extends TestCase
{
    private const BEGINNINGS = '<!doctype html><html><rss><feed><rdf:RDF><urlset><sitemapindex>';

    /** @return array<string, array{string, string, bool}> media type, end of the body, whether it is complete */
    public static function ends(): array
    {
        return [
            'HTML' => ['text/html', '</html>', true],
            'HTML, upper case' => ['text/html', "</HTML>\r\n", true],
            'HTML with comments behind' => ['text/html', "</html>\n<!-- a --> <!-- b > -->\n", true],
            'HTML in both cases' => ['text/html', '</html><p></HTML>', true],
            'HTML with its end in a comment behind' => ['text/html', '</html><!-- </HTML> -->', false],
            'HTML, cut' => ['text/html', '</html', false],
            'HTML with half a comment behind' => ['text/html', '</html><!-- a ', false],
            'HTML with text behind' => ['text/html', '</html><p>', false],
            'HTML with text between comments' => ['text/html', '</html><!-- a -->x<!-- b -->', false],
            'XHTML' => ['application/xhtml+xml', '</html>', true],
            'RSS' => ['application/rss+xml', '</rss>', true],
            'RSS that ends like HTML' => ['application/rss+xml', '</html>', false],
            'Atom' => ['application/atom+xml', '</feed>', true],
            'RDF' => ['application/rdf+xml', '</rdf:RDF>', true],
            'a sitemap' => ['application/xml', '</urlset>', true],
            'an index of sitemaps' => ['text/xml', '</sitemapindex>', true],
            'JSON' => ['application/json', '"}', false],
            'text' => ['text/plain', 'the end', false],
        ];
    }

    #[DataProvider('ends')]
    public function test_knows_the_end_of_each_type(string $type, string $end, bool $isComplete): void
    {
        self::assertSame($isComplete, Completeness::is_complete(self::BEGINNINGS . str_repeat('x', 500) . $end, $type, '/'));
    }

    /** @return array<string, array{string, string}> */
    public static function headless(): array
    {
        return [
            'R-11 a footer alone' => ['text/html', '<script></script></body></html>'],
            'R-11 the items of a feed' => ['application/rss+xml', '<item></item></channel></rss>'],
            'R-11 the end of a sitemap' => ['application/xml', '<url></url></urlset>'],
        ];
    }

    #[DataProvider('headless')]
    public function test_an_end_without_its_beginning_is_no_page(string $type, string $end): void
    {
        self::assertFalse(Completeness::is_complete(str_repeat('x', 500) . $end, $type, '/'));
    }

    public function test_a_document_may_begin_late(): void
    {
        self::assertTrue(Completeness::is_complete(str_repeat('<!-- x -->', 500) . '<HTML></html>', 'text/html', '/'));
    }

    public function test_r_12_a_body_below_the_floor_is_no_page(): void
    {
        self::assertFalse(Completeness::is_complete('<html>' . str_repeat('x', 241) . '</html>', 'text/html', '/'));
        self::assertTrue(Completeness::is_complete('<html>' . str_repeat('x', 242) . '</html>', 'text/html', '/'));
    }

    public function test_robots_have_no_end_and_may_be_short(): void
    {
        self::assertTrue(Completeness::is_complete("User-agent: *\n", 'text/plain', '/robots.txt'));
        self::assertFalse(Completeness::is_complete(" \n", 'text/plain', '/robots.txt'));
    }

    public function test_r_38_a_body_that_is_too_large_is_not_kept(): void
    {
        self::assertFalse(Completeness::is_complete('<html>' . str_repeat('x', Completeness::MAX_BYTES) . '</html>', 'text/html', '/'));
    }
}
