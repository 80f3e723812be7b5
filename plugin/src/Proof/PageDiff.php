<?php

/**
 * Where two texts differ, readable by a person: what is the same at both ends is left out, and of what remains the first
 * lines of either side are shown around the place where they part. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Findings\Pages\PageMask;

final class PageDiff
{
    private const MAX_LINES = 6;

    /** Bytes of a line before and behind the place where it differs. */
    private const BEFORE = 60;
    private const BEHIND = 120;

    /**
     * @param string $old masked
     * @param string $new masked
     *
     * @return string empty when there is no difference; printable, without addresses of people and long random words
     */
    public static function of(string $old, string $new): string
    {
        [$before, $after] = [explode("\n", $old), explode("\n", $new)];
        $most = min(count($before), count($after));
        $head = 0;
        while ($head < $most && $before[$head] === $after[$head]) {
            $head++;
        }
        $tail = 0;
        while ($tail < $most - $head && $before[count($before) - 1 - $tail] === $after[count($after) - 1 - $tail]) {
            $tail++;
        }
        $gone = array_slice($before, $head, count($before) - $head - $tail);
        $come = array_slice($after, $head, count($after) - $head - $tail);

        return implode("\n", [...self::lines('-', $gone, $come), ...self::lines('+', $come, $gone)]);
    }

    /**
     * @param list<string> $lines
     * @param list<string> $others of the other side
     *
     * @return list<string>
     */
    private static function lines(string $sign, array $lines, array $others): array
    {
        $shown = [];
        foreach (array_slice($lines, 0, self::MAX_LINES) as $at => $line) {
            $shown[] = "{$sign} " . self::around($line, $others[$at] ?? '');
        }
        $more = count($lines) - count($shown);

        return $more > 0 ? [...$shown, "{$sign} … {$more}"] : $shown;
    }

    /** Masked as a whole before it is cut: half of an address of a person would no longer look like one. */
    private static function around(string $line, string $other): string
    {
        [$line, $other] = [PageMask::safe($line), PageMask::safe($other)];
        $from = max(0, strspn($line ^ $other, "\0") - self::BEFORE);
        $cut = mb_strcut(mb_scrub($line, 'UTF-8'), $from, self::BEFORE + self::BEHIND, 'UTF-8');

        return trim((string) preg_replace('/[\x00-\x1f\x7f]+/', ' ', $cut));
    }
}
