<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Edge\EdgeKey;
use DynamicCache\Edge\EdgeProbe;
use DynamicCache\Edge\SignedRequest;
use DynamicCache\Edge\Signer;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The golden vectors of contracts/fixtures, which the Worker runs too. */
final class SignatureVectorsTest extends TestCase
{
    /** @return iterable<string, array{array<array-key, mixed>}> */
    public static function vectors(): iterable
    {
        return self::of('signature/v1.json');
    }

    /** @return iterable<string, array{array<array-key, mixed>}> */
    public static function positions(): iterable
    {
        return self::of('min-seq/min-seq.json');
    }

    /** @return iterable<string, array{array<array-key, mixed>}> */
    public static function probes(): iterable
    {
        return self::of('edge-probe/edge-probe.json');
    }

    /** @return iterable<string, array{array<array-key, mixed>}> */
    private static function of(string $name): iterable
    {
        $file = dirname(__DIR__, 4) . '/contracts/fixtures/' . $name;
        $vectors = json_decode((string) file_get_contents($file), true, 16, JSON_THROW_ON_ERROR);
        foreach (is_array($vectors) ? $vectors : [] as $vector) {
            if (is_array($vector)) {
                yield self::text($vector, 'name') => [$vector];
            }
        }
    }

    /** @param array<array-key, mixed> $vector */
    #[DataProvider('probes')]
    public function test_signs_a_probe_of_the_edge_as_the_contract_says(array $vector): void
    {
        [$fields, $request, $expected] = [$vector['fields'] ?? null, $vector['request'] ?? null, $vector['expect'] ?? null];
        self::assertIsArray($fields);
        self::assertIsArray($request);
        self::assertIsArray($expected);
        $address = EdgeAddress::parse('https://edge.test');
        self::assertNotNull($address);
        $probe = new EdgeProbe(self::text($fields, 'strategy'), self::text($fields, 'run'), 5, static fn(): int => (int) self::text($fields, 'ts'));
        $key = new EdgeKey($address, 'site-1', self::text($fields, 'kid'), self::text($vector, 'secret'));

        self::assertSame(self::text($expected, 'header'), $probe->sign(
            $key,
            self::text($fields, 'tiers'),
            self::text($fields, 'space'),
            self::text($fields, 'nonce'),
            self::text($request, 'host'),
            self::text($request, 'target'),
        ));
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

    /** @param array<array-key, mixed> $vector */
    #[DataProvider('positions')]
    public function test_asks_for_a_position_as_the_contract_says(array $vector): void
    {
        $fields = $vector['fields'] ?? null;
        $expected = $vector['expect'] ?? null;
        self::assertIsArray($fields);
        self::assertIsArray($expected);
        $address = EdgeAddress::parse('https://edge.example');
        self::assertNotNull($address);
        $key = new EdgeKey($address, 'site', self::text($fields, 'kid'), self::text($vector, 'secret'));
        $position = ['epoch' => self::text($fields, 'epoch'), 'seq' => (int) self::text($fields, 'seq')];

        self::assertSame($expected['header'], $key->min_seq($position, (int) self::text($fields, 'ts')));
    }

    /** @param array<array-key, mixed> $record */
    private static function text(array $record, string $name): string
    {
        $value = $record[$name] ?? null;
        self::assertIsString($value, $name);

        return $value;
    }
}
