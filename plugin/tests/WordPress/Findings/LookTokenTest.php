<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\LookToken;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class LookTokenTest extends WordPressTestCase
{
    private const NOW = 1_795_250_000;

    public function test_a_token_is_good_for_a_minute_and_not_for_later_or_much_earlier(): void
    {
        $token = LookToken::make(self::NOW);

        self::assertSame(
            [true, true, true, false, false],
            array_map(static fn(int $after): bool => LookToken::is_genuine($token, self::NOW + $after), [0, 59, -5, 60, -6]),
        );
    }

    public function test_a_token_of_another_site_or_other_salts_is_none(): void
    {
        $token = LookToken::make(self::NOW);
        add_filter('salt', static fn(): string => 'other salts');

        self::assertFalse(LookToken::is_genuine($token, self::NOW));
    }

    /** @return iterable<string, array{string}> */
    public static function forgeries(): iterable
    {
        $mac = str_repeat('0', 64);
        yield 'nothing' => [''];
        yield 'no signature' => [(string) (self::NOW + 30)];
        yield 'a made up signature' => [(self::NOW + 30) . ".{$mac}"];
        yield 'more behind it' => [(self::NOW + 30) . ".{$mac}\n"];
        yield 'a time that is none' => ["99999999999.{$mac}"];
    }

    #[DataProvider('forgeries')]
    public function test_forgeries_are_refused(string $token): void
    {
        self::assertFalse(LookToken::is_genuine($token, self::NOW));
    }

    public function test_a_longer_life_cannot_be_written_into_a_token(): void
    {
        $token = LookToken::make(self::NOW);

        self::assertFalse(LookToken::is_genuine((string) preg_replace('/^[0-9]+/', (string) (self::NOW + 3600), $token), self::NOW + 3550));
    }

    public function test_WP_01_the_loopback_route_answers_its_own_site_alone(): void
    {
        $this->become('administrator');
        $refused = [$this->rest('GET', '/loopback')->status, $this->rest('GET', '/loopback', null, [LookToken::HEADER => LookToken::make(time() - 120)])->status];
        wp_set_current_user(0);
        $answered = $this->rest('GET', '/loopback', null, [LookToken::HEADER => LookToken::make(time())]);

        self::assertSame([403, 403, 200], [...$refused, $answered->status]);
        self::assertSame(PHP_VERSION, $answered->at('facts.php'));
    }
}
