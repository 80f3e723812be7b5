<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Nonces;

use DynamicCache\Nonces\RecordedActions;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class RecordedActionsTest extends TestCase
{
    private const KEY = 'a key of this site';
    private const NOW = 1_800_000_000;

    public function test_comes_back_as_it_was(): void
    {
        $actions = ['contact', '-1', "naïve \"quotes\" / and a line\nbreak"];
        $read = RecordedActions::of_token(self::token($actions), self::KEY, self::NOW);

        self::assertSame($actions, $read?->actions);
    }

    public function test_the_same_page_has_the_same_token_so_that_two_renders_are_equal(): void
    {
        self::assertSame(self::token(['contact']), self::token(['contact']));
    }

    /** @return iterable<string, array{string}> */
    public static function forgeries(): iterable
    {
        [$until, $mac, $payload] = explode('/', self::token(['contact']));
        $other = rtrim(strtr(base64_encode('["delete-user_1"]'), '+/', '-_'), '=');
        yield 'another action' => ["{$until}/{$mac}/{$other}"];
        yield 'another time' => [self::NOW + 90_000 . "/{$mac}/{$payload}"];
        yield 'the MAC of nothing' => ["{$until}/" . str_repeat('0', 64) . "/{$payload}"];
        yield 'no MAC' => ["{$until}//{$payload}"];
        yield 'nothing' => [''];
        yield 'more behind it' => ["{$until}/{$mac}/{$payload}\n"];
        yield 'far too long' => ["{$until}/{$mac}/" . str_repeat('A', RecordedActions::MAX_BYTES)];
    }

    #[DataProvider('forgeries')]
    public function test_what_this_site_has_not_signed_is_nothing(string $token): void
    {
        self::assertNull(RecordedActions::of_token($token, self::KEY, self::NOW));
    }

    public function test_a_token_of_another_key_is_nothing(): void
    {
        self::assertNull(RecordedActions::of_token(self::token(['contact']), 'a key of another site', self::NOW));
    }

    public function test_a_token_lasts_a_month(): void
    {
        $days = static fn(int $days): ?RecordedActions => RecordedActions::of_token(self::token(['contact']), self::KEY, self::NOW + $days * 86_400);

        self::assertNotNull($days(30));
        self::assertNull($days(32));
    }

    public function test_what_does_not_fit_has_no_token(): void
    {
        self::assertNull((new RecordedActions([], self::NOW))->token(self::KEY));
        self::assertNull((new RecordedActions([str_repeat('a', RecordedActions::MAX_BYTES)], self::NOW))->token(self::KEY));
        self::assertNull((new RecordedActions(["\xff"], self::NOW))->token(self::KEY));
        self::assertNull((new RecordedActions(array_map(strval(...), range(1, 51)), self::NOW))->token(self::KEY));
    }

    /** @param list<string> $actions */
    private static function token(array $actions): string
    {
        return (string) (new RecordedActions($actions, self::NOW + 3600))->token(self::KEY);
    }
}
