<?php

/**
 * Whether a body is all of it. A page that ends early (exit in a template, a killed process) is a 200 like any other:
 * only its missing end tells. One whose beginning a plugin threw away with somebody else's buffer has its end, and no
 * beginning. Measured cases: a truncated page, a white screen, an error text of 32 bytes, a footer alone.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Completeness
{
    /** Anything shorter is an error text, not a page. */
    private const FLOOR = 255;

    /** Larger bodies are rendered every time: they would be held in memory several times over. */
    public const MAX_BYTES = 16_777_216;

    private const ENDS = [
        'text/html' => ['</html>'],
        'application/xhtml+xml' => ['</html>'],
        'application/rss+xml' => ['</rss>'],
        'application/atom+xml' => ['</feed>'],
        'application/rdf+xml' => ['</rdf:rdf>'],
        'application/xml' => ['</urlset>', '</sitemapindex>', '</rss>', '</feed>', '</rdf:rdf>', '</xsl:stylesheet>'],
        'text/xml' => ['</urlset>', '</sitemapindex>', '</rss>', '</feed>', '</rdf:rdf>', '</xsl:stylesheet>'],
    ];

    /** In so many bytes a document has begun, mostly. */
    private const USUAL = 1024;

    /** What begins a document that has this end; each end tag names its own. */
    private const BEGINNINGS = ['</html>' => ['<!doctype', '<html']];

    /**
     * @param string $mediaType lower-case, without parameters
     * @param string $path canonical
     */
    public static function is_complete(string $body, string $mediaType, string $path): bool
    {
        if (strlen($body) > self::MAX_BYTES) {
            return false;
        }
        if ($mediaType === 'text/plain' && str_ends_with($path, '/robots.txt')) {
            return trim($body) !== '';
        }
        if (strlen($body) < self::FLOOR) {
            return false;
        }
        foreach (self::ENDS[$mediaType] ?? [] as $end) {
            if (self::ends_with($body, $end)) {
                return self::begins($body, $end);
            }
        }

        return false;
    }

    private static function begins(string $body, string $end): bool
    {
        foreach (self::BEGINNINGS[$end] ?? ['<' . substr($end, 2, -1)] as $beginning) {
            if (stripos(substr($body, 0, self::USUAL), $beginning) !== false || stripos($body, $beginning) !== false) {
                return true;
            }
        }

        return false;
    }

    /** Whether nothing but white space and whole comments follows the end tag. */
    private static function ends_with(string $body, string $end): bool
    {
        // PHP copies all that it searches in any case: first what it mostly is.
        $from = strrpos($body, $end);
        $body = $from === false ? $body : substr($body, $from);
        $at = strripos($body, $end);

        return $at !== false && preg_match('/^(?:\s++|<!--(?:(?!-->).)*+-->)*+$/Ds', substr($body, $at + strlen($end))) === 1;
    }
}
