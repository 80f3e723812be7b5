<?php

/** The outbox as a list for people: what waits for whom, and what they may do with it. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Database;

final class OutboxList
{
    /** Suspicions are nobody's business while their process lives. */
    private const WAITING = "FROM %i WHERE (kind IN ('purge', 'zone') OR (kind IN ('held', 'zone-held') AND not_before <= %d))";

    /** @param int $now Unix seconds */
    public function __construct(private readonly int $now) {}

    public function count(): int
    {
        $count = Database::connection()->get_var($this->prepared('SELECT COUNT(*) ' . self::WAITING));

        return is_numeric($count) ? (int) $count : 0;
    }

    /** @return list<WaitingMessage> the oldest first */
    public function find(int $limit, int $offset): array
    {
        $rows = Database::connection()->get_results(
            $this->prepared('SELECT id, kind, body, created_at, attempts, not_before, last_error ' . self::WAITING . ' ORDER BY id LIMIT %d OFFSET %d', $limit, $offset),
            'ARRAY_A',
        );

        return array_map(
            fn(array $row): WaitingMessage => WaitingMessage::parse($row, $this->now),
            array_values(array_filter(is_array($rows) ? $rows : [], is_array(...))),
        );
    }

    /**
     * Nobody will be told of these any more.
     *
     * @param list<int>|null $ids null: all of them
     *
     * @return int how many there were
     */
    public function drop(?array $ids): int
    {
        if ($ids === null) {
            return $this->touched('DELETE ' . self::WAITING);
        }
        $dropped = 0;
        foreach ($ids as $id) {
            $dropped += $this->touched('DELETE ' . self::WAITING . ' AND id = %d', $id);
        }

        return $dropped;
    }

    /**
     * How many of the messages still wait.
     *
     * @param list<int> $ids
     */
    public function still_waiting(array $ids): int
    {
        return count($ids) - count($this->without($ids));
    }

    /**
     * Which of these numbers no message has.
     *
     * @param list<int> $ids
     *
     * @return list<int>
     */
    public function without(array $ids): array
    {
        return array_values(array_filter($ids, function (int $id): bool {
            $count = Database::connection()->get_var($this->prepared('SELECT COUNT(*) ' . self::WAITING . ' AND id = %d', $id));

            return !is_numeric($count) || (int) $count === 0;
        }));
    }

    /** @param literal-string $statement */
    private function touched(string $statement, int ...$values): int
    {
        $touched = Database::connection()->query($this->prepared($statement, ...$values));

        return is_int($touched) ? $touched : 0;
    }

    /** @param literal-string $statement */
    private function prepared(string $statement, int ...$values): string
    {
        return (string) Database::connection()->prepare($statement, Database::table('outbox'), $this->now, ...$values);
    }
}
