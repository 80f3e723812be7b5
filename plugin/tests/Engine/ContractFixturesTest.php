<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\EdgeKeys;
use DynamicCache\Engine\FillSignature;
use DynamicCache\Engine\ProbeSignature;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\StoreMarker;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What travels between origin and edge, held to the bytes that the Worker makes and reads. */
final class ContractFixturesTest extends TestCase
{
    /** @return array<string, array{array<mixed>}> */
    public static function fills(): array
    {
        return Fixtures::of('fill');
    }

    /** @return array<string, array{array<mixed>}> */
    public static function probes(): array
    {
        return Fixtures::of('probe');
    }

    /** @return array<string, array{array<mixed>}> */
    public static function markers(): array
    {
        return array_filter(Fixtures::of('marker'), static fn(array $case) => isset($case[0]['response']));
    }

    /** @return array<string, array{array<mixed>}> */
    public static function tag_headers(): array
    {
        return array_filter(Fixtures::of('tags'), static fn(array $case) => is_array($case[0]['tags'] ?? null));
    }

    /** @param array<mixed> $case */
    #[DataProvider('fills')]
    public function test_recognises_a_fill_of_the_worker(array $case): void
    {
        $fields = Fixtures::part($case, 'fields');
        $header = Fixtures::text(Fixtures::part($case, 'expect'), 'header');
        $keys = self::keys($case, Fixtures::text($fields, 'kid'));
        $now = (int) Fixtures::text($fields, 'ts');
        [$method, $key] = [Fixtures::text($fields, 'method'), Fixtures::text($fields, 'key')];

        self::assertTrue(FillSignature::is_genuine($header, $method, $key, $keys, $now));
        self::assertTrue(FillSignature::is_genuine($header, $method, $key, $keys, $now + 300));
        self::assertFalse(FillSignature::is_genuine($header, $method, $key, $keys, $now + 301));
        self::assertFalse(FillSignature::is_genuine($header, $method, $key, $keys, $now - 301));
        self::assertFalse(FillSignature::is_genuine($header, $method . 'X', $key, $keys, $now));
        self::assertFalse(FillSignature::is_genuine($header, $method, strrev($key), $keys, $now));
        self::assertFalse(FillSignature::is_genuine($header . "\n", $method, $key, $keys, $now));
        self::assertFalse(FillSignature::is_genuine(strtoupper($header), $method, $key, $keys, $now));
        self::assertFalse(FillSignature::is_genuine($header, $method, $key, self::keys($case, 'other'), $now));
    }

    /** @param array<mixed> $case */
    #[DataProvider('probes')]
    public function test_signs_and_reads_a_probe(array $case): void
    {
        [$fields, $request, $expect] = [Fixtures::part($case, 'fields'), Fixtures::part($case, 'request'), Fixtures::part($case, 'expect')];
        [$secret, $host, $target, $header] = [Fixtures::text($case, 'secret'), Fixtures::text($request, 'host'), Fixtures::text($request, 'target'), Fixtures::text($expect, 'header')];
        [$run, $space, $nonce, $now] = [Fixtures::text($fields, 'run'), Fixtures::text($fields, 'space'), Fixtures::text($fields, 'nonce'), (int) Fixtures::text($fields, 'ts')];

        self::assertSame($header, ProbeSignature::sign($run, $space, $nonce, $host, $target, $secret, $now));
        $read = ProbeSignature::read($header, $host, $target, $secret, $now + 60);
        self::assertSame([$run, $space, $nonce], [$read?->run, $read?->space, $read?->nonce]);
        foreach ([[$header, $host, $target, $secret, $now + 61], [$header, $host, $target, $secret, $now - 61], [$header, 'other.test', $target, $secret, $now],
            [$header, $host, '/other', $secret, $now], [$header, $host, $target, 'other', $now], [$header, $host, $target, '', $now], ["{$header}\n", $host, $target, $secret, $now],
            [strtoupper($header), $host, $target, $secret, $now], [str_replace(";space={$space}", ';space=other', $header), $host, $target, $secret, $now]] as $forged) {
            self::assertNull(ProbeSignature::read(...$forged), (string) json_encode($forged));
        }
    }

    /** @param array<mixed> $case */
    #[DataProvider('probes')]
    public function test_signs_the_answer_to_a_probe(array $case): void
    {
        $answer = Fixtures::part($case, 'answer');

        self::assertSame(Fixtures::text(Fixtures::part($case, 'expect'), 'answer'), ProbeSignature::sign_answer(
            Fixtures::text($answer, 'nonce'),
            Fixtures::text($answer, 'key'),
            (int) Fixtures::text($answer, 'wall'),
            (int) Fixtures::text($answer, 'cpu'),
            Fixtures::text($answer, 'queries'),
            Fixtures::text($case, 'secret'),
        ));
    }

    /** @param array<mixed> $case */
    #[DataProvider('markers')]
    public function test_signs_a_marker_that_the_worker_accepts(array $case): void
    {
        $fields = Fixtures::part($case, 'fields');
        $response = Fixtures::part($case, 'response');

        $marker = StoreMarker::sign(self::keys($case, Fixtures::text($fields, 'kid')), [
            'exp' => Fixtures::text($fields, 'exp'),
            'epoch' => Fixtures::text($fields, 'epoch'),
            'tok' => Fixtures::text($fields, 'tok'),
            'rev' => Fixtures::text($fields, 'rev'),
            'len' => Fixtures::text($fields, 'len'),
            'dig' => Fixtures::text($fields, 'dig'),
        ], [
            'key' => Fixtures::text($response, 'key'),
            'status' => (int) Fixtures::text($response, 'status'),
            'persona' => Fixtures::text($response, 'persona'),
            'tags' => Fixtures::text($response, 'tags'),
        ]);

        self::assertSame(Fixtures::text(Fixtures::part($case, 'expect'), 'header'), $marker);
    }

    /** @param array<mixed> $case */
    #[DataProvider('tag_headers')]
    public function test_writes_tags_as_the_worker_reads_them(array $case): void
    {
        self::assertSame(Fixtures::text($case, 'expect'), StoreMarker::tags(Fixtures::texts($case, 'tags')));
    }

    public function test_knows_the_reason_words_of_the_contract(): void
    {
        $schema = json_decode((string) file_get_contents(Fixtures::root() . '/contracts/schema/reason.json'), true, 32, JSON_THROW_ON_ERROR);
        self::assertIsArray($schema);
        self::assertEqualsCanonicalizing(
            Fixtures::texts($schema, 'enum'),
            array_map(static fn(Reason $reason) => $reason->value, Reason::cases()),
        );
    }

    /** @param array<mixed> $case */
    private static function keys(array $case, string $kid): EdgeKeys
    {
        $secret = Fixtures::text($case, 'secret');

        return new EdgeKeys(
            $kid,
            hash_hkdf('sha256', $secret, 32, 'dynamic-cache/v1/fill'),
            hash_hkdf('sha256', $secret, 32, 'dynamic-cache/v1/store-marker'),
        );
    }
}
