<?php

/**
 * From a query for posts to what its result depends on: the bucket of its first usable condition, and the facets that
 * its conditions and its order read. A condition that is not understood is none: the bucket is then the whole type.
 *
 * Facets with `all` in them are for suspicions (PostSuspects): a page with any list carries `list:TYPE~all`, so that it
 * is neither served nor stored while a change is being looked into. They are purged only where single lists would be
 * too many (Lists\ChangedLists).
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Database;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Sql\ListConditions;
use DynamicCache\Tags\Sql\ListSql;
use DynamicCache\Tags\Sql\SqlMarks;
use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tags\Tables\OwnTables;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\UserFacet;

final class ListTags
{
    /** The facet that every page with any list of a type carries. */
    public const ALL = 'all';

    public const ANY_TYPE = 'any';

    /** A query that would say something else tomorrow. */
    public const OF_NOW = 'now';

    /** Facets that change without a change of place, with the suspicion that covers each. */
    private const SUSPICIONS = ['title' => 'text', 'text' => 'text', 'file' => 'text', 'discussion' => 'text', RareFacet::ANY => 'text', 'modified' => 'modified', 'comment_count' => 'comment_count', 'hidden' => 'hidden'];

    /** Facets that pages carry as tags where their query is not written down. */
    private const TAGGED = ['text', 'title', 'file', 'discussion', 'comment_count', RareFacet::MODIFIED, RareFacet::HIDDEN, RareFacet::ANY];

    private const MAX_BUCKETS = 8;

    private readonly ListSql $sql;

    /** @var list<string> */
    private readonly array $types;

    private readonly TermConditions $terms;

    /** @var list<string> tables that a plugin has joined */
    private readonly array $tables;

    /** @param SeenQuery $query of posts that are content */
    public function __construct(private readonly SeenQuery $query)
    {
        $this->sql = $query->sql();
        $this->terms = new TermConditions($query->terms);
        $this->types = $query->types();
        $this->tables = $this->sql->reads_other_tables() ? OwnTables::read_by(SqlMarks::of($query->sql)) : [];
    }

    /** The suspicion of a facet: `all`, or `all.FACET` where the change is none of place. */
    public static function suspicion(string $facet): string
    {
        $kind = self::SUSPICIONS[$facet] ?? (str_starts_with($facet, 'meta.') ? $facet : '');

        return $kind === '' ? self::ALL : self::ALL . ".{$kind}";
    }

    /** Whether a plugin has joined a table of its own, in which anything may decide what is found. */
    public function reads_own_tables(): bool
    {
        return $this->tables !== [];
    }

    /** Whether visits write to one of these all the time, which purges nothing (BusyTables). */
    public function reads_busy_tables(): bool
    {
        return array_filter($this->tables, BusyTables::is_busy(...)) !== [];
    }

    /** As it is written down. */
    public function row(string $request, string $result, string $window): ListRow
    {
        $facets = $this->facets();
        $trees = $this->terms->trees();

        return new ListRow(
            $this->query->identity($request),
            $result,
            $window,
            [...$this->buckets($request), ...array_map(static fn(string $table): string => OwnTables::bucket($table, null), $this->tables)],
            [
                ...array_map(static fn(string $type): string => "type.{$type}", $this->types),
                ...$facets,
                ...array_map(static fn(array $tree): string => TermConditions::TREE . ".{$tree[0]}", $trees),
            ],
            $this->carried($facets),
            $request,
            $trees,
        );
    }

    /**
     * The tags of a page whose query is not written down: it goes with every change that might concern the list.
     *
     * @return list<string>
     */
    public function broad(): array
    {
        $facets = $this->facets();
        $tags = [...$this->buckets($this->query->sql), ...$this->carried($facets), ...array_map(OwnTables::any(...), $this->tables), ...array_map(OwnTables::tag(...), $this->tables)];
        foreach ($this->terms->trees() as [$taxonomy]) {
            $tags[] = Tag::facet(Tag::taxonomy(Tag::name($taxonomy)), TermConditions::TREE);
        }
        foreach ($this->types as $type) {
            foreach ($facets as $facet) {
                if (in_array($facet, self::TAGGED, true) || str_starts_with($facet, 'meta.')) {
                    $tags[] = Tag::facet(Tag::list($type), $facet);
                }
            }
        }

        return array_values(array_unique($tags));
    }

    /** @return list<string> */
    public function facets(): array
    {
        $facets = $this->sql->facets();
        foreach ($this->query->metaKeys as $key) {
            $facets[] = RareFacet::meta($key);
        }
        if ($this->query->readsAnyMeta || ($this->query->metaKeys === [] && $this->sql->reads_meta())) {
            $facets[] = RareFacet::ANY_META;
        }
        foreach ($this->types as $type) {
            if ($this->sql->reads_hidden($type)) {
                $facets[] = RareFacet::HIDDEN;
                break;
            }
        }
        if ($this->sql->reads_other_tables() || !$this->query->isRepeatable || $this->sql->request() === null) {
            $facets[] = RareFacet::ANY;
        }

        return [...$facets, ...array_map(OwnTables::facet(...), $this->tables), ...($this->sql->is_of_now(time()) ? [self::OF_NOW] : [])];
    }

    /**
     * What the page carries in either case.
     *
     * @param list<string> $facets
     *
     * @return list<string>
     */
    private function carried(array $facets): array
    {
        $tags = [...$this->terms->names(), ...array_map(OwnTables::all(...), $this->tables)];
        $suspicions = array_unique([self::ALL, ...array_map(self::suspicion(...), $facets)]);
        foreach ($this->types as $type) {
            foreach ($suspicions as $suspicion) {
                $tags[] = Tag::facet(Tag::list($type), $suspicion);
            }
            if ($this->query->mixesSticky) {
                $tags[] = Tag::facet(Tag::list($type), 'sticky');
            }
        }
        $author = $this->query->text('author_name');
        $user = $author === '' ? false : get_user_by('slug', sanitize_title_for_query($author));
        if ($user instanceof \WP_User) {
            $tags[] = UserFacet::of($user->ID, 'user_nicename');
        }

        return array_values(array_unique($tags));
    }

    /** @return list<string> */
    private function buckets(string $request): array
    {
        $conditions = $this->sql->names_places() ? self::flat((new ListConditions(Database::connection()->posts))->of($request)) : [];
        $ids = self::numbers($conditions, 'ID');
        if ($ids !== [] && count($ids) <= self::MAX_BUCKETS) {
            return array_map(Tag::post(...), $ids);
        }
        $buckets = [];
        foreach ($this->types as $type) {
            array_push($buckets, ...$this->buckets_of($type, $conditions));
        }

        return count($buckets) > self::MAX_BUCKETS
            ? array_map(static fn(string $type): string => Tag::list($type), $this->types)
            : $buckets;
    }

    /**
     * @param list<array<mixed>> $conditions
     *
     * @return non-empty-list<string>
     */
    private function buckets_of(string $type, array $conditions): array
    {
        $terms = $this->query->isFiltered ? [] : $this->terms->bucket();
        if ($terms === [] && $type === self::ANY_TYPE) {
            return [Tag::list($type)];
        }
        foreach (['term' => $terms, 'author' => self::numbers($conditions, 'post_author'), 'parent' => self::numbers($conditions, 'post_parent')] as $by => $ids) {
            if ($ids !== []) {
                return array_map(static fn(int $id): string => Tag::list($type, $by, $id), $ids);
            }
        }
        $period = self::period($conditions);

        return [$period === null ? Tag::list($type) : Tag::list($type, 'date', $period)];
    }

    /**
     * What must hold in any case.
     *
     * @param array<mixed> $condition
     *
     * @return list<array<mixed>>
     */
    private static function flat(array $condition): array
    {
        if (($condition[0] ?? null) !== 'all') {
            return [$condition];
        }
        $flat = [];
        foreach ($condition as $part) {
            array_push($flat, ...(is_array($part) ? self::flat($part) : []));
        }

        return $flat;
    }

    /**
     * @param list<array<mixed>> $conditions
     *
     * @return list<int>
     */
    private static function numbers(array $conditions, string $column): array
    {
        foreach ($conditions as $condition) {
            $values = $condition[2] ?? null;
            if (($condition[0] ?? null) === 'in' && ($condition[1] ?? null) === $column && is_array($values)) {
                return array_values(array_unique(array_map(intval(...), array_filter($values, is_string(...)))));
            }
        }

        return [];
    }

    /** @param list<array<mixed>> $conditions */
    private static function period(array $conditions): ?string
    {
        $parts = [];
        foreach ($conditions as $condition) {
            [$kind, $part, $value] = $condition + ['', '', 0];
            if ($kind === 'part' && is_string($part) && is_int($value)) {
                $parts[$part] = $value;
            }
        }
        $year = $parts['YEAR'] ?? 0;
        $month = $parts['MONTH'] ?? 0;
        if ($year < 1000 || $year > 9999) {
            return null;
        }

        return $year . ($month > 0 && $month < 13 ? sprintf('-%02d', $month) : '');
    }
}
