<?php

/** What the text of a statement says for certain, whatever stands in its texts and comments. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class SqlCondition
{
    private const COMMENT = '\/\*.*?(?:\*\/|$)|--(?=\s|$)[^\n]*|#[^\n]*';
    private const TEXT = '\'(?:[^\'\\\\]++|\\\\.|\'\')*+\'|"(?:[^"\\\\]++|\\\\.|"")*+"';

    /** Whether it asks for something, behind whatever its author wrote in front of it. */
    public static function is_question(string $sql): bool
    {
        return preg_match('/^(?:[\s(]|' . self::COMMENT . ')*+(?:SELECT|WITH|TABLE|VALUES)\b/is', $sql) === 1;
    }

    /** Whether there may be a comment in it: the signs of one also stand in texts. */
    public static function has_comments(string $sql): bool
    {
        return strpbrk($sql, '#') !== false || str_contains($sql, '/*') || str_contains($sql, '--');
    }

    /** With `''` for every text in single quotes, and without comments but those that a database obeys. */
    public static function without_texts(string $sql): string
    {
        return self::read($sql, static fn(string $text): string => $text[0] === "'" ? "''" : $text);
    }

    /** With the insides of comments that a database obeys as if all of them did; null: it has none of them. */
    public static function with_obeyed_comments(string $sql): ?string
    {
        if (preg_match('/\/\*M?!/', $sql) !== 1) {
            return null;
        }
        $count = 0;
        $without = self::read($sql, static fn(string $text): string => $text);
        $plain = (string) preg_replace_callback(
            '/' . self::TEXT . '|\/\*M?![0-9]*|\*\//s',
            static function (array $found) use (&$count): string {
                $isText = $found[0][0] === "'" || $found[0][0] === '"';
                $count += $isText ? 0 : 1;

                return $isText ? $found[0] : ' ';
            },
            $without,
        );

        return $count > 0 ? $plain : null;
    }

    /** @return list<string> types of posts that one condition of all names; empty where none of them does nothing else */
    public static function types(string $sql): array
    {
        $marks = SqlMarks::of($sql);
        // What stands in brackets may be part of anything, but for a list of texts.
        $flat = (string) preg_replace("/\\bIN\\s*\\(\\s*('[0-9]+'(?:\\s*,\\s*'[0-9]+')*)\\s*\\)/i", 'IN [$1]', str_replace('`', '', $marks->sql));
        do {
            $flat = (string) preg_replace('/\([^()]*\)/', '', $flat, -1, $count);
        } while ($count > 0);
        $where = preg_match('/\bWHERE\b(.*?)(?:\b(?:GROUP|ORDER|HAVING|LIMIT|UNION|PROCEDURE|WINDOW|FOR|INTO|LOCK)\b.*)?$/is', $flat, $match) === 1 ? $match[1] : '';
        foreach ($marks->isConditional || preg_match('/\bBETWEEN\b/i', $where) === 1 ? [] : (array) preg_split('/\bAND\b/i', $where) as $condition) {
            if (preg_match("/^\\s*(?:\\w+\\.)*post_type\\s*(?:=\\s*('[0-9]+')|IN \\[([^\\]]*)\\])\\s*;?\\s*$/i", (string) $condition, $found) === 1) {
                preg_match_all('/[0-9]+/', implode(',', array_slice($found, 1)), $places);

                return self::usable(array_map($marks->text(...), $places[0]));
            }
        }

        return [];
    }

    /**
     * @param string $by pattern of how
     *
     * @return list<string> texts that a column is compared with, one by one
     */
    public static function compared(string $sql, string $column, string $by = '=|IN\s*\('): array
    {
        preg_match_all('/\b' . $column . '`?\s*(?:' . $by . ')\s*((?:' . self::TEXT . ')(?:\s*,\s*(?:' . self::TEXT . '))*)/is', $sql, $lists);
        preg_match_all('/' . self::TEXT . '/s', implode(',', $lists[1]), $texts);

        return array_values(array_unique(array_map(static fn(string $text): string => stripslashes(substr($text, 1, -1)), $texts[0])));
    }

    /**
     * @param list<string> $types
     *
     * @return list<string> none where one of them is no name of a type
     */
    private static function usable(array $types): array
    {
        $isUsable = array_filter($types, static fn(string $type): bool => preg_match('/^[a-z0-9_-]{1,20}$/D', $type) !== 1) === [];

        return $isUsable ? array_values(array_unique($types)) : [];
    }

    /**
     * With something else in place of each text, and without comments but those that a database obeys.
     *
     * @param \Closure(string): string $text what stands for a text, with its quotes
     */
    public static function read(string $sql, \Closure $text): string
    {
        return preg_replace_callback(
            '/' . self::TEXT . '|' . self::COMMENT . '/s',
            static fn(array $found): string => match (true) {
                $found[0][0] === "'" || $found[0][0] === '"' => $text($found[0]),
                // It is run.
                preg_match('/^\/\*M?!/', $found[0]) === 1 => $found[0],
                default => ' ',
            },
            $sql,
        ) ?? $sql;
    }
}
