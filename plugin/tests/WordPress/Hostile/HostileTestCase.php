<?php

/**
 * Tests against the whole thing: web server, drop-in, WordPress, disk. One site for all of them; each row has addresses
 * of its own, so that rows run in any order.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use DynamicCache\Tests\Engine\Chance;
use DynamicCache\Tests\Engine\Http\HttpReply;
use PHPUnit\Framework\TestCase;

abstract class HostileTestCase extends TestCase
{
    private static ?HostileSite $site = null;

    protected static function site(): HostileSite
    {
        if (self::$site === null) {
            self::$site = HostileSite::start();
            $owner = getmypid();
            register_shutdown_function(static function () use ($owner): void {
                if (getmypid() === $owner) {
                    self::$site?->stop();
                }
            });
        }

        return self::$site;
    }

    /** A text that is nowhere by chance. */
    protected static function canary(): string
    {
        return 'canary' . bin2hex(random_bytes(6));
    }

    /**
     * The address of a page that nobody asked for yet, in the order in which WordPress sees the parameters of a page that
     * is stored: what prints the address then prints the same without the cache.
     */
    protected static function fresh(string $path = '/hello-world/', string $query = ''): string
    {
        $parameters = ['b=' . bin2hex(random_bytes(6)), ...($query === '' ? [] : explode('&', $query))];
        usort($parameters, static fn(string $a, string $b): int => strcmp(explode('=', $a)[0], explode('=', $b)[0]));

        return $path . '?' . implode('&', $parameters);
    }

    protected static function assert_says(string $expected, HttpReply $reply, string $message = ''): void
    {
        self::assertSame($expected, $reply->header('X-Dynamic-Cache'), $message);
    }

    /** Compares two pages; of those that differ only the first line that does is told. */
    public static function assert_same_page(string $expected, string $actual, string $message = ''): void
    {
        [$wanted, $found] = [explode("\n", $expected), explode("\n", $actual)];
        foreach ($wanted as $at => $line) {
            if ($line !== ($found[$at] ?? null)) {
                self::fail("{$message} Line {$at}: expected " . substr($line, 0, 300) . ', found ' . substr($found[$at] ?? 'nothing', 0, 300));
            }
        }
        self::assertCount(count($wanted), $found, $message);
    }

    /** How often something is done. */
    protected static function times(int $few): int
    {
        return Chance::times($few);
    }
}
