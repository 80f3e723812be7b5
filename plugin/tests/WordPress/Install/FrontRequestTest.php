<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** What a visitor's request really loads is in the one file for it: every other file costs a look at the disk. */
final class FrontRequestTest extends TestCase
{
    private const SOURCE = __DIR__ . '/../../../src/';

    /** What finds that file, and functions, which are loaded by their path. */
    private const BESIDE = ['autoload.php', 'Install/EngineVersion.php', 'Hooks/functions.php'];

    /** Of the folders of screens, routes and measuring: the bar of those who are logged in, dry runs, and names of events. */
    private const NEEDED = ['Findings/Pages/DryRun.php', 'Admin/AdminBar.php', 'Benchmark/Benchmark.php', 'Benchmark/Schedule.php'];

    private const PROBE = <<<'PHP'
        <?php
        add_action('shutdown', static fn() => register_shutdown_function(static function (): void {
            $name = preg_replace('/[^a-z]/', '', (string) ($_SERVER['HTTP_X_PROBE'] ?? ''));
            if ($name !== '') {
                file_put_contents(WP_CONTENT_DIR . "/loaded-{$name}.json", json_encode(get_included_files()));
            }
        }), PHP_INT_MAX);
        PHP;

    public function test_what_a_visitors_request_loads_is_in_the_file_for_it(): void
    {
        $site = LiveSite::start();
        try {
            file_put_contents($site->file('wp-content/mu-plugins/probe.php'), self::PROBE);
            $site->switch(true);
            // What the first renders of a site write.
            $site->request('GET', '/');
            $site->request('GET', '/');
            $words = [];
            foreach (['miss' => '/sample-page/', 'list' => '/category/uncategorized/', 'missing' => '/nowhere/', 'bypass' => '/?preview=1'] as $name => $path) {
                $words[$name] = $site->request('GET', $path, '', ['X-Probe' => $name])->header('X-Dynamic-Cache');
            }
            $loaded = array_map(static fn(string $name): array => self::loaded($site, $name), array_combine(array_keys($words), array_keys($words)));
        } finally {
            $site->stop();
        }

        self::assertSame(['miss; reason=cold', 'miss; reason=cold'], [$words['miss'], $words['list']]);
        self::assertSame(self::NEEDED, self::of_others($loaded['bypass']), 'what only screens and programs ask for waits until they do');
        $listed = [...self::files_of('front'), ...self::files_of('Engine/load'), ...self::files_of('Engine/hit'), ...self::files_of('Engine/hit-redis'), ...self::BESIDE];
        self::assertSame(array_map(static fn(): array => [], $loaded), array_map(static fn(array $files): array => self::of_one_file(array_diff($files, $listed)), $loaded));
    }

    /**
     * Those that visitors have no use for.
     *
     * @param array<string> $files
     *
     * @return list<string>
     */
    private static function of_others(array $files): array
    {
        return array_values(array_filter($files, static fn(string $path): bool => preg_match('#^(?:Admin|Benchmark|Cli|Explain|Findings|Health|Privacy|Rest|Leaderboard)/#', $path) === 1));
    }

    /**
     * Those that could be in one file with others.
     *
     * @param array<string> $files
     *
     * @return list<string>
     */
    private static function of_one_file(array $files): array
    {
        return array_values(array_filter($files, static fn(string $path): bool => preg_match('/\b__(?:DIR|FILE|LINE)__\b|\bextends \\\\/', (string) file_get_contents(self::SOURCE . $path)) === 0));
    }

    /** @return list<string> below plugin/src */
    private static function loaded(LiveSite $site, string $name): array
    {
        $files = json_decode((string) file_get_contents($site->file("wp-content/loaded-{$name}.json")), true);
        $found = [];
        foreach (is_array($files) ? $files : [] as $file) {
            $place = is_string($file) ? strpos($file, '/plugin/src/') : false;
            if (is_string($file) && $place !== false) {
                $found[] = substr($file, $place + strlen('/plugin/src/'));
            }
        }

        return $found;
    }

    /** @return list<string> */
    private static function files_of(string $list): array
    {
        $listed = require self::SOURCE . "{$list}.php";

        return is_array($listed) ? array_values(array_filter($listed, is_string(...))) : [];
    }
}
