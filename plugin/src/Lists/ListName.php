<?php

/**
 * The lists that a tag names: those of a bucket, those of a type that read a facet, those by the tree of a taxonomy; and
 * questions for a table of a plugin's own.
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\Queries\TermConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Tables\OwnTables;
use DynamicCache\Tags\Tag;

final class ListName
{
    /**
     * @param list<string> $types post types
     * @param string $table of a plugin, as it stands in a tag; empty: posts
     */
    private function __construct(
        private readonly string $tag,
        private readonly array $types,
        public readonly string $facet,
        private readonly string $table = '',
    ) {}

    /** Null: it names no lists. */
    public static function of(string $tag): ?self
    {
        [$name, $facet] = explode('~', $tag, 2) + ['', ''];
        $parts = explode(':', $name);
        $second = $parts[1] ?? '';

        return match ($parts[0]) {
            'list' => $second !== '' && !str_starts_with($facet, ListTags::ALL) && $facet !== 'sticky' ? new self($tag, [$second], $facet) : null,
            'tax' => $facet === TermConditions::TREE ? self::of_tree($tag, $second) : null,
            'sql' => $second !== '' && ($facet === '' || $facet === RareFacet::ANY) && OwnTables::is_own($second) ? new self($tag, [], $facet, $second) : null,
            default => null,
        };
    }

    private static function of_tree(string $tag, string $name): self
    {
        $taxonomy = get_taxonomy($name);

        return new self($tag, [...($taxonomy === false ? [] : array_values($taxonomy->object_type)), ListTags::ANY_TYPE], TermConditions::TREE . ".{$name}");
    }

    /** @return list<string> of every page with any list of these types */
    public static function all_of(string ...$types): array
    {
        return array_map(
            static fn(string $type): string => Tag::facet(Tag::list($type), ListTags::ALL),
            array_values(array_unique([...$types, ListTags::ANY_TYPE])),
        );
    }

    /** @return list<string> the facets of the lists, for ListTable::reading() */
    public function reading(): array
    {
        return match (true) {
            $this->table !== '' => [RareFacet::table($this->table)],
            str_starts_with($this->facet, TermConditions::TREE) => [$this->facet],
            default => ["type.{$this->types[0]}", $this->facet],
        };
    }

    /** @return list<string> under one of which every page with these lists is */
    public function suspects(): array
    {
        return $this->table !== '' ? $this->whole() : array_map(fn(string $type): string => Tag::facet(Tag::list($type), ListTags::suspicion($this->facet)), $this->types);
    }

    /** @return list<string> of every page with any list of these types, or any question for this table */
    public function whole(): array
    {
        return $this->table !== '' ? [Tag::facet(Tag::table($this->table), RawSql::ALL)] : self::all_of(...$this->types);
    }

    /** Whether the tag names the list of that row. */
    public function names(ListRow $row): bool
    {
        return $this->facet === '' ? in_array($this->tag, $row->buckets, true) : array_diff($this->reading(), $row->facets) === [];
    }
}
