<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Ai\Trouble;
use DynamicCache\Advisor\Change;
use DynamicCache\Advisor\Risk;
use DynamicCache\Advisor\Tunable;
use DynamicCache\Advisor\Verdict;
use DynamicCache\Settings\JsonSchema;
use PHPUnit\Framework\TestCase;

/** The words of contracts/src/advisor.ts and those of PHP are the same. */
final class ContractTest extends TestCase
{
    public function test_every_closed_list_is_the_same_on_both_sides(): void
    {
        $values = static fn(\BackedEnum ...$cases): array => array_map(static fn(\BackedEnum $case): int|string => $case->value, array_values($cases));

        self::assertSame($values(...Tunable::cases()), self::words('ai-tuning', 'changes', 'setting'));
        self::assertSame([...$values(...Tunable::cases()), Change::EXCLUDE], self::words('advice-apply', 'changes', 'setting'));
        self::assertSame($values(...Risk::cases()), self::words('ai-routes', 'routes', 'risk'));
        self::assertSame($values(...Verdict::cases()), self::words('ai-benchmark', 'strategies', 'verdict'));
        self::assertSame($values(...AdviceKind::cases()), self::enum('site-advice', 'properties', 'kind'));
        self::assertSame($values(...AdviceSource::cases()), self::enum('advice-query', 'properties', 'source'));
        self::assertSame($values(...Trouble::cases()), self::enum('site-advice', 'properties', 'fallback', 'anyOf', '0', 'properties', 'word'));
    }

    public function test_every_trouble_says_who_answered(): void
    {
        foreach (Trouble::cases() as $trouble) {
            self::assertStringContainsString('The rules answered.', $trouble->message());
        }
    }

    /** @return array<mixed> of a member of the rows of a list */
    private static function words(string $schema, string $list, string $member): array
    {
        return self::enum($schema, 'properties', $list, 'items', 'properties', $member);
    }

    /** @return array<mixed> */
    private static function enum(string $schema, string ...$path): array
    {
        $node = JsonSchema::shipped($schema)->to_array();
        foreach ([...$path, 'enum'] as $name) {
            self::assertIsArray($node, $name);
            $node = $node[$name] ?? null;
        }
        self::assertIsArray($node);

        return $node;
    }
}
