<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Tests\WordPress\Cli\WpCli;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** A host that answers one request at a time: the one that asks is the one that would have to answer. */
final class OneAtATimeTest extends TestCase
{
    private static ?LiveSite $live = null;

    public static function setUpBeforeClass(): void
    {
        self::$live = LiveSite::start([], 1);
        self::$live->switch(true);
        self::$live->request('GET', '/');
    }

    public static function tearDownAfterClass(): void
    {
        self::$live?->stop();
        self::$live = null;
    }

    public function test_the_screen_is_told_after_a_bounded_time_and_the_shell_measures_from_outside(): void
    {
        $live = self::$live ?? throw new \LogicException('There is no site.');
        $refused = $live->rest('POST', '/benchmark', '{"do":"start","pages":1,"load":1000}');
        $details = $refused->member('details');
        $run = WpCli::on($live->wordpress)->run('benchmark', 'run', '--pages=1', '--load=1000', '--format=json');

        self::assertSame([409, 'one_at_a_time'], [$refused->status, $refused->text('error')]);
        self::assertIsArray($details);
        self::assertIsArray($details[0] ?? null);
        self::assertIsString($details[0]['message']);
        self::assertStringContainsString('wp dynamic-cache benchmark run', $details[0]['message']);
        self::assertSame(0, $run->code, $run->err);
    }
}
