<?php

/** Which representation a client gets: RFC 9110 §12.5.3. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Encoding
{
    /** Whether `Accept-Encoding` allows gzip, and does not prefer identity to it. */
    public static function accepts_gzip(?string $header): bool
    {
        $weights = [];
        foreach (explode(',', strtolower($header ?? '')) as $item) {
            $parts = explode(';', $item, 2);
            $coding = trim($parts[0]);
            if ($coding !== '') {
                $weights[$coding === 'x-gzip' ? 'gzip' : $coding] = self::weight($parts[1] ?? '');
            }
        }
        $gzip = $weights['gzip'] ?? $weights['*'] ?? 0.0;

        return $gzip > 0.0 && $gzip >= ($weights['identity'] ?? 0.0);
    }

    /** Of the parameters of one coding; one that cannot be read counts as a refusal. */
    private static function weight(string $parameters): float
    {
        if (trim($parameters) === '') {
            return 1.0;
        }

        return preg_match('/^\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*$/D', $parameters, $match) === 1 ? (float) $match[1] : 0.0;
    }

    /**
     * Whether PHP itself changes bodies on their way out (zlib.output_compression, output_handler), or has kept back something
     * that comes in front of them (a byte order mark in wp-config.php, a warning): then nothing is compressed here.
     */
    public static function is_taken_by_php(): bool
    {
        if (!in_array(strtolower((string) ini_get('zlib.output_compression')), ['', '0', 'off'], true)) {
            return true;
        }
        foreach (ob_list_handlers() as $handler) {
            if ($handler !== 'default output handler') {
                return true;
            }
        }

        return array_sum(array_column(ob_get_status(true), 'buffer_used')) > 0;
    }
}
