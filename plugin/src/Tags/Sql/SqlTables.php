<?php

/** Which tables a statement reads, and by which one value of one column it finds its rows. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class SqlTables
{
    /** Where a list of tables is over. */
    private const END = 'WHERE|GROUP|ORDER|HAVING|LIMIT|UNION|EXCEPT|INTERSECT|WINDOW|PROCEDURE|FOR|INTO|LOCK|SELECT|SET|VALUES';

    /** What a later question need not answer the same way, or may not be asked twice. */
    private const MOMENTARY = '/@|\b(?:NOW|CURDATE|CURTIME|SYSDATE|LOCALTIME|LOCALTIMESTAMP|UTC_\w+|RAND|RANDOM_BYTES|UUID\w*|FOUND_ROWS|ROW_COUNT|LAST_INSERT_ID|CONNECTION_ID|SLEEP|BENCHMARK|GET_LOCK|RELEASE_\w+|NEXTVAL|LASTVAL|SETVAL)\s*\(|\bUNIX_TIMESTAMP\s*\(\s*\)|\bCURRENT_\w+|\b(?:LOCALTIME|LOCALTIMESTAMP|SQL_CALC_FOUND_ROWS)\b|\bFOR\s+UPDATE\b|\bINTO\b/i';

    /** More values of a column than this are not worth a place each. */
    private const MAX_VALUES = 10;

    private function __construct() {}

    /** @return list<string> in small letters, without the name of a database */
    public static function of(SqlMarks $marks): array
    {
        $name = SqlMarks::NAME;
        $tables = [];
        // Functions that have the word among their arguments.
        $sql = (string) preg_replace('/\b(?:EXTRACT|TRIM|SUBSTR|SUBSTRING)\s*\([^()]*\)/i', '', $marks->sql);
        $parts = preg_match('/^\(*\s*WITH\b/i', $sql) === 1 ? self::named_parts($sql) : [];
        preg_match_all('/\b(?:FROM|JOIN|STRAIGHT_JOIN|TABLE)\b\s*\(*(.*?)(?=\b(?:' . self::END . ')\b|\b(?:FROM|JOIN|STRAIGHT_JOIN)\b|$)/is', $sql, $lists);
        foreach ($lists[1] as $list) {
            // A condition of a join may have commas in its brackets; behind it another table may stand.
            foreach (explode(',', $list) as $part) {
                if (preg_match("/^[\\s(]*({$name})(?!\\s*\\()/", $part, $match) === 1 && !ctype_digit($match[1])) {
                    $tables[SqlMarks::name($match[1])] = true;
                }
            }
        }

        return array_values(array_diff(array_map(strval(...), array_keys($tables)), $parts, ['dual']));
    }

    /**
     * What stands in front of the question under a name of its own.
     *
     * @return list<string> in small letters; without those that some part takes for the name of a table
     */
    private static function named_parts(string $sql): array
    {
        preg_match_all('/\b(\w+)\s*(?:\([^()]*\)\s*)?AS\s*(\((?:[^()]++|(?2))*+\))/i', $sql, $found, PREG_SET_ORDER);
        $parts = [];
        $bodies = '';
        foreach ($found as [, $name, $body]) {
            $bodies .= $body;
            if (preg_match('/^\(*\s*WITH\s+RECURSIVE\b/i', $sql) === 1 || preg_match("/\b{$name}\b/i", $bodies) !== 1) {
                $parts[] = strtolower($name);
            }
        }

        return $parts;
    }

    /** Whether the same question has the same answer as long as the rows are the same. */
    public static function is_repeatable(SqlMarks $marks): bool
    {
        return preg_match(self::MOMENTARY, $marks->sql) !== 1;
    }

    /**
     * The few values of which a column of the table has one in every row that the statement looks at: where it reads this
     * table alone, and says so in a condition that must hold.
     *
     * @return list<array{string, string}> the column, with each value; empty: any row
     */
    public static function places(SqlMarks $marks): array
    {
        $sql = str_replace('`', '', $marks->sql);
        $rest = (string) preg_replace('/^.*?\bFROM\b/is', '', $sql);
        if ($marks->isConditional || count(self::of($marks)) !== 1 || preg_match_all('/\bSELECT\b/i', $sql) !== 1 || preg_match('/^\s*\(|\b(?:OR|XOR|NOT|CASE|UNION|JOIN|STRAIGHT_JOIN|BETWEEN|WITH)\b|\|\||!|,[^()]*\bWHERE\b/i', $rest) === 1) {
            return [];
        }
        // A list of values is none of the brackets in which anything may be said.
        $literal = "(?:'[0-9]+'|[0-9]+)";
        $sql = (string) preg_replace("/\\bIN\\s*\\(\\s*({$literal}(?:\\s*,\\s*{$literal})*)\\s*\\)/i", '= [$1]', $sql);
        do {
            $sql = (string) preg_replace('/\([^()]*\)/', ' ? ', $sql, -1, $count);
        } while ($count > 0);
        $where = preg_match('/\bWHERE\b(.*?)(?:\b(?:' . self::END . ')\b.*)?$/is', $sql, $match) === 1 ? $match[1] : '';
        $places = [];
        foreach ((array) preg_split('/\bAND\b/i', $where) as $condition) {
            if (preg_match("/^\\s*((?:\\w+\\.)*[a-z_]\\w*)\\s*=\\s*(?:({$literal})|\\[([^\\]]*)\\])\\s*$/i", (string) $condition, $found) === 1) {
                $values = array_map(static fn(string $value): ?string => self::value($marks->literal($value)), explode(',', $found[3] ?? $found[2] ?? ''));
                if (count($values) <= self::MAX_VALUES && !in_array(null, $values, true)) {
                    $column = SqlMarks::name($found[1]);
                    $places[] = array_map(static fn(?string $value): array => [$column, (string) $value], array_values(array_unique($values)));
                }
            }
        }
        // A number is more often that of one thing; a word that of a kind.
        usort($places, static fn(array $one, array $other): int => [(int) is_numeric($other[0][1]), count($one)] <=> [(int) is_numeric($one[0][1]), count($other)]);

        return $places[0] ?? [];
    }

    /**
     * The same for a value that is written: as everything that it may be equal to in a place().
     *
     * @return list<string>|null null: nobody can say
     */
    public static function spellings(?string $value): ?array
    {
        if ($value === null || preg_match('/^[\x20-\x7e]*$/D', $value) !== 1) {
            return null;
        }
        $number = (float) $value;
        if (floor($number) !== $number || abs($number) >= 1e15) {
            // A column may round it.
            return null;
        }

        return array_values(array_unique([strtolower(rtrim($value)), (string) (int) $number]));
    }

    /** A whole number, or a text that is none, such as a word or a path: what databases compare in one way whatever a column holds. */
    private static function value(?string $literal): ?string
    {
        return match (true) {
            $literal === null => null,
            preg_match('/^(?:0|[1-9][0-9]{0,14})$/D', $literal) === 1 => $literal,
            preg_match('/^[A-Za-z_\/][\x20-\x7e]{0,190}$/D', $literal) === 1 => strtolower(rtrim($literal)),
            default => null,
        };
    }
}
