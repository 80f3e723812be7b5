<?php

/**
 * What the SQL of a WP_Query says: more than its variables, which core leaves empty where it fills in a default, and
 * what other plugins have made of it. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Tag;

final class ListSql
{
    /** What a query may read of a post, by the columns that say so. Place (where a post is listed) first, then the rest. */
    private const FACETS = [
        'date' => 'post_date(?:_gmt)?',
        'slug' => 'post_name',
        'author' => 'post_author',
        'parent' => 'post_parent',
        'order' => 'menu_order',
        'password' => 'post_password',
        'terms' => '\w*term_(?:relationships|taxonomy)',
        'title' => 'post_title',
        'text' => 'post_(?:content|excerpt)',
        'file' => 'post_mime_type|guid',
        'discussion' => 'comment_status|ping_status',
        'modified' => 'post_modified(?:_gmt)?',
        'comment_count' => 'comment_count',
    ];

    /** Two days, in seconds. */
    private const NEAR = 172_800;

    private ?string $bare = null;

    /**
     * @param string $sql with `%` as it is, see wpdb::remove_placeholder_escape()
     * @param string $posts name of the table of posts
     */
    public function __construct(private readonly string $sql, private readonly string $posts) {}

    /** The query as it can be asked again, for ids alone; null: it selects something that is not in the table of posts. */
    public function request(): ?string
    {
        $posts = preg_quote($this->posts, '/');
        $columns = "{$posts}\\.\\*|{$posts}\\.ID(?:, {$posts}\\.post_parent)?";
        $isPlain = preg_match("/^\\s*SELECT\\s+(SQL_CALC_FOUND_ROWS\\s+)?(DISTINCT\\s+)?(?:{$columns})\\s+(FROM\\s+{$posts}\\b.*)$/s", $this->sql, $match) === 1;
        if (!$isPlain || preg_match('/\b(?:RAND|UUID)\s*\(|\bUNION\b/i', $this->bare()) === 1) {
            return null;
        }
        [, $counted, $distinct, $rest] = $match;

        return 'SELECT ' . ($counted === '' ? '' : 'SQL_CALC_FOUND_ROWS ') . ($distinct === '' ? '' : 'DISTINCT ')
            . "{$this->posts}.ID " . (string) preg_replace('/\s*\n\s*/', "\n", trim($rest));
    }

    /** Whether all that it finds is counted besides, for the number of pages. */
    public function is_counted(): bool
    {
        return preg_match('/^\s*SELECT\s+SQL_CALC_FOUND_ROWS\b/', $this->sql) === 1;
    }

    /** How many posts make it full; 0: there is no limit. */
    public function limit(): int
    {
        return preg_match('/\bLIMIT\s+(?:[0-9]+\s*,\s*)?([0-9]+)\s*$/', $this->bare(), $match) === 1 ? (int) $match[1] : 0;
    }

    /**
     * What it sorts by, as far as PHP can sort alike: numbers and dates. Null: something else is among it, or nothing is
     * said.
     *
     * @return list<array{string, bool}>|null column, and whether it descends
     */
    public function order(): ?array
    {
        if (preg_match('/\bORDER BY\s+((?:(?!\bORDER BY\b).)*?)(?:\bLIMIT\b.*)?$/s', $this->bare(), $match) !== 1) {
            return null;
        }
        $keys = [];
        foreach (explode(',', $match[1]) as $key) {
            $column = '/^\s*' . preg_quote($this->posts, '/') . '\.(ID|post_date|post_modified|menu_order|comment_count|post_author|post_parent)(?:\s+(ASC|DESC))?\s*$/';
            if (preg_match($column, $key, $found) !== 1) {
                return null;
            }
            $keys[] = [$found[1], ($found[2] ?? '') === 'DESC'];
        }

        return $keys;
    }

    /** @return list<string> post types; empty: it does not say */
    public function types(): array
    {
        return array_values(array_filter($this->values('post_type'), static fn(string $type): bool => Tag::is_tag("list:{$type}")));
    }

    /** @return list<string> */
    public function facets(): array
    {
        $read = preg_match('/\bWHERE\b(.*)$/s', $this->bare(), $match) === 1 ? $match[1] : $this->bare();

        return array_keys(array_filter(self::FACETS, static fn(string $columns): bool => preg_match("/\\b(?:{$columns})\\b/", $read) === 1));
    }

    /** @return list<string> facets whose columns stand anywhere in it */
    public function named_columns(): array
    {
        return array_keys(array_filter(self::FACETS, fn(string $columns): bool => preg_match("/\\b(?:{$columns})\\b/i", $this->bare()) === 1));
    }

    /** Whether the columns that it names are all that it reads: there is no `*` but to count rows, and none that no facet stands for. */
    public function names_columns_alone(): bool
    {
        $rest = (string) preg_replace('/\bCOUNT\s*\(\s*\*\s*\)/i', '', $this->bare());

        return !str_contains($rest, '*') && preg_match('/\b(?:post_content_filtered|to_ping|pinged|NATURAL|TABLE)\b/i', $rest) === 0;
    }

    /** @return list<string> types of posts, where it is certain that it finds no others; else empty */
    public function only_types(): array
    {
        $isSimple = preg_match_all('/\bSELECT\b/i', $this->bare()) === 1
            && preg_match_all('/\b' . preg_quote($this->posts, '/') . '\b(?!`?\.)/', $this->bare()) === 1
            && preg_match('/\b(?:OR|XOR|NOT|CASE|IF|WITH)\b|\|\||!/i', $this->bare()) === 0;

        return $isSimple ? SqlCondition::types($this->sql) : [];
    }

    /** Whether it reads tables besides those of posts, their meta and their terms. */
    public function reads_other_tables(): bool
    {
        preg_match_all('/\b(?:FROM|JOIN)\s+`?(\w+)`?/i', $this->bare(), $tables);
        $prefix = substr($this->posts, 0, -strlen('posts'));
        $known = array_map(static fn(string $name): string => $prefix . $name, ['posts', 'postmeta', 'term_relationships', 'term_taxonomy', 'terms']);

        return array_diff($tables[1], $known) !== [];
    }

    /** Whether conditions on ids, authors, parents or years may be among it; most have none, and reading them takes time. */
    public function names_places(): bool
    {
        return preg_match('/\.(?:ID|post_author|post_parent)\s*(?:=|IN\b)|\bYEAR\s*\(/', $this->bare()) === 1;
    }

    /** Whether it reads meta of posts. */
    public function reads_meta(): bool
    {
        return preg_match('/\b\w*postmeta\b/', $this->bare()) === 1;
    }

    /** Whether it asks for posts that visitors do not see. */
    public function reads_hidden(string $type): bool
    {
        if (preg_match('/\bpost_status\s*(?:<>|!=|NOT\s+IN)/i', $this->bare()) === 1) {
            return true;
        }
        foreach ($this->values('post_status') as $status) {
            if ($status !== 'inherit' && !PostKind::is_visible($type, $status)) {
                return true;
            }
        }

        return false;
    }

    /**
     * Whether a time near now stands in it: asked tomorrow, it would say something else.
     *
     * @param int $now Unix seconds
     */
    public function is_of_now(int $now): bool
    {
        preg_match_all("/'([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T][0-9:]{5,8})?'/", $this->sql, $dates);
        preg_match_all('/\b1[0-9]{9}\b/', $this->sql, $seconds);
        $times = [...array_map(static fn(string $date): int => (int) strtotime("{$date} UTC"), $dates[1]), ...array_map(intval(...), $seconds[0])];

        return array_filter($times, static fn(int $time): bool => abs($time - $now) < self::NEAR) !== [];
    }

    /** With every text and every comment taken out, so that what somebody typed is not read as SQL. */
    private function bare(): string
    {
        return $this->bare ??= SqlCondition::has_comments($this->sql)
            ? SqlCondition::without_texts($this->sql)
            : preg_replace("/'(?:[^'\\\\]++|\\\\.|'')*+'/s", "''", $this->sql) ?? $this->sql;
    }

    /** @return list<string> what a column is compared with */
    private function values(string $column): array
    {
        preg_match_all("/\\b{$column}\\s*(?:=\\s*('[^']*')|IN\\s*\\(([^)]*)\\))/i", $this->sql, $matches);
        preg_match_all("/'([^']*)'/", implode(',', [...$matches[1], ...$matches[2]]), $values);

        return array_values(array_unique($values[1]));
    }
}
