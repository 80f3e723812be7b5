<?php

/**
 * The part of a page that others are likely to have byte for byte: the longest run of `<style>` elements in its head. Of a
 * page of a block theme that is half of it. Found by the bytes alone, without reading the HTML: what is found only decides
 * how the page is compressed. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class StyleRun
{
    /** Shorter ones save less than looking for them costs. */
    public const LEAST = 8_192;

    /** Longer ones are not what a theme puts on all its pages, and would fill the disk. */
    public const MOST = 131_072;

    /**
     * From the first byte of its first element to the last one of its last element, with what is between them.
     *
     * @return array{int, int}|null offset and length in bytes; null when none is long enough
     */
    public static function of(string $body): ?array
    {
        $end = strpos($body, '</head>');
        if ($end === false) {
            return null;
        }
        [$offset, $length] = [0, 0];
        for ($at = strpos($body, '<style'); $at !== false && $at < $end; $at = strpos($body, '<style', $stop)) {
            $stop = self::end($body, $at);
            if ($stop - $at > $length && $stop <= $end) {
                [$offset, $length] = [$at, $stop - $at];
            }
        }

        return $length >= self::LEAST && $length <= self::MOST ? [$offset, $length] : null;
    }

    /** Where the run ends that begins here; the end of the page when an element is not closed. */
    private static function end(string $body, int $at): int
    {
        do {
            $close = strpos($body, '</style>', $at);
            if ($close === false) {
                return strlen($body);
            }
            $stop = $close + strlen('</style>');
            $at = $stop + strspn($body, " \t\r\n", $stop);
        } while (substr_compare($body, '<style', $at, 6) === 0);

        return $stop;
    }
}
