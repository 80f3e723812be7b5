<?php

/** What a database makes of the columns of a row that a statement writes. */

declare(strict_types=1);

namespace DynamicCache\Purge\Rows;

use DynamicCache\Database;
use DynamicCache\QuietDatabase;

final class TableColumns
{
    /** @var array<string, self> */
    private static array $known = [];

    /**
     * @param array<string, string|null> $defaults column → value where a new row does not say; without those that are computed
     * @param string|null $counting the column whose values the database counts up
     * @param list<list<string>> $keys columns that no two rows have in common; none: not known
     * @param list<string> $computed columns that the database may change whatever is written
     * @param array<string, ColumnKind> $kinds
     */
    private function __construct(
        public readonly array $defaults,
        public readonly ?string $counting,
        public readonly array $keys,
        public readonly array $computed,
        public readonly array $kinds,
    ) {}

    /** Nothing is known of a table that cannot be asked. */
    public static function of(string $table): self
    {
        return self::$known[$table] ??= QuietDatabase::ask(static function () use ($table): self {
            $database = Database::connection();
            $columns = $database->get_results((string) $database->prepare('SHOW COLUMNS FROM %i', $table), 'ARRAY_A');
            [$defaults, $computed, $kinds] = [[], [], []];
            $counting = null;
            foreach (is_array($columns) ? $columns : [] as $column) {
                ['Field' => $name, 'Type' => $type, 'Default' => $default, 'Extra' => $extra, 'Null' => $mayBeNull] = $column + ['Field' => null, 'Type' => null, 'Default' => null, 'Extra' => '', 'Null' => 'NO'];
                if (!is_string($name) || !is_string($type) || !is_string($extra)) {
                    continue;
                }
                $name = strtolower($name);
                $kinds[$name] = new ColumnKind($type, $mayBeNull !== 'YES');
                if (str_contains(strtolower($extra), 'auto_increment')) {
                    $counting = $name;
                } elseif ($extra !== '') {
                    $computed[] = $name;
                } elseif ((is_string($default) || ($default === null && $mayBeNull === 'YES')) && preg_match('/[()]|^current_/i', (string) $default) !== 1) {
                    $defaults[$name] = $default;
                }
            }

            return new self($defaults, $counting, self::keys($table), $computed, $kinds);
        });
    }

    /** The table is about to be made, or made another one. */
    public static function forget(string $table): void
    {
        unset(self::$known[$table]);
    }

    /** @return list<list<string>> */
    private static function keys(string $table): array
    {
        $database = Database::connection();
        $parts = $database->get_results((string) $database->prepare('SHOW INDEX FROM %i', $table), 'ARRAY_A');
        $keys = [];
        foreach (is_array($parts) ? $parts : [] as $part) {
            ['Key_name' => $key, 'Column_name' => $column, 'Non_unique' => $isNotUnique, 'Sub_part' => $beginning] = $part + ['Key_name' => null, 'Column_name' => null, 'Non_unique' => '1', 'Sub_part' => null];
            if (!is_string($key) || !is_string($column)) {
                return [];
            }
            if ((string) (is_scalar($isNotUnique) ? $isNotUnique : '1') === '0') {
                if (!in_array($beginning, [null, ''], true)) {
                    // Rows that only begin alike replace each other, too.
                    return [];
                }
                $keys[$key][] = strtolower($column);
            }
        }

        return array_values($keys);
    }
}
