<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\SecretBox;
use DynamicCache\Settings\UnableToOpenSecret;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class SecretBoxTest extends TestCase
{
    public function test_WP_13_opens_what_it_has_sealed(): void
    {
        $envelope = self::box()->seal('hunter2 hunter2', 'redis.password');

        self::assertStringStartsWith('enc:v1:', $envelope);
        self::assertStringNotContainsString('hunter2', (string) base64_decode(substr($envelope, 7), true));
        self::assertSame('hunter2 hunter2', self::box()->open($envelope, 'redis.password'));
    }

    public function test_WP_13_seals_the_same_secret_differently_each_time(): void
    {
        self::assertNotSame(self::box()->seal('secret', 'redis.password'), self::box()->seal('secret', 'redis.password'));
    }

    /** @return iterable<string, array{SecretBox, string}> */
    public static function other_places(): iterable
    {
        yield 'WP-15 rotated salts' => [self::box('other salt'), 'redis.password'];
        yield 'WP-16 another site' => [self::box('salt', '2'), 'redis.password'];
        yield 'WP-16 another setting' => [self::box(), 'edge.zone_token'];
        yield 'WP-14 no salts yet' => [self::box(''), 'redis.password'];
    }

    #[DataProvider('other_places')]
    public function test_does_not_open_in_another_place(SecretBox $box, string $purpose): void
    {
        $envelope = self::box()->seal('secret', 'redis.password');

        $this->expectException(UnableToOpenSecret::class);
        $box->open($envelope, $purpose);
    }

    public function test_WP_16_does_not_open_after_any_single_changed_bit(): void
    {
        $envelope = self::box()->seal('secret', 'redis.password');
        $bytes = (string) base64_decode(substr($envelope, 7), true);
        $opened = 0;
        for ($at = 0; $at < strlen($bytes); $at++) {
            $changed = $bytes;
            $changed[$at] = chr(ord($bytes[$at]) ^ 1);
            try {
                self::box()->open('enc:v1:' . base64_encode($changed), 'redis.password');
                $opened++;
            } catch (UnableToOpenSecret) {
                continue;
            }
        }

        self::assertSame(0, $opened);
    }

    /** @return iterable<string, array{string}> */
    public static function broken_envelopes(): iterable
    {
        yield 'empty' => [''];
        yield 'plain text' => ['hunter2'];
        yield 'prefix alone' => ['enc:v1:'];
        yield 'not base64' => ['enc:v1:%%%'];
        yield 'too short' => ['enc:v1:' . base64_encode('short')];
        yield 'another version' => ['enc:v9:' . base64_encode(str_repeat('x', 60))];
    }

    #[DataProvider('broken_envelopes')]
    public function test_WP_16_refuses_what_is_no_envelope(string $envelope): void
    {
        $this->expectException(UnableToOpenSecret::class);
        self::box()->open($envelope, 'redis.password');
    }

    private static function box(string $salt = 'salt', string $site = '1'): SecretBox
    {
        return new SecretBox(static fn(): string => $salt, static fn(): string => $site);
    }
}
