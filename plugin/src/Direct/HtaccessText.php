<?php

/** Our lines in a text of Apache's, between two markers and in front of everything else: core's own lines end every request. Pure. */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class HtaccessText
{
    /**
     * The text with these lines in place of those that we put there before.
     *
     * @param list<string> $lines
     */
    public static function with(string $text, string $site, array $lines): string
    {
        [$begin, $end] = self::markers($site);

        return "{$begin}\n" . implode("\n", $lines) . "\n{$end}\n" . self::without($text, $site);
    }

    /** The text as it was before, byte for byte. */
    public static function without(string $text, string $site): string
    {
        [$begin, $end] = self::markers($site);
        $from = strpos($text, "{$begin}\n");
        $to = $from === false ? false : strpos($text, "{$end}\n", $from);

        return $from === false || $to === false ? $text : substr($text, 0, $from) . substr($text, $to + strlen($end) + 1);
    }

    /** @return array{string, string} */
    private static function markers(string $site): array
    {
        return ["# BEGIN AI WP Dynamic Cache {$site}", "# END AI WP Dynamic Cache {$site}"];
    }
}
