<?php

/** One query for posts with everything that pages show of it: decides what of a change it may see. */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\Queries\TermConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Sql\ListConditions;
use DynamicCache\Tags\Sql\ListSql;
use DynamicCache\Tags\Tables\SqlResult;

final class KnownQuery
{
    public readonly ListSql $sql;

    public readonly Window $window;

    /** @var array<mixed> */
    private readonly array $conditions;

    /**
     * @param non-empty-list<ListRow> $rows of the same query
     * @param string $posts name of the table of posts
     */
    public function __construct(
        public readonly array $rows,
        string $posts,
    ) {
        $this->sql = new ListSql($rows[0]->request, $posts);
        $this->window = new Window($this->sql->order(), array_map(static fn(ListRow $row): string => $row->window, $rows));
        $this->conditions = (new ListConditions($posts))->of($rows[0]->request);
    }

    /** Any of its rows: they differ in their results alone. */
    public function row(): ListRow
    {
        return $this->rows[0];
    }

    /** @return list<string> post types */
    public function types(): array
    {
        return array_values(array_map(
            static fn(string $facet): string => substr($facet, strlen('type.')),
            array_filter($this->row()->facets, static fn(string $facet): bool => str_starts_with($facet, 'type.')),
        ));
    }

    /** @return list<string> under one of which every page is that has it, whatever else it has */
    public function whole(): array
    {
        return in_array(SqlResult::FACET, $this->row()->facets, true) ? $this->row()->tags : ListName::all_of(...$this->types());
    }

    /** Bucket and facet: whether it is written down under a place of the post, and looks at what differs. */
    public function reads(Move $move): bool
    {
        return array_intersect($this->row()->buckets, $move->buckets) !== [] && $move->concerns($this->row()->facets);
    }

    /** The predicate: whether the post may be in the result before or after, and not in the same place. */
    public function may_see(Move $move): bool
    {
        [$before, $after] = [$move->before, $move->after];
        $was = $before === null ? false : Conditions::hold($this->conditions, $before);
        $is = $after === null ? false : Conditions::hold($this->conditions, $after);
        if ($before === null || $after === null || $was !== true || $is !== true || in_array(RareFacet::ANY, $this->row()->facets, true)) {
            return $was !== false || $is !== false;
        }

        return !$this->window->is_same_place($before, $after);
    }

    /** The window: whether one of the places is not behind the end of what is shown. */
    public function may_show(Move $move): bool
    {
        foreach ([$move->before, $move->after] as $post) {
            if ($post !== null && Conditions::hold($this->conditions, $post) !== false && !$this->window->is_behind($post)) {
                return true;
            }
        }

        return false;
    }

    /** Whether the terms below those that were asked for are still the ones in the SQL. */
    public function is_of_today(): bool
    {
        foreach ($this->row()->trees as [$taxonomy, $asked, $all]) {
            if (TermConditions::with_all_below($taxonomy, $asked) !== $all) {
                return false;
            }
        }

        return true;
    }
}
