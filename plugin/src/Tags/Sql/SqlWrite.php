<?php

/** What a statement writes, as far as its text says for certain. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class SqlWrite
{
    /** More rows than this are not looked at one by one. */
    public const MAX_ROWS = 20;

    private const KINDS = 'INSERT|REPLACE|UPDATE|DELETE|TRUNCATE|LOAD|ALTER|DROP|RENAME|CREATE';

    /**
     * @param list<string> $tables that it may write to, in small letters
     * @param list<array<string, string|null>>|null $rows that it adds: column → value, null for NULL; without those that only the database knows. Null: not known
     * @param string|null $where condition of the rows that it changes or takes out, as SQL; null: not known, or all of them
     * @param array<string, string|null>|null $values that it gives to these rows, the same way; null: they are taken out
     * @param list<string> $computed columns that get something which only the database knows
     * @param list<string>|null $updated columns of a row that is there already under a key of one of the new ones, and stays; null: such a row is taken out
     */
    private function __construct(
        public readonly array $tables,
        public readonly ?array $rows = null,
        public readonly ?string $where = null,
        public readonly ?array $values = null,
        public readonly array $computed = [],
        public readonly ?array $updated = [],
    ) {}

    /** Cheap: nearly every statement is a question. */
    public static function is_one(string $sql): bool
    {
        return preg_match('/^(?:[\s(]|\/\*|--|#|(?:' . self::KINDS . '|WITH)\b)/i', $sql) === 1 && !SqlCondition::is_question($sql)
            || preg_match('/^\s*WITH\b.*\b(?:UPDATE|DELETE)\b/is', $sql) === 1;
    }

    /** Null: it writes to no table. */
    public static function of(string $sql): ?self
    {
        $marks = SqlMarks::of($sql);
        if (preg_match('/^(' . self::KINDS . '|WITH)\b/i', $marks->sql, $kind) !== 1) {
            return null;
        }

        // Nothing may be asked in front of a statement that looks back at the one before it.
        $isOpaque = $marks->isConditional || preg_match('/\b(?:FOUND_ROWS|ROW_COUNT)\s*\(/i', $marks->sql) === 1;

        return match ($isOpaque ? '' : strtoupper($kind[1])) {
            'INSERT', 'REPLACE' => self::insert($marks) ?? self::any($marks),
            'UPDATE' => self::update($marks) ?? self::any($marks),
            'DELETE' => self::delete($marks) ?? self::any($marks),
            default => self::any($marks),
        };
    }

    /** `INSERT INTO name (columns) VALUES (…), (…) ON DUPLICATE KEY UPDATE column = …`, the same with REPLACE. */
    private static function insert(SqlMarks $marks): ?self
    {
        $name = SqlMarks::NAME;
        [$sql, $changes] = (array) preg_split('/\bON\s+DUPLICATE\s+KEY\s+UPDATE\b/i', $marks->sql, 2) + ['', ''];
        $isKnown = preg_match('/^(INSERT|REPLACE)' . SqlMarks::MANNERS . "(?:\\s+INTO)?\\s+({$name})\\s*\\(([^()]*)\\)\\s*VALUES?\\s*((?:\\([^()]*\\)\\s*,?\\s*)+)$/is", (string) $sql, $match) === 1;
        $updated = self::assigned((string) $changes);
        if (!$isKnown || $updated === null) {
            return null;
        }
        [, $verb, $table, $names, $lists] = $match;
        $columns = array_map(SqlMarks::name(...), explode(',', $names));
        preg_match_all('/\(([^()]*)\)/', $lists, $found);
        $rows = [];
        foreach ($found[1] as $list) {
            $values = explode(',', $list);
            if (count($values) !== count($columns)) {
                return null;
            }
            $rows[] = self::known($marks, array_combine($columns, $values));
        }

        return new self([SqlMarks::name($table)], count($rows) > self::MAX_ROWS ? null : $rows, updated: strcasecmp($verb, 'REPLACE') === 0 ? null : array_keys($updated));
    }

    /** `UPDATE name SET column = …, … WHERE …` */
    private static function update(SqlMarks $marks): ?self
    {
        $name = SqlMarks::NAME;
        $isKnown = preg_match('/^UPDATE' . SqlMarks::MANNERS . "\\s+({$name})\\s+SET\\s+(.*?)\\s+WHERE\\s+(.*)$/is", $marks->sql, $match) === 1;
        if (!$isKnown || preg_match('/\b(?:SELECT|CASE)\b/i', $match[2]) === 1) {
            return null;
        }
        [, $table, $list, $where] = $match;
        $values = self::assigned($list);
        $condition = self::condition($marks, $where);
        if ($values === null || $condition === null) {
            return null;
        }
        $known = self::known($marks, $values);

        return new self([SqlMarks::name($table)], null, $condition, $known, array_keys(array_diff_key($values, $known)));
    }

    /** @return array<string, string>|null column → what is written for it; null: it is something else */
    private static function assigned(string $list): ?array
    {
        do {
            $list = (string) preg_replace('/\([^()]*\)/', ' ? ', $list, -1, $count);
        } while ($count > 0);
        $values = [];
        foreach (trim($list) === '' ? [] : explode(',', $list) as $one) {
            if (preg_match('/^\s*(' . SqlMarks::NAME . ')\s*=(.*)$/s', $one, $set) !== 1) {
                return null;
            }
            $values[SqlMarks::name($set[1])] = $set[2];
        }

        return $values;
    }

    /** `DELETE FROM name WHERE …` */
    private static function delete(SqlMarks $marks): ?self
    {
        $name = SqlMarks::NAME;
        $isKnown = preg_match('/^DELETE' . SqlMarks::MANNERS . "\\s+FROM\\s+({$name})\\s+WHERE\\s+(.*)$/is", $marks->sql, $match) === 1;
        $condition = $isKnown ? self::condition($marks, $match[2]) : null;

        return $condition === null ? null : new self([SqlMarks::name($match[1])], null, $condition);
    }

    /** Which rows are meant: more of them where their number is limited. */
    private static function condition(SqlMarks $marks, string $where): ?string
    {
        $all = (string) preg_replace('/\b(?:ORDER\s+BY|LIMIT|RETURNING)\b[^()]*$/is', '', $where);

        return preg_match('/@|\b(?:RAND|SLEEP|GET_LOCK|LAST_INSERT_ID)\s*\(/i', $all) === 1 || trim($all) === '' ? null : $marks->sql_of($all);
    }

    /** Whatever it does. */
    private static function any(SqlMarks $marks): ?self
    {
        $tables = SqlTargets::of($marks);

        return $tables === [] ? null : new self($tables);
    }

    /**
     * @param array<string, string> $values column → what is written for it
     *
     * @return array<string, string|null>
     */
    private static function known(SqlMarks $marks, array $values): array
    {
        $known = [];
        foreach ($values as $column => $value) {
            $literal = $marks->literal($value);
            if ($literal !== null || strcasecmp(trim($value), 'NULL') === 0) {
                $known[$column] = $literal;
            }
        }

        return $known;
    }
}
