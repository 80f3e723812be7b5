<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class OutboxCommandTest extends CliTestCase
{
    protected function setUp(): void
    {
        $database = self::wp()->wordpress->database->connect();
        $database->exec('DELETE FROM wp_dynamic_cache_outbox');
        $insert = $database->prepare("INSERT INTO wp_dynamic_cache_outbox (id, kind, body, created_at, attempts, not_before, last_error) VALUES (?, ?, ?, 1795000000, 2, 0, 'timed_out: slow')");
        foreach ([1 => 'purge', 2 => 'purge', 3 => 'zone'] as $id => $kind) {
            $insert->execute([$id, $kind, sprintf('{"message":{"tags":["post:%d"],"urls":[],"everything":false,"epoch":"","seq":0}}', $id)]);
        }
    }

    public function test_lists_what_waits_in_every_format(): void
    {
        self::assertSame("1\n2\n3\n", self::done('outbox', 'list', '--format=ids')->out);
        $messages = self::done('outbox', 'list', '--format=json', '--limit=2')->json();
        self::assertIsArray($messages);
        self::assertSame(['Pages with post:1', 'Pages with post:2'], array_column($messages, 'sentence'));
        self::assertStringContainsString('did not answer in time', self::done('outbox', 'list')->out);
        self::assertStringContainsString('1 to 500', self::refused('outbox', 'list', '--limit=0')->err);
    }

    public function test_drops_those_that_are_named_and_no_others(): void
    {
        self::assertStringContainsString('1 message was dropped', self::done('outbox', 'drop', '2', '--yes')->out);
        self::assertSame("1\n3\n", self::done('outbox', 'list', '--format=ids')->out);
        self::assertStringContainsString('2 messages were dropped', self::done('outbox', 'drop', '--all', '--yes')->out);
    }

    public function test_trying_says_what_still_waits(): void
    {
        $answer = self::wp()->run('outbox', 'retry', '--all');

        self::assertSame(1, $answer->code, 'There is no Worker on this site.');
        self::assertStringContainsString('0 delivered; 3 wait', $answer->err);
    }

    public function test_refuses_what_names_no_message_and_does_nothing(): void
    {
        foreach ([['drop', '--yes'], ['retry'], ['drop', 'x1', '--yes'], ['drop', '1', '--all', '--yes']] as $words) {
            self::refused('outbox', ...$words);
        }
        self::assertSame("1\n2\n3\n", self::done('outbox', 'list', '--format=ids')->out);
    }

    public function test_a_message_that_is_not_there_is_named_and_the_others_stay(): void
    {
        self::assertStringContainsString('waits: 7, 9', self::refused('outbox', 'drop', '1', '7', '9', '--yes')->err);
        self::assertStringContainsString('waits: 7', self::refused('outbox', 'retry', '7')->err);
        self::assertSame("1\n2\n3\n", self::done('outbox', 'list', '--format=ids')->out);
    }

    public function test_WP_02_a_person_needs_the_capability(): void
    {
        self::wp()->wordpress->run(__DIR__ . '/make-users.php');

        self::assertStringContainsString('manage_dynamic_cache', self::refused('outbox', 'list', '--user=purger')->err);
        self::assertStringContainsString('manage_dynamic_cache', self::refused('outbox', 'drop', '--all', '--yes', '--user=purger')->err);
    }
}
