<?php

/** What was typed wrongly, and a question that nobody answers: said by name, with nothing changed and exit code 1. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class WrongWordsTest extends CliTestCase
{
    public function test_a_switch_that_is_negated_is_not_given(): void
    {
        $before = self::purges();

        self::assertStringContainsString('Say what to purge', self::refused('purge', '--no-all')->err);
        self::assertStringContainsString('--all takes no value', self::refused('purge', '--all=false')->err);
        self::assertSame($before, self::purges());
    }

    public function test_a_command_without_options_takes_none(): void
    {
        self::done('enable');

        self::assertStringContainsString('--network', self::refused('disable', '--network')->err);
        self::assertStringContainsString('later', self::refused('shadow', 'start', 'later')->err);
        foreach ([['resume', 'x'], ['benchmark', 'cancel', 'x'], ['benchmark', 'undo', '--all']] as $words) {
            self::assertStringContainsString('takes nothing else', self::refused(...$words)->err);
        }
        self::assertSame('true', trim(self::done('settings', 'get', 'enabled')->out));
        self::assertSame('false', trim(self::done('settings', 'get', 'proof.shadow')->out));
    }

    public function test_a_number_that_is_none_is_refused_by_its_name(): void
    {
        foreach (['list --limit=abc', 'list --limit=0', 'run --seconds=abc', 'run --seconds=0', 'run --load=abc', 'run --load=-1'] as $words) {
            [$command, $option] = explode(' ', $words);
            $name = explode('=', $option)[0];
            self::assertStringContainsString("{$name} must be", self::refused('proof', $command, $option)->err);
        }
        self::assertStringContainsString('--budget must be', self::refused('advise', 'preload', '--budget=abc')->err);
    }

    public function test_a_page_to_prove_is_named_as_a_page_to_warm(): void
    {
        self::assertStringContainsString('of this site', self::refused('proof', 'run', '/', 'https://example.net/')->err);
        self::assertSame([], self::done('proof', 'list', '--format=json')->json(), 'The first was not checked either.');
        self::assertStringContainsString('/hello-world/', self::wp()->run('proof', 'run', '/hello-world/', '--format=json')->out);
    }

    public function test_an_address_is_purged_as_a_browser_sends_it_or_not_at_all(): void
    {
        self::assertStringContainsString('/gr%C3%BC%C3%9Fe/', self::done('purge', '/grüße/')->out);
        $before = self::purges();
        foreach (["/'; DROP TABLE x;--/", '//example.net/', 'https://127.0.0.1@example.net/'] as $word) {
            self::assertStringContainsString("“{$word}”", self::refused('purge', 'post:1', $word)->err);
        }
        self::assertSame($before, self::purges());
    }

    public function test_a_tag_that_wants_a_number_and_has_none_is_refused_with_what_would_be_right(): void
    {
        $before = self::purges();
        foreach (['post:abc' => 'post:12', 'term:news' => 'term:3', 'user:admin' => 'user:5', 'comment:x' => 'comments:12', 'post:' => 'post:12', 'post' => 'post:12', 'post:0~title' => 'post:12'] as $word => $right) {
            $said = self::refused('purge', 'home', $word)->err;
            self::assertStringContainsString("“{$word}”", $said);
            self::assertStringContainsString($right, $said);
        }
        self::assertSame($before, self::purges());
    }

    public function test_a_number_that_nothing_has_now_is_purged_and_said(): void
    {
        $came = self::done('purge', 'post:4711', 'post:1');

        self::assertStringContainsString('post:4711', $came->out);
        self::assertStringContainsString('Nothing has this number now: post:4711.', $came->err);
    }

    public function test_a_bundle_without_a_name_is_refused(): void
    {
        self::assertStringContainsString('names no file', self::refused('doctor', '--bundle=')->err);
    }

    public function test_a_question_that_nobody_answers_is_not_done(): void
    {
        foreach (['', "n\n", "\n"] as $answer) {
            $came = self::wp()->pipe($answer, 'outbox', 'drop', '--all');
            self::assertSame(1, $came->code);
            self::assertSame('', $came->out, 'The question is no data.');
        }
        self::assertSame(0, self::wp()->pipe("y\n", 'outbox', 'drop', '--all')->code);
    }

    public function test_nothing_is_asked_where_there_is_nothing_to_do(): void
    {
        self::assertStringContainsString('nothing to set', self::done('advise', 'tuning', '--apply')->out);
    }

    /** @return list<mixed> */
    private static function purges(): array
    {
        $purges = self::done('purges', '--format=json')->json();

        return is_array($purges) ? array_values($purges) : [];
    }
}
