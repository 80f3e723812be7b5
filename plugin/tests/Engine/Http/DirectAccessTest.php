<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use PHPUnit\Framework\TestCase;

/** WP-29: the plugin's folder lies where a web server answers, and every PHP file in it can be asked for. */
final class DirectAccessTest extends TestCase
{
    public function test_wp_29_a_file_that_is_asked_for_alone_says_and_does_nothing(): void
    {
        $root = dirname(__DIR__, 3);
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        self::assertIsResource($probe);
        $host = (string) stream_socket_get_name($probe, false);
        fclose($probe);
        $null = ['file', '/dev/null', 'w'];
        $server = proc_open([PHP_BINARY, '-d', 'display_errors=0', '-d', 'log_errors=0', '-S', $host, '-t', $root], [['file', '/dev/null', 'r'], $null, $null], $pipes);
        self::assertIsResource($server);
        try {
            $said = [];
            foreach (self::files($root) as $file) {
                $body = self::body("http://{$host}/{$file}");
                if ($body !== '') {
                    $said[$file] = substr($body, 0, 200);
                }
            }
            self::assertSame([], $said);
        } finally {
            proc_terminate($server, SIGKILL);
            proc_close($server);
        }
    }

    /** @return list<string> of the plugin that is shipped */
    private static function files(string $root): array
    {
        $files = ['ai-wp-dynamic-cache.php', 'uninstall.php', 'dropin/advanced-cache.php'];
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator("{$root}/src", \FilesystemIterator::SKIP_DOTS)) as $file) {
            if ($file instanceof \SplFileInfo && $file->getExtension() === 'php') {
                $files[] = substr($file->getPathname(), strlen($root) + 1);
            }
        }

        return $files;
    }

    /** Of any status: PHP answers a class whose parent is missing with 500, and with nothing else. */
    private static function body(string $url): string
    {
        $context = stream_context_create(['http' => ['ignore_errors' => true, 'timeout' => 5]]);
        for ($try = 0; $try < 100; $try++) {
            $body = @file_get_contents($url, false, $context);
            if ($body !== false) {
                return $body;
            }
            usleep(20_000);
        }
        self::fail("{$url} is not answered.");
    }
}
