<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class DirectCommandTest extends CliTestCase
{
    public function test_is_switched_on_and_off_and_says_what_it_cannot_do(): void
    {
        self::done('enable');
        $on = self::done('direct', 'on');
        self::assertStringContainsString('not counted', $on->out . $on->err);
        self::assertSame('true', trim(self::done('settings', 'get', 'direct_mode', '--format=json')->out));

        self::done('direct', 'off');
        self::assertSame(1, self::wp()->run('direct', 'status')->code);
    }

    public function test_prints_the_rules_of_both_servers_with_one_name(): void
    {
        self::done('enable');
        $nginx = self::done('direct', 'rules')->out;
        $apache = self::done('direct', 'rules', '--server=apache')->out;

        self::assertStringContainsString('location = /dynamic-cache-direct-1 {', $nginx);
        self::assertStringStartsWith('<IfModule mod_rewrite.c>', $apache);
        self::assertSame(1, preg_match('/rules ([0-9a-f]{12})\./', $nginx, $match));
        self::assertStringContainsString('/open/' . ($match[1] ?? '') . '%1@.html', $apache);
    }

    public function test_there_are_no_other_words(): void
    {
        self::refused('direct', 'maybe');
    }
}
