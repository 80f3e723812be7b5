<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

/** A text of PHP that runs in a process of its own: what it declares is not in the tests'. */
final class PhpSource
{
    /** What it prints, its errors among it. */
    public static function output(string $source): string
    {
        $file = (string) tempnam(sys_get_temp_dir(), 'dynamic-cache-source');
        file_put_contents($file, $source);
        $process = proc_open([PHP_BINARY, '-d', 'display_errors=1', $file], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        $output = (string) stream_get_contents($pipes[1]);
        if ($process !== false) {
            proc_close($process);
        }
        unlink($file);

        return $output;
    }
}
