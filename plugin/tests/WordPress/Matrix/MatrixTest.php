<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * Ways to use content × kinds of change: after the change no page is stale, and none was purged that is as it was.
 * `npm test` takes every so many of the changes, `npm run test:long` all (MATRIX_STEP=1), and all of them once more under
 * plain addresses; always with every way.
 */
final class MatrixTest extends TestCase
{
    private const STEP = 9;

    /** @var array<string, World> */
    private static array $worlds = [];

    public static function tearDownAfterClass(): void
    {
        foreach (self::$worlds as $world) {
            $world->stop();
        }
        self::$worlds = [];
    }

    #[DataProvider('changes')]
    public function test_exactly_the_pages_that_show_a_change_are_purged(string $theme, string $change): void
    {
        $world = self::$worlds[$theme] ??= World::make($theme);

        $faults = [];
        foreach ($world->change($change) as $url => $fate) {
            $isKnown = !$fate->is_stale() && Known::reason($theme, $change, $url) !== null;
            if ($fate->fault() !== null && !$isKnown) {
                $faults[$url] = $fate->fault();
            }
        }

        self::assertSame([], $faults);
    }

    /** @return iterable<string, array{string, string}> */
    public static function changes(): iterable
    {
        $asked = getenv('MATRIX_STEP');
        $step = max(1, is_string($asked) && is_numeric($asked) ? (int) $asked : self::STEP);
        foreach (['block', 'classic', 'network', ...($step === 1 ? ['plain'] : [])] as $theme) {
            foreach (array_keys(Changes::of($theme === 'plain' ? 'block' : $theme)) as $at => $change) {
                if ($at % $step === 0) {
                    yield "{$theme}, {$change}" => [$theme, $change];
                }
            }
        }
    }
}
