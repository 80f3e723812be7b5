<?php

/** A live site with the cache on, measured by `wp` as a process; the site lives as long as the class. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Tests\WordPress\Cli\WpCli;
use DynamicCache\Tests\WordPress\Cli\WpCliAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

abstract class BenchmarkTestCase extends TestCase
{
    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        // Tests change the engine's files, several times in a second.
        self::$live = LiveSite::start(['opcache.enable=0'], static::workers());
        self::$live->switch(true);
        // The first renders of a new WordPress write to its database.
        foreach (['/', '/', '/hello-world/', '/sample-page/', '/sample-page/'] as $path) {
            self::$live->request('GET', $path);
        }
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    /** Requests that the site answers at the same time. */
    protected static function workers(): int
    {
        return 4;
    }

    protected static function live(): LiveSite
    {
        return self::$live ?? throw new \LogicException('There is no site yet.');
    }

    /** @param string ...$words behind `wp dynamic-cache benchmark` */
    protected static function benchmark(string ...$words): WpCliAnswer
    {
        return WpCli::on(self::live()->wordpress)->run('benchmark', ...$words);
    }

    /** Measures two pages, however busy the host is. */
    protected static function measure(string ...$words): WpCliAnswer
    {
        return self::benchmark('run', '--pages=2', '--load=1000', '--format=json', ...$words);
    }

    /** What inside.php answers. */
    protected static function inside(string $what, string ...$arguments): mixed
    {
        return json_decode(self::live()->wordpress->run(__DIR__ . '/inside.php', $what, ...$arguments), true);
    }

    /** @return array<mixed> what a run could leave in the database */
    protected static function traces(): array
    {
        $traces = self::inside('traces');
        self::assertIsArray($traces);

        return $traces;
    }

    /**
     * What the gates of the latest run saw and did not let pass, as `gate case`.
     *
     * @return list<string>
     */
    protected static function failures(): array
    {
        $failures = [];
        foreach (self::evidence() as $one) {
            if ($one['passed'] === false) {
                $failures[] = "{$one['gate']} {$one['case']}";
            }
        }

        return array_values(array_unique($failures));
    }

    /** @return list<array{gate: string, case: string, passed: bool, expected: string, got: string, excerpt: string}> of the latest run */
    protected static function evidence(): array
    {
        $rows = self::benchmark('show', '--evidence', '--format=json')->json();
        self::assertIsArray($rows);
        $evidence = [];
        foreach ($rows as $row) {
            self::assertIsArray($row);
            $text = static fn(string $name): string => is_string($row[$name] ?? null) ? $row[$name] : '';
            $evidence[] = ['gate' => $text('gate'), 'case' => $text('case'), 'passed' => $row['passed'] === true, 'expected' => $text('expected'), 'got' => $text('got'), 'excerpt' => $text('excerpt')];
        }

        return $evidence;
    }
}
