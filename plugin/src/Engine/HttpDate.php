<?php

/** Dates in header fields, RFC 9110 §5.6.7: one form is written, three are read. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class HttpDate
{
    private const FORMS = ['D, d M Y H:i:s \G\M\T', 'l, d-M-y H:i:s \G\M\T', 'D M j H:i:s Y'];

    /** @param int $time Unix seconds */
    public static function of(int $time): string
    {
        return gmdate('D, d M Y H:i:s \G\M\T', $time);
    }

    /** Unix seconds, or null when it is no date. */
    public static function parse(string $text): ?int
    {
        $text = preg_replace('/\s+/', ' ', $text) ?? '';
        foreach (self::FORMS as $form) {
            $date = \DateTimeImmutable::createFromFormat("!{$form}", $text, new \DateTimeZone('UTC'));
            // PHP reads the 31st of February, and a Monday that was a Sunday, as a day to come.
            if ($date !== false && $date->format($form) === $text) {
                return $date->getTimestamp();
            }
        }

        return null;
    }
}
