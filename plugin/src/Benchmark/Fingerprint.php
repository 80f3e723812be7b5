<?php

/**
 * Names a kind of host, so that what was measured on one is not taken for another: a hash of processor, memory, disk, PHP
 * and web server, each as a kind or a size. The same on every host of that kind; nothing in it leads back to one. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Fingerprint
{
    /**
     * @param string $php version of PHP as the web server runs it
     * @param string $server header `Server` of the site; '' where it has none
     */
    public static function of(Hardware $hardware, string $php, string $server): string
    {
        $parts = [
            $hardware->model,
            (string) $hardware->processors,
            (string) $hardware->gigabytes,
            $hardware->disk,
            self::minor($php),
            self::product($server),
        ];

        return 'v1-' . substr(hash('sha256', implode("\n", $parts)), 0, 32);
    }

    /** `8.2` of `8.2.35-deb12`: a patch does not make another host. */
    private static function minor(string $version): string
    {
        return preg_match('/^[0-9]+\.[0-9]+/', $version, $match) === 1 ? $match[0] : '';
    }

    /** `nginx/1.22` of `nginx/1.22.1 (Debian)`. */
    private static function product(string $server): string
    {
        return preg_match('~^[A-Za-z0-9._-]+(?:/[0-9]+(?:\.[0-9]+)?)?~', $server, $match) === 1 ? strtolower($match[0]) : '';
    }
}
