<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\SignedRequest;
use DynamicCache\Edge\Signer;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The golden vectors of contracts/fixtures/signature, which the Worker runs too. */
final class SignatureVectorsTest extends TestCase
{
    /** @return iterable<string, array{array<array-key, mixed>}> */
    public static function vectors(): iterable
    {
        $file = dirname(__DIR__, 4) . '/contracts/fixtures/signature/v1.json';
        $vectors = json_decode((string) file_get_contents($file), true, 16, JSON_THROW_ON_ERROR);
        foreach (is_array($vectors) ? $vectors : [] as $vector) {
            if (is_array($vector)) {
                yield self::text($vector, 'name') => [$vector];
            }
        }
    }

    /** @param array<array-key, mixed> $vector */
    #[DataProvider('vectors')]
    public function test_signs_as_the_contract_says(array $vector): void
    {
        $parts = $vector['request'] ?? null;
        $expected = $vector['expect'] ?? null;
        self::assertIsArray($parts);
        self::assertIsArray($expected);
        $request = new SignedRequest(
            self::text($parts, 'pluginId'),
            self::text($parts, 'timestamp'),
            self::text($parts, 'nonce'),
            self::text($parts, 'method'),
            self::text($parts, 'authority'),
            self::text($parts, 'target'),
            self::text($parts, 'contentType'),
            self::text($vector, 'body'),
        );
        $kid = self::text($vector, 'kid');
        $direction = self::text($vector, 'direction');

        self::assertSame($expected['canonical'], Signer::canonical($kid, $direction, $request));
        self::assertSame($expected['signature'], Signer::sign(self::text($vector, 'secret'), $kid, $direction, $request));
    }

    /** @param array<array-key, mixed> $record */
    private static function text(array $record, string $name): string
    {
        $value = $record[$name] ?? null;
        self::assertIsString($value, $name);

        return $value;
    }
}
