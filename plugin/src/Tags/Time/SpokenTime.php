<?php

/**
 * "5 minutes ago" in the words of a plugin: forums and timelines count the time themselves and take the words for it from
 * their translations, whose English text says what they are. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

final class SpokenTime
{
    /** How units begin in English → their lengths in seconds. */
    private const UNITS = ['sec' => 1, 'min' => 60, 'h' => 3600, 'day' => 86_400, 'week' => 604_800, 'month' => 2_592_000, 'year' => 31_536_000];

    private const NUMBER_AND_UNIT = '%(?:\d+\$)?[sd]\s*(sec|min|h(?=ou?r)|day|week|month|year)[a-z]*';

    /** So many bytes of other units may stand between one and the words for the past. */
    private const BETWEEN = '[^<>]{0,60}?';

    /**
     * Seconds after which a number of this unit is another one; null: the words are of nothing else than a number of
     * things, or of a span that may be the time it takes to read something.
     *
     * @param string $english the text that is translated
     */
    public static function unit_since(string $english): ?int
    {
        return self::unit('/^[^%]*' . self::NUMBER_AND_UNIT . '\s+(?:ago|left|remaining|from now)\b/i', $english);
    }

    /** The same for a number and its unit alone: whether that is a span or a time that has passed, only what is printed around it can say. */
    public static function unit_alone(string $english): ?int
    {
        return self::unit('/^' . self::NUMBER_AND_UNIT . '$/i', $english);
    }

    /**
     * What finds such a span in a page where it is said to have passed; null: the words around it are unknown.
     *
     * @param string $span translated, with the place of the number
     * @param string $ago translated, with the place of the span
     */
    public static function pattern(string $span, string $ago): ?string
    {
        $around = preg_split('/%(?:\d+\$)?s/', $ago, 2);
        if (!is_array($around) || count($around) !== 2 || trim(implode('', $around)) === '') {
            return null;
        }
        [$before, $after] = array_map(static fn(string $words): string => preg_quote(trim($words), '/'), $around);
        $number = (string) preg_replace('/%(?:\\\\?\d+\\\\?\$)?[sd]/', '[0-9][0-9.,]*', preg_quote($span, '/'));

        return '/' . ($before === '' ? '' : $before . self::BETWEEN) . "(?<![0-9]){$number}" . ($after === '' ? '' : self::BETWEEN . $after) . '/';
    }

    private static function unit(string $pattern, string $english): ?int
    {
        return preg_match($pattern, trim($english), $found) === 1 ? self::UNITS[strtolower($found[1])] : null;
    }
}
