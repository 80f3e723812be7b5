<?php

/**
 * How a render for the cache ended. The recorder leaves it with the fill; WordPress' side alone reads it, when the answer
 * is out: for the list of pages, the sweep, direct mode and the hooks of other plugins.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Page;
use DynamicCache\Store\Token;

final class Filled
{
    /** A title stands in the head of a page; what begins later than this is none. */
    private const HEAD_BYTES = 65_536;

    /**
     * @param string $canonical the canonical key string
     * @param int $status of the response
     * @param string $title of the page as HTML has it, '' without one
     * @param Reason|null $refusal why it was not stored; null = it was
     * @param Page|null $page what was stored
     * @param Token $token position of the render in the purge log
     */
    public function __construct(
        public readonly string $canonical,
        public readonly int $status,
        public readonly string $title,
        public readonly ?Reason $refusal,
        public readonly ?Page $page,
        public readonly Token $token,
    ) {}

    /** Text of the first `<title>`, still with its entities. */
    public static function title_of(string $body): string
    {
        return preg_match('~<title\b[^>]{0,200}>([^<]{1,1000})</title>~i', substr($body, 0, self::HEAD_BYTES), $match) === 1
            ? trim($match[1])
            : '';
    }
}
