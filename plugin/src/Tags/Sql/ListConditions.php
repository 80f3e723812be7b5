<?php

/**
 * The conditions of a query for posts, taken from its SQL: an expression of lists, in which what is not understood is
 * `maybe`. The SQL is what the database was asked, whatever variables and plugins said before; and parts that are not
 * understood cost a question to the database (Lists\ChangedLists), never a stale page. Pure.
 *
 * `['all'|'any', …]` · `['not', x]` · `['in', COLUMN, [values]]` · `['compare', COLUMN, OPERATOR, value]` ·
 * `['part', 'YEAR'|'MONTH'|'DAYOFMONTH', n]` of the date · `['terms', [rows of term_taxonomy]]` has one of them ·
 * `['every', [rows]]` has them all · `['never']` · `['maybe']`
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class ListConditions
{
    private const DEPTH = 8;

    private const COLUMNS = 'ID|post_type|post_status|post_author|post_parent|post_name|post_password|post_date|menu_order|comment_count|post_mime_type|comment_status|ping_status';

    /** Columns whose values compare in PHP as in the database. */
    private const ORDERED = 'ID|post_author|post_parent|post_date|menu_order|comment_count';

    /** @param string $posts name of the table of posts */
    public function __construct(private readonly string $posts) {}

    /** @return array<mixed> */
    public function of(string $request): array
    {
        $where = self::top_level($request, '/\bWHERE\b/');
        if ($where === null) {
            return ['maybe'];
        }
        $text = substr($request, $where + strlen('WHERE'));
        $end = self::top_level($text, '/\b(?:GROUP\s+BY|HAVING|ORDER\s+BY|LIMIT)\b/');

        return $this->expression(trim($end === null ? $text : substr($text, 0, $end)), 0);
    }

    /** @return array<mixed> */
    private function expression(string $text, int $depth): array
    {
        $text = self::unwrapped($text);
        if ($depth > self::DEPTH) {
            return ['maybe'];
        }
        foreach (['any' => '/\bOR\b/', 'all' => '/\bAND\b/'] as $kind => $word) {
            $parts = self::split($text, $word);
            if (count($parts) > 1) {
                return [$kind, ...array_map(fn(string $part): array => $this->expression($part, $depth + 1), $parts)];
            }
        }

        return $this->condition($text);
    }

    /** @return array<mixed> */
    private function condition(string $text): array
    {
        if (preg_match('/^1\s*=\s*1$/', $text) === 1) {
            return ['all'];
        }
        if (preg_match('/^(?:0\s*=\s*1|1\s*=\s*0)$/', $text) === 1) {
            return ['never'];
        }

        return $this->of_column($text) ?? $this->of_date($text) ?? $this->of_terms($text) ?? ['maybe'];
    }

    /** @return array<mixed>|null */
    private function of_column(string $text): ?array
    {
        $column = preg_quote($this->posts, '/') . '\.';
        if (preg_match("/^{$column}(" . self::COLUMNS . ')\\s+(NOT\\s+)?IN\\s*\\(([^()]*)\\)$/s', $text, $match) === 1) {
            $values = self::values($match[3]);
            $condition = $values === null ? ['maybe'] : ['in', $match[1], $values];

            return $match[2] === '' ? $condition : ['not', $condition];
        }
        if (preg_match("/^{$column}(" . self::COLUMNS . ")\\s*(=|<>|!=)\\s*('(?:[^'\\\\])*'|[0-9]+)$/s", $text, $match) === 1) {
            $condition = ['in', $match[1], [trim($match[3], "'")]];

            return $match[2] === '=' ? $condition : ['not', $condition];
        }
        if (preg_match("/^{$column}(" . self::ORDERED . ")\\s*(<=|>=|<|>)\\s*('[0-9: -]+'|[0-9]+)$/s", $text, $match) === 1) {
            return ['compare', $match[1], $match[2], trim($match[3], "'")];
        }

        return null;
    }

    /** @return array<mixed>|null */
    private function of_date(string $text): ?array
    {
        $posts = preg_quote($this->posts, '/');

        return preg_match("/^(YEAR|MONTH|DAYOFMONTH)\\(\\s*{$posts}\\.post_date\\s*\\)\\s*=\\s*'?([0-9]+)'?$/", $text, $match) === 1
            ? ['part', $match[1], (int) $match[2]]
            : null;
    }

    /**
     * The three forms of WP_Tax_Query::get_sql_for_clause() that name rows; aliases of the joined table are `tt1` …
     *
     * @return array<mixed>|null
     */
    private function of_terms(string $text): ?array
    {
        $posts = preg_quote($this->posts, '/');
        $table = preg_quote(substr($this->posts, 0, -strlen('posts')) . 'term_relationships', '/');
        if (preg_match("/^(?:{$table}|tt[0-9]+)\\.term_taxonomy_id\\s+IN\\s*\\(([0-9, ]+)\\)$/", $text, $match) === 1) {
            return ['terms', self::ids($match[1])];
        }
        if (preg_match("/^{$posts}\\.ID\\s+NOT\\s+IN\\s*\\(\\s*SELECT\\s+object_id\\s+FROM\\s+{$table}\\s+WHERE\\s+term_taxonomy_id\\s+IN\\s*\\(([0-9, ]+)\\)\\s*\\)$/", $text, $match) === 1) {
            return ['not', ['terms', self::ids($match[1])]];
        }
        $every = "/^\\(\\s*SELECT\\s+COUNT\\(1\\)\\s+FROM\\s+{$table}\\s+WHERE\\s+term_taxonomy_id\\s+IN\\s*\\(([0-9, ]+)\\)\\s+AND\\s+object_id\\s*=\\s*{$posts}\\.ID\\s*\\)\\s*=\\s*([0-9]+)$/";
        if (preg_match($every, $text, $match) === 1 && count(self::ids($match[1])) === (int) $match[2]) {
            return ['every', self::ids($match[1])];
        }

        return null;
    }

    /** @return list<string>|null */
    private static function values(string $list): ?array
    {
        return preg_match("/^\\s*(?:'[^'\\\\]*'|[0-9]+)(?:\\s*,\\s*(?:'[^'\\\\]*'|[0-9]+))*\\s*$/", $list) === 1 && preg_match_all("/'([^']*)'|([0-9]+)/", $list, $found) > 0
            ? array_map(static fn(string $text, string $number): string => $number === '' ? $text : $number, $found[1], $found[2])
            : null;
    }

    /** @return list<int> */
    private static function ids(string $list): array
    {
        return array_map(intval(...), explode(',', $list));
    }

    /** Without the brackets that stand around the whole. */
    private static function unwrapped(string $text): string
    {
        $text = trim($text);
        while (str_starts_with($text, '(') && self::depths($text)[0] === strlen($text) - 1) {
            $text = trim(substr($text, 1, -1));
        }

        return $text;
    }

    /** @return non-empty-list<string> the parts of a text between words that stand in no bracket */
    private static function split(string $text, string $word): array
    {
        $parts = [];
        while (($at = self::top_level($text, $word)) !== null) {
            $parts[] = substr($text, 0, $at);
            $text = (string) preg_replace('/^\w+/', '', substr($text, $at));
        }

        return [...$parts, $text];
    }

    /** Where a word first stands in no bracket and no text. */
    private static function top_level(string $text, string $word): ?int
    {
        $masked = self::masked($text);
        preg_match_all($word, $masked, $found, PREG_OFFSET_CAPTURE);
        $at = 0;
        $depth = 0;
        foreach ($found[0] as [, $offset]) {
            $depth += substr_count($masked, '(', $at, $offset - $at) - substr_count($masked, ')', $at, $offset - $at);
            if ($depth === 0) {
                return $offset;
            }
            $at = $offset;
        }

        return null;
    }

    /** @return array{int} where the bracket ends with which the text begins */
    private static function depths(string $text): array
    {
        $masked = self::masked($text);
        $depth = 0;
        for ($at = 0, $length = strlen($masked); $at < $length; $at++) {
            $depth += match ($masked[$at]) {
                '(' => 1,
                ')' => -1,
                default => 0,
            };
            if ($depth === 0) {
                return [$at];
            }
        }

        return [-1];
    }

    /** Of the same length, with blanks in place of every text. */
    private static function masked(string $sql): string
    {
        return (string) preg_replace_callback("/'(?:[^'\\\\]|\\\\.|'')*'/s", static fn(array $text): string => str_repeat(' ', strlen($text[0])), $sql);
    }
}
