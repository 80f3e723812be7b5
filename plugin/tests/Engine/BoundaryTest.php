<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

/** The engine runs before WordPress exists; this suite could not tell if WordPress were there. */
final class BoundaryTest extends TestCase
{
    public function test_runs_without_wordpress(): void
    {
        self::assertFalse(function_exists('add_action'), 'A function of WordPress is there.');
        self::assertFalse(defined('ABSPATH'), 'A constant of WordPress is there.');
        self::assertFalse(class_exists('WP_Post'), 'A class of WordPress is there.');
    }

    public function test_loads_every_file_of_engine_and_store_by_the_list_alone(): void
    {
        $source = dirname(__DIR__, 2) . '/src/';
        $listed = require $source . 'Engine/load.php';
        $files = [...TemporaryFolder::matching($source . 'Engine/*.php'), ...TemporaryFolder::matching($source . 'Store/*.php')];
        $there = array_map(static fn(string $file) => substr($file, strlen($source)), $files);

        self::assertIsArray($listed);
        self::assertEqualsCanonicalizing(
            array_values(array_diff($there, ['Engine/hit.php', 'Engine/hit-redis.php', 'Engine/load.php', 'Store/MemoryLeases.php', 'Store/MemoryPageStore.php', 'Store/MemoryStreams.php'])),
            $listed,
        );
    }
}
