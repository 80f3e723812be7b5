<?php

/** Tests of the commands as processes; the site lives as long as the class. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

use PHPUnit\Framework\TestCase;

abstract class CliTestCase extends TestCase
{
    private static ?WpCli $wp = null;

    public static function setUpBeforeClass(): void
    {
        self::$wp = WpCli::on_a_new_site();
    }

    public static function tearDownAfterClass(): void
    {
        self::$wp?->delete();
        self::$wp = null;
    }

    protected static function wp(): WpCli
    {
        return self::$wp ?? throw new \LogicException('There is no site yet.');
    }

    /** Runs a command that has to succeed. */
    protected static function done(string ...$words): WpCliAnswer
    {
        $answer = self::wp()->run(...$words);
        self::assertSame(0, $answer->code, $answer->out . $answer->err);

        return $answer;
    }

    /** Runs a command that has to be refused. */
    protected static function refused(string ...$words): WpCliAnswer
    {
        $answer = self::wp()->run(...$words);
        self::assertSame(1, $answer->code, $answer->out . $answer->err);
        self::assertStringContainsString('Error:', $answer->err);

        return $answer;
    }
}
