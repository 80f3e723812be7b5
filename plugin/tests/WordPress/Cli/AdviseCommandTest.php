<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class AdviseCommandTest extends CliTestCase
{
    public function test_suggestions_are_shown_applied_and_undone(): void
    {
        // Stored pages take all that they may: a setting to suggest.
        self::done('settings', 'set', 'disk.max_bytes', '268435456');
        self::wp()->wordpress->run(__DIR__ . '/fill-disk.php');
        $advice = self::done('advise', 'tuning', '--format=json')->json();
        self::assertIsArray($advice);
        self::assertSame(['rules', null, null], [$advice['source'], $advice['fallback'], $advice['ai']]);
        self::assertIsArray($advice['suggestions']);
        self::assertIsArray($advice['suggestions'][0]);
        self::assertSame(['setting' => 'disk.max_bytes', 'from' => 268_435_456, 'to' => 536_870_912], $advice['suggestions'][0]['change']);
        self::assertSame('268435456', trim(self::done('settings', 'get', 'disk.max_bytes', '--format=json')->out), 'Showing it changes nothing.');

        self::done('advise', 'tuning', '--apply', '--yes');
        self::assertSame('536870912', trim(self::done('settings', 'get', 'disk.max_bytes', '--format=json')->out));
        self::done('advise', 'undo');
        self::assertSame('268435456', trim(self::done('settings', 'get', 'disk.max_bytes', '--format=json')->out));
        self::refused('advise', 'undo');
    }

    public function test_who_says_no_changes_nothing(): void
    {
        $before = self::done('settings', 'list', '--format=json')->out;
        self::wp()->pipe("n\n", 'advise', 'tuning', '--apply');

        self::assertSame($before, self::done('settings', 'list', '--format=json')->out);
    }

    public function test_without_a_provider_the_rules_answer_and_say_so(): void
    {
        $answer = self::done('advise', 'benchmark', '--source=ai', '--format=json');

        self::assertIsArray($answer->json());
        self::assertSame('ai', $answer->json()['source'], 'Nothing was measured, so there is nothing to ask.');
        self::assertStringContainsString('rules answered', self::done('advise', 'tuning', '--source=ai')->err);
    }

    public function test_there_are_no_other_words(): void
    {
        self::refused('advise', 'everything');
        self::refused('advise', 'preload', '--budget=0');
    }

    public function test_who_may_not_manage_the_cache_gets_no_advice(): void
    {
        self::wp()->wordpress->run(__DIR__ . '/make-users.php');

        self::assertStringContainsString('manage_dynamic_cache', self::refused('advise', 'tuning', '--user=purger')->err);
        self::assertStringContainsString('manage_dynamic_cache', self::refused('advise', 'undo', '--user=purger')->err);
    }
}
