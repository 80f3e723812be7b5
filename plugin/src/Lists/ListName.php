<?php

/** The lists that a tag names: those of a bucket, those of a type that read a facet, or those by the tree of a taxonomy. */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\ListRow;
use DynamicCache\Tags\ListTags;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermConditions;

final class ListName
{
    /** @param list<string> $types */
    private function __construct(
        private readonly string $tag,
        public readonly array $types,
        public readonly string $facet,
    ) {}

    /** Null: it names no lists. */
    public static function of(string $tag): ?self
    {
        [$name, $facet] = explode('~', $tag, 2) + ['', ''];
        $parts = explode(':', $name);
        if ($parts[0] === 'list' && isset($parts[1]) && !str_starts_with($facet, ListTags::ALL) && $facet !== 'sticky') {
            return new self($tag, [$parts[1]], $facet);
        }
        if ($parts[0] !== 'tax' || $facet !== TermConditions::TREE) {
            return null;
        }
        $taxonomy = get_taxonomy($parts[1] ?? '');

        return new self($tag, [...($taxonomy === false ? [] : array_values($taxonomy->object_type)), ListTags::ANY_TYPE], TermConditions::TREE . '.' . ($parts[1] ?? ''));
    }

    /** @return list<string> the facets of the lists, for ListTable::reading() */
    public function reading(): array
    {
        return str_starts_with($this->facet, TermConditions::TREE) ? [$this->facet] : ["type.{$this->types[0]}", $this->facet];
    }

    /** @return list<string> under one of which every page with these lists is */
    public function suspects(): array
    {
        return array_map(fn(string $type): string => Tag::facet(Tag::list($type), ListTags::suspicion($this->facet)), $this->types);
    }

    public function names(ListRow $row): bool
    {
        return $this->facet === '' ? in_array($this->tag, $row->buckets, true) : array_diff($this->reading(), $row->facets) === [];
    }
}
