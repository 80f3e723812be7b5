<?php

/**
 * A page as a hash in Redis: `head` (the bytes of a page file up to its bodies), `gzip`, `identity`, `seq`, the position
 * up to which nothing in the purge log speaks against it, and `fill`, which tells one fill from the next. A reader
 * fetches only the bodies that it needs.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class RedisPage
{
    private function __construct(public readonly Page $page, public readonly int $sequence, public readonly string $fill) {}

    /** @return non-empty-list<string> names of the fields that a reader of this part needs, in the order that parse() expects */
    public static function fields(Part $part): array
    {
        return ['seq', 'head', ...($part->has_gzip() ? ['gzip'] : []), ...($part->has_identity() ? ['identity'] : [])];
    }

    /**
     * What HMGET with these fields gave; else why it cannot be used: `cold`, `corrupt` or `schema`.
     */
    public static function parse(mixed $reply, Part $part): self|Reason
    {
        $values = is_array($reply) ? array_values($reply) : [];
        [$sequence, $front] = [$values[0] ?? null, $values[1] ?? null];
        if (!is_string($front) || !is_string($sequence)) {
            return Reason::Cold;
        }
        $gzip = $part->has_gzip() ? $values[2] ?? null : '';
        $identity = $part->has_identity() ? $values[$part->has_gzip() ? 3 : 2] ?? null : '';
        $page = is_string($gzip) && is_string($identity) ? PageFile::of_parts($front, $gzip, $identity, $part) : Reason::Corrupt;

        return $page instanceof Page ? new self($page, (int) $sequence, self::fill($front)) : $page;
    }

    /** @return list<string> names and values in turn, for HSET */
    public static function values(Page $page, Token $token): array
    {
        [$front, $gzip, $identity] = PageFile::parts($page, $token);

        return ['seq', (string) $token->sequence, 'fill', self::fill($front), 'head', $front, 'gzip', $gzip, 'identity', $identity];
    }

    /** What tells one fill of a page from the next. */
    public static function fill_of(PageHead $head): string
    {
        return bin2hex($head->sum);
    }

    private static function fill(string $front): string
    {
        $head = PageHead::parse($front);

        return $head === null ? '' : self::fill_of($head);
    }
}
