<?php

/** Which tables a statement writes to; those that it only reads are none of them. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class SqlTargets
{
    private const NO_ALIAS = 'ON|USING|SET|USE|FORCE|IGNORE|PARTITION|WHERE|FOR|LEFT|RIGHT|INNER|CROSS|NATURAL|STRAIGHT_JOIN|JOIN';

    private function __construct() {}

    /** @return list<string> in small letters, without the name of a database; none: it writes to no table */
    public static function of(SqlMarks $marks): array
    {
        $sql = (string) preg_replace('/^\s*WITH\b.*?(?=\b(?:UPDATE|DELETE)\b)/is', '', $marks->sql);
        $name = SqlMarks::NAME;
        $tables = match (strtoupper((string) strtok($sql, " \t\r\n`("))) {
            'INSERT', 'REPLACE' => self::names('/^\w+' . SqlMarks::MANNERS . "(?:\\s+INTO)?\\s*({$name})/i", $sql),
            'UPDATE' => self::updated($sql),
            'DELETE' => self::deleted($sql),
            'LOAD' => self::names("/\\bINTO\\s+TABLE\\s+({$name})/i", $sql),
            'RENAME' => self::names("/(?:\\bTABLE|,|\\bTO)\\s+({$name})/i", $sql),
            'TRUNCATE' => self::names("/^\\w+(?:\\s+TABLE)?\\s+({$name})/i", $sql),
            'DROP' => preg_match('/\bTABLE(?:\s+IF\s+EXISTS)?\s+(.*)$/is', $sql, $list) === 1 ? self::names("/({$name})/", (string) preg_replace('/\b(?:RESTRICT|CASCADE)\b/i', '', $list[1])) : [],
            'ALTER', 'CREATE' => self::names("/\\b(?:TABLE(?:\\s+IF\\s+(?:NOT\\s+)?EXISTS)?|RENAME(?:\\s+TO|\\s+AS)?(?!\\s+(?:COLUMN|INDEX|KEY|TO|AS)\\b))\\s+({$name})/i", $sql),
            default => [],
        };

        return array_values(array_unique($tables));
    }

    /**
     * `UPDATE one a JOIN other b … SET a.column = …`: where each column says whose it is, those tables.
     *
     * @return list<string>
     */
    private static function updated(string $sql): array
    {
        if (preg_match('/^UPDATE' . SqlMarks::MANNERS . '\s+(.*?)\bSET\b(.*)$/is', $sql, $parts) !== 1) {
            return [];
        }
        $tables = self::named($parts[1]);
        $set = (string) preg_replace('/\bWHERE\b.*$/is', '', self::flat($parts[2]));
        preg_match_all('/(?:^|,)\s*(?:(`[^`]+`|[\w$]+)\s*\.\s*)?(?:`[^`]+`|[\w$]+)\s*=/', $set, $columns);

        return self::meant($columns[1], $tables);
    }

    /**
     * `DELETE a, b FROM one a JOIN other b …`, `DELETE FROM a USING one a …`, `DELETE FROM one …`
     *
     * @return list<string>
     */
    private static function deleted(string $sql): array
    {
        if (preg_match('/^DELETE' . SqlMarks::MANNERS . '(.*?)\bFROM\b(.*?)(?:\bUSING\b(?!\s*\()(.*?))?(?:\bWHERE\b.*)?$/is', self::flat($sql), $parts) !== 1) {
            return [];
        }
        [, $targets, $from, $using] = $parts + ['', '', '', ''];
        $tables = self::named($using !== '' ? $using : $from);
        $targets = trim($targets) !== '' ? $targets : ($using !== '' ? $from : '');

        return $targets === '' ? array_values($tables) : self::meant(array_map(static fn(string $target): string => rtrim(trim($target), '.* '), explode(',', $targets)), $tables);
    }

    /**
     * @param array<string> $aliases as they are written; empty: anybody's
     * @param array<string, string> $tables alias → name
     *
     * @return list<string>
     */
    private static function meant(array $aliases, array $tables): array
    {
        $meant = [];
        foreach ($aliases as $alias) {
            $table = $tables[SqlMarks::name($alias)] ?? null;
            if ($table === null) {
                return array_values($tables);
            }
            $meant[] = $table;
        }

        return $meant === [] ? array_values($tables) : $meant;
    }

    /** @return array<string, string> alias, or name → name */
    private static function named(string $references): array
    {
        $tables = [];
        foreach ((array) preg_split('/,|\bJOIN\b|\bSTRAIGHT_JOIN\b/i', $references) as $reference) {
            $isNamed = preg_match('/^[\s(]*(' . SqlMarks::NAME . ')(?:\s+(?:AS\s+)?(?!(?:' . self::NO_ALIAS . ')\b)(`[^`]+`|[\w$]+))?/i', (string) $reference, $match) === 1;
            if ($isNamed) {
                $table = SqlMarks::name($match[1]);
                $tables[SqlMarks::name($match[2] ?? $match[1])] = $table;
            }
        }

        return $tables;
    }

    /** Without what stands in brackets, but those around tables. */
    private static function flat(string $sql): string
    {
        do {
            $sql = (string) preg_replace('/\([^()]*\b(?:SELECT|AND|OR)\b[^()]*\)|(?<=\w)\s*\([^()]*\)/i', ' ? ', $sql, -1, $count);
        } while ($count > 0);

        return $sql;
    }

    /** @return list<string> */
    private static function names(string $pattern, string $sql): array
    {
        preg_match_all($pattern, $sql, $matches);

        return array_map(SqlMarks::name(...), $matches[1]);
    }
}
