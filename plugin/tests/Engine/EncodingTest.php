<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Encoding;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** CP-100: a client gets only what it accepts. */
final class EncodingTest extends TestCase
{
    /** @return list<array{string|null, bool}> */
    public static function headers(): array
    {
        return [
            [null, false],
            ['', false],
            ['gzip', true],
            ['GZip', true],
            ['x-gzip', true],
            ['br, gzip', true],
            ['br', false],
            ['*', true],
            ['*;q=0', false],
            ['gzip;q=0', false],
            ['gzip;q=0.0', false],
            ['gzip; q=0.001', true],
            ['gzip;q=1.000', true],
            ['*, gzip;q=0', false],
            ['*;q=0, gzip', true],
            ['identity', false],
            ['identity, gzip;q=0.5', false],
            ['identity;q=0.5, gzip', true],
            ['gzip;q=junk', false],
            ['gzip;q=2', false],
            ['gzipped', false],
            [str_repeat('x,', 500), false],
        ];
    }

    #[DataProvider('headers')]
    public function test_cp_100_honours_the_weights_of_accept_encoding(?string $header, bool $accepts): void
    {
        self::assertSame($accepts, Encoding::accepts_gzip($header));
    }
}
