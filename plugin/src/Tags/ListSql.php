<?php

/** What the SQL of a WP_Query says: more than its variables, which core leaves empty where it fills in a default. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class ListSql
{
    private readonly string $conditions;

    public function __construct(string $sql)
    {
        $this->conditions = preg_match('/\bWHERE\b(.*)$/s', $sql, $match) === 1 ? $match[1] : $sql;
    }

    /** @return list<string> post types; empty: it does not say */
    public function types(): array
    {
        return array_values(array_filter($this->values('post_type'), static fn(string $type): bool => Tag::is_tag("list:{$type}")));
    }

    /** @return list<string> */
    public function plain_facets(): array
    {
        $facets = [];
        if (preg_match('/\bpost_(?:content|excerpt)\b/', $this->conditions) === 1) {
            $facets[] = 'text';
        } elseif (preg_match('/\bpost_title\b/', $this->conditions) === 1) {
            $facets[] = 'title';
        }
        if (preg_match('/\bcomment_count\b/', $this->conditions) === 1) {
            $facets[] = 'comment_count';
        }

        return $facets;
    }

    public function reads_modified(): bool
    {
        return preg_match('/\bpost_modified(?:_gmt)?\b/', $this->conditions) === 1;
    }

    /** Whether it asks for posts that visitors do not see. */
    public function reads_hidden(string $type): bool
    {
        if (preg_match('/\bpost_status\s*(?:<>|!=|NOT\s+IN)/i', $this->conditions) === 1) {
            return true;
        }
        foreach ($this->values('post_status') as $status) {
            if ($status !== 'inherit' && !PostKind::is_visible($type, $status)) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> what a column is compared with */
    private function values(string $column): array
    {
        preg_match_all("/\\b{$column}\\s*(?:=\\s*('[^']*')|IN\\s*\\(([^)]*)\\))/i", $this->conditions, $matches);
        preg_match_all("/'([^']*)'/", implode(',', [...$matches[1], ...$matches[2]]), $values);

        return array_values(array_unique($values[1]));
    }
}
