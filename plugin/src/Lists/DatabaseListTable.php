<?php

/**
 * The table `queries`: one row for each bucket of a query, so that a change finds its candidates by key. `spec` is what
 * makes the query, as JSON.
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Database;
use DynamicCache\QuietDatabase;
use DynamicCache\Tags\Records\KnownList;
use DynamicCache\Tags\Records\ListRow;

final class DatabaseListTable implements ListTable
{
    /** A row that has not been seen for so long is written again, in seconds. */
    private const SEEN_EVERY = 86_400;

    /** Longest bucket in bytes; the column holds no more. */
    private const MAX_BUCKET = 64;

    /** So many hashes in one statement. */
    private const CHUNK = 500;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(private readonly \Closure $clock) {}

    public static function of_site(): self
    {
        return new self(time(...));
    }

    public function known(array $hashes): ?array
    {
        $rows = $this->select('hash IN (' . self::marks($hashes) . ') AND seen > %d', [...$hashes, ($this->clock)() - self::SEEN_EVERY], '');
        if ($rows === null) {
            return null;
        }
        $known = [];
        $results = [];
        foreach ($rows as $row) {
            $results[$row->hash]["{$row->result} {$row->window}"] = true;
            $known[$row->hash] = new KnownList($results[$row->hash], $row->facets, $row->tags);
        }

        return $known;
    }

    public function add(ListRow ...$rows): bool
    {
        $values = [];
        foreach ($rows as $row) {
            $spec = ListSpec::encode($row);
            foreach ($row->buckets as $bucket) {
                if ($spec === null || strlen($bucket) > self::MAX_BUCKET) {
                    return false;
                }
                array_push($values, $bucket, $row->hash, $row->result, $row->window, $spec, ($this->clock)());
            }
        }
        $marks = implode(', ', array_fill(0, intdiv(count($values), 6), '(%s, %s, %s, %s, %s, %d)'));

        return $values === [] || $this->write("INSERT INTO %i (bucket, hash, result, ending, spec, seen) VALUES {$marks} ON DUPLICATE KEY UPDATE seen = VALUES(seen)", $values);
    }

    public function in_buckets(array $buckets): ?array
    {
        $rows = [];
        foreach (array_chunk($buckets, self::CHUNK) as $chunk) {
            $found = $this->select('bucket IN (' . self::marks($chunk) . ')', $chunk, ' LOCK IN SHARE MODE');
            if ($found === null) {
                return null;
            }
            array_push($rows, ...$found);
        }

        return count($rows) > self::MAX_ROWS ? null : $rows;
    }

    public function reading(array $facets): ?array
    {
        $database = Database::connection();
        $likes = array_map(static fn(string $facet): string => '%' . $database->esc_like("\"{$facet}\"") . '%', $facets);

        return $this->select(implode(' AND ', array_fill(0, count($likes), 'spec LIKE %s')), $likes, ' LOCK IN SHARE MODE');
    }

    public function forget(array $results): void
    {
        $whole = array_map(strval(...), array_keys($results, '', true));
        foreach (array_chunk($whole, self::CHUNK) as $chunk) {
            $this->write('DELETE FROM %i WHERE hash IN (' . self::marks($chunk) . ')', $chunk);
        }
        foreach (array_diff($results, ['']) as $hash => $result) {
            $this->write('DELETE FROM %i WHERE hash = %s AND result <> %s', [$hash, $result]);
        }
    }

    public function prune(int $before): void
    {
        $this->write('DELETE FROM %i WHERE seen < %d', [$before]);
    }

    public function overdue(int $most): array
    {
        return QuietDatabase::ask(static function () use ($most): array {
            $database = Database::connection();
            $table = Database::table('queries');
            $over = (int) $database->get_var((string) $database->prepare('SELECT COUNT(*) FROM %i', $table)) - $most;
            $oldest = $over < 1 ? [] : $database->get_col((string) $database->prepare('SELECT hash FROM %i ORDER BY seen, hash LIMIT %d', $table, $over));

            return array_values(array_unique(array_map(strval(...), $oldest)));
        });
    }

    /**
     * @param literal-string $where
     * @param list<string|int> $values
     * @param literal-string $lock
     *
     * @return list<ListRow>|null
     */
    private function select(string $where, array $values, string $lock): ?array
    {
        return QuietDatabase::ask(static function () use ($where, $values, $lock): ?array {
            $database = Database::connection();
            $sql = 'SELECT hash, result, ending, spec FROM %i WHERE ' . $where . ' LIMIT %d' . $lock;
            $found = $database->get_results((string) $database->prepare($sql, Database::table('queries'), ...$values, ...[self::MAX_ROWS + 1]), 'ARRAY_A');
            if ($database->last_error !== '' || !is_array($found) || count($found) > self::MAX_ROWS) {
                return null;
            }
            $rows = [];
            foreach ($found as $row) {
                $parsed = ListSpec::decode($row);
                if ($parsed === null) {
                    return null;
                }
                $rows[] = $parsed;
            }

            return $rows;
        });
    }

    /**
     * @param literal-string $sql
     * @param list<string|int> $values
     */
    private function write(string $sql, array $values): bool
    {
        return QuietDatabase::ask(static function () use ($sql, $values): bool {
            $database = Database::connection();

            return $database->query((string) $database->prepare($sql, Database::table('queries'), ...$values)) !== false;
        });
    }

    /**
     * @param array<string> $texts
     *
     * @return literal-string
     */
    private static function marks(array $texts): string
    {
        return implode(', ', array_fill(0, count($texts), '%s'));
    }
}
