<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Tags\Render\Spelling;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class SpellingTest extends TestCase
{
    /** @return iterable<string, array{string, string, bool}> address asked for, own address, whether it is another spelling */
    public static function addresses(): iterable
    {
        foreach (['/HELLO-WORLD/', '/hello-world!/', '/hello-world./', '/hello-world~/', '/hello-world+/', '/hello-world%20/', '/hello-world%ff', '/Hello-World/2/'] as $twin) {
            yield "CP-56 {$twin}" => [$twin, '/hello-world/', !str_contains($twin, '%ff')];
        }
        yield 'the own address' => ['/hello-world/?b=1', '/hello-world/', false];
        yield 'with escapes that mean nothing' => ['/%68ello%2Dworld/', '/hello-world/', false];
        yield 'in small hexadecimal digits' => ['/caf%c3%a9/', '/caf%C3%A9/', false];
        yield 'a page of it' => ['/hello-world/2/', '/hello-world/', false];
        yield 'without its last slash' => ['/hello-world', '/hello-world/', false];
        yield 'another address' => ['/amp/hello-world/', '/hello-world/', false];
        yield 'the home page' => ['/?p=1', '/', false];
        yield 'a permalink without a path' => ['/Anything/', '/', false];
        yield 'nothing that has an address' => ['/2026/11/', '', false];
    }

    #[DataProvider('addresses')]
    public function test_knows_another_spelling_from_another_address(string $asked, string $own, bool $isAnother): void
    {
        self::assertSame($isAnother, Spelling::is_another($asked, $own));
    }
}
