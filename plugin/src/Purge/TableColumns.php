<?php

/** What a database writes into the columns of a new row that a statement does not name. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Database;
use DynamicCache\Lists\QuietDatabase;

final class TableColumns
{
    /** @var array<string, self> */
    private static array $known = [];

    /**
     * @param array<string, string|null> $defaults column → value; without those that are computed
     * @param string|null $counting the column whose values the database counts up
     * @param list<list<string>> $keys columns that no two rows have in common; none: not known
     */
    private function __construct(
        public readonly array $defaults,
        public readonly ?string $counting,
        public readonly array $keys,
    ) {}

    /** Nothing is known of a table that cannot be asked. */
    public static function of(string $table): self
    {
        return self::$known[$table] ??= QuietDatabase::ask(static function () use ($table): self {
            $database = Database::connection();
            $columns = $database->get_results((string) $database->prepare('SHOW COLUMNS FROM %i', $table), 'ARRAY_A');
            $defaults = [];
            $counting = null;
            foreach (is_array($columns) ? $columns : [] as $column) {
                ['Field' => $name, 'Default' => $default, 'Extra' => $extra, 'Null' => $mayBeNull] = $column + ['Field' => null, 'Default' => null, 'Extra' => '', 'Null' => 'NO'];
                if (!is_string($name) || !is_string($extra)) {
                    continue;
                }
                if (str_contains(strtolower($extra), 'auto_increment')) {
                    $counting = strtolower($name);
                } elseif ($extra === '' && (is_string($default) || ($default === null && $mayBeNull === 'YES')) && preg_match('/[()]|^current_/i', (string) $default) !== 1) {
                    $defaults[strtolower($name)] = $default;
                }
            }

            return new self($defaults, $counting, self::keys($table));
        });
    }

    /** @return list<list<string>> */
    private static function keys(string $table): array
    {
        $database = Database::connection();
        $parts = $database->get_results((string) $database->prepare('SHOW INDEX FROM %i', $table), 'ARRAY_A');
        $keys = [];
        foreach (is_array($parts) ? $parts : [] as $part) {
            ['Key_name' => $key, 'Column_name' => $column, 'Non_unique' => $isNotUnique] = $part + ['Key_name' => null, 'Column_name' => null, 'Non_unique' => '1'];
            if (!is_string($key) || !is_string($column)) {
                return [];
            }
            if ((string) (is_scalar($isNotUnique) ? $isNotUnique : '1') === '0') {
                $keys[$key][] = strtolower($column);
            }
        }

        return array_values($keys);
    }
}
