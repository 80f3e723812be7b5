<?php

/** What was applied and can be taken back, the newest last. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

final class Applied
{
    private const OPTION = 'dynamic_cache_advice_applied';
    private const KEPT = 20;

    /** @param list<Change> $changes */
    private function __construct(public readonly int $at, public readonly array $changes) {}

    public static function last(): ?self
    {
        $all = self::all();

        return $all === [] ? null : $all[count($all) - 1];
    }

    /** @param list<Change> $changes with what was set before */
    public static function remember(array $changes, int $now): void
    {
        self::save([...self::all(), new self($now, $changes)]);
    }

    public static function forget_last(): void
    {
        self::save(array_slice(self::all(), 0, -1));
    }

    /** @return array{at: int, changes: list<array<string, mixed>>} */
    public function to_array(): array
    {
        return ['at' => $this->at, 'changes' => array_map(static fn(Change $change): array => $change->to_array(), $this->changes)];
    }

    /** @return list<self> */
    private static function all(): array
    {
        $stored = get_option(self::OPTION);
        $all = [];
        foreach (is_array($stored) ? $stored : [] as $one) {
            $changes = is_array($one) && is_array($one['changes'] ?? null) ? array_filter($one['changes'], is_array(...)) : [];
            $changes = array_values(array_filter(array_map(Change::from(...), $changes)));
            if (is_array($one) && is_int($one['at'] ?? null) && $changes !== []) {
                $all[] = new self($one['at'], $changes);
            }
        }

        return $all;
    }

    /** @param list<self> $all */
    private static function save(array $all): void
    {
        $all === []
            ? delete_option(self::OPTION)
            : update_option(self::OPTION, array_map(static fn(self $one): array => $one->to_array(), array_slice($all, -self::KEPT)), false);
    }
}
