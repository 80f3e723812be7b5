<?php

/**
 * What put each tag on a page, as the text that a row of the list keeps: JSON of source → tags, deflated where PHP can.
 * Bounded: what a page has beyond that is told without its source.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

final class TagSourcesText
{
    private const MAX_BYTES = 32_768;

    /** Of a text that is no longer than that when it is inflated. */
    private const MAX_INFLATED = 2 * self::MAX_BYTES;

    /** 7 % more bytes than at level 6, in an eighth of the time (136 tags): from level 4 on zlib looks twice for each match. */
    private const LEVEL = 3;

    /** @param array<array-key, string> $sources tag → what put it there */
    public static function encode(array $sources): string
    {
        $bySource = [];
        $bytes = 0;
        foreach ($sources as $tag => $source) {
            $bytes += strlen((string) $tag) + (isset($bySource[$source]) ? 3 : strlen($source) + 8);
            if ($source !== '' && $bytes <= self::MAX_BYTES) {
                $bySource[$source][] = (string) $tag;
            }
        }
        $text = (string) json_encode((object) $bySource, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
        $deflated = function_exists('gzdeflate') ? gzdeflate($text, self::LEVEL) : false;

        return $deflated === false ? $text : base64_encode($deflated);
    }

    /** @return array<string, string> tag → what put it there; empty when the text is none of ours */
    public static function decode(string $text): array
    {
        if ($text !== '' && $text[0] !== '{') {
            $deflated = base64_decode($text, true);
            $inflated = $deflated === false || !function_exists('gzinflate') ? false : @gzinflate($deflated, self::MAX_INFLATED);
            $text = $inflated === false ? '' : $inflated;
        }
        $bySource = json_decode($text, true, 3);
        $sources = [];
        foreach (is_array($bySource) ? $bySource : [] as $source => $tags) {
            foreach (is_array($tags) ? array_filter($tags, is_string(...)) : [] as $tag) {
                $sources[$tag] = (string) $source;
            }
        }

        return $sources;
    }
}
