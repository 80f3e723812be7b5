<?php

/**
 * From changes to the queries for posts whose results they change. Each step leaves fewer: the bucket and the facets
 * under which a query is written down; its conditions on the states before and after; the end of what it shows; and
 * last the query itself, asked again and compared with what pages show.
 *
 * Why no page is missed. A page is stored after its queries were written down, and only when no suspicion that names its
 * lists overlapped its render and ended in a purge (PurgeHistory::refusal()). Here the changes are under suspicion
 * already (`suspects()`). So a page that shows an old result either was stored before the suspicion, and then its rows
 * are in the table that is read now; or it is stored later, and then it is refused. A row says what pages show, never
 * more: rows with other results of the same query stand beside each other until one of them is found to be old. Rows
 * are taken out before their tag is purged, while nothing that carries it can be stored: a render that starts after the
 * purge finds them gone and writes its own.
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Database;
use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Records\Result;
use DynamicCache\Tags\Tables\SqlResult;
use DynamicCache\Tags\Tag;

final class ChangedLists
{
    /**
     * More questions than this are not worth their time: the queries that are left count as changed. Those of plugins
     * for single rows of theirs take next to none.
     */
    private const MAX_RUNS = 20;
    private const MAX_SECONDS = 0.2;

    /** Those of plugins are many where every page asks one of its own (redirects), and all of these pages would go. */
    private const MAX_SECONDS_OF_PLUGINS = 1.0;

    /** More lists than this go by their type. */
    private const MAX_TAGS = 500;

    /**
     * @param \Closure(ListRow): ?Result $ask a recorded query again; null: it fails
     * @param \Closure(int): ?array<array-key, string> $columns of a post as it is now
     * @param \Closure(): float $clock seconds
     */
    public function __construct(
        private readonly ListTable $table,
        private readonly \Closure $ask,
        private readonly \Closure $columns,
        private readonly \Closure $clock,
    ) {}

    public static function of_site(): self
    {
        $columns = static function (int $id): ?array {
            $post = get_post($id);

            return $post instanceof \WP_Post ? array_map(strval(...), array_filter($post->to_array(), is_scalar(...))) : null;
        };

        return new self(DatabaseListTable::of_site(), (new AskAgain())(...), $columns, static fn(): float => (float) hrtime(true) / 1e9);
    }

    /**
     * The tags under which every page is that one of the changes may concern; they must be under suspicion before
     * `tags()` is asked.
     *
     * @return list<string>
     */
    public static function suspects(ListChanges $changes): array
    {
        $tags = [];
        foreach ($changes->moves as $move) {
            foreach ([...$move->types(), ListTags::ANY_TYPE] as $type) {
                foreach ($move->facets as $facet) {
                    $tags[Tag::facet(Tag::list($type), ListTags::suspicion($facet))] = true;
                    if (str_starts_with($facet, 'meta.')) {
                        $tags[Tag::facet(Tag::list($type), ListTags::suspicion(RareFacet::ANY_META))] = true;
                    }
                }
            }
        }
        foreach ([...$changes->loose, ...$changes->ordered] as $tag) {
            $named = ListName::of($tag);
            if ($named !== null) {
                $tags += array_fill_keys($named->suspects(), true);
            }
        }

        return array_map(strval(...), array_keys($tags));
    }

    /**
     * The tags of the lists whose results are others now.
     *
     * @param bool $forget whether their rows are taken out; not while the change may still be undone
     *
     * @return list<string>
     */
    public function tags(ListChanges $changes, bool $forget): array
    {
        $known = $changes->is_empty() ? [] : $this->known($changes);
        if ($known === null) {
            return self::whole($changes);
        }
        $ordered = [];
        $asked = [];
        foreach ($known as $query) {
            if (self::is_named($query, $changes->ordered)) {
                $ordered[] = $query;
            } elseif ($this->is_concerned($query, $changes)) {
                $asked[] = $query;
            }
        }

        return $this->conclude([...array_map(static fn(KnownQuery $query): array => [$query, ''], $ordered), ...$this->asked_again($asked, $forget)], $forget);
    }

    /** @return list<KnownQuery>|null */
    private function known(ListChanges $changes): ?array
    {
        $buckets = array_merge([], ...array_map(static fn(Move $move): array => $move->buckets, $changes->moves));
        $rows = [];
        foreach ([...$changes->loose, ...$changes->ordered] as $tag) {
            $named = ListName::of($tag);
            if ($named === null) {
                continue;
            }
            if ($named->facet === '') {
                $buckets[] = $tag;
            } else {
                $found = $this->table->reading($named->reading());
                if ($found === null) {
                    return null;
                }
                array_push($rows, ...$found);
            }
        }
        $found = $buckets === [] ? [] : $this->table->in_buckets(array_values(array_unique($buckets)));
        if ($found === null) {
            return null;
        }
        $queries = [];
        foreach ([...$rows, ...$found] as $row) {
            $queries[$row->hash]["{$row->result} {$row->window}"] = $row;
        }
        $posts = Database::connection()->posts;

        return array_map(static fn(array $rows): KnownQuery => new KnownQuery(array_values($rows), $posts), array_values($queries));
    }

    private function is_concerned(KnownQuery $query, ListChanges $changes): bool
    {
        if (self::is_named($query, $changes->loose)) {
            return true;
        }
        foreach ($changes->moves as $move) {
            if ($query->reads($move) && (!$query->is_of_today() || ($query->may_see($move) && $query->may_show($move)))) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param list<KnownQuery> $queries
     *
     * @param bool $isLast whether nothing follows that waits for it
     *
     * @return list<array{KnownQuery, string}> those that changed, with the result of now; empty: not known
     */
    private function asked_again(array $queries, bool $isLast): array
    {
        $changed = [];
        $runs = 0;
        $start = ($this->clock)();
        foreach ($queries as $query) {
            $isWorthwhile = !in_array(ListTags::OF_NOW, $query->row()->facets, true) && $query->is_of_today();
            $isQuick = in_array(SqlResult::FACET, $query->row()->facets, true);
            $most = $isQuick && $isLast ? self::MAX_SECONDS_OF_PLUGINS : self::MAX_SECONDS;
            $now = $isWorthwhile && ($isQuick || $runs++ < self::MAX_RUNS) && ($this->clock)() - $start < $most ? ($this->ask)($query->row()) : null;
            $hash = $now === null ? '' : $now->hash();
            $others = array_filter($query->rows, static fn(ListRow $row): bool => $row->result !== $hash);
            if ($now === null || $others !== [] || !$this->keep_end($query, $now)) {
                $changed[] = [$query, $hash];
            }
        }

        return $changed;
    }

    /** The same posts may have another last place now: a window that is too far in front would hide a change. */
    private function keep_end(KnownQuery $query, Result $now): bool
    {
        $window = $now->window($query->sql, $this->columns);
        foreach ($query->rows as $row) {
            if ($row->window === $window) {
                return true;
            }
        }

        return $this->table->add($query->row()->ending_at($window));
    }

    /**
     * @param list<array{KnownQuery, string}> $changed
     *
     * @return list<string>
     */
    private function conclude(array $changed, bool $forget): array
    {
        if ($forget && $changed !== []) {
            $this->table->forget(array_combine(
                array_map(static fn(array $one): string => $one[0]->row()->hash, $changed),
                array_column($changed, 1),
            ));
        }
        if (count($changed) > self::MAX_TAGS) {
            return array_values(array_unique(array_merge(...array_map(static fn(array $one): array => $one[0]->whole(), $changed))));
        }

        return array_map(static fn(array $one): string => Tag::query($one[0]->row()->hash), $changed);
    }

    /** @param list<string> $tags */
    private static function is_named(KnownQuery $query, array $tags): bool
    {
        foreach ($tags as $tag) {
            if (ListName::of($tag)?->names($query->row()) === true) {
                return true;
            }
        }

        return false;
    }

    /**
     * Every page with any list that may be concerned.
     *
     * @return list<string>
     */
    private static function whole(ListChanges $changes): array
    {
        $tags = array_merge([], ...array_map(static fn(Move $move): array => ListName::all_of(...$move->types()), $changes->moves));
        foreach ([...$changes->loose, ...$changes->ordered] as $tag) {
            array_push($tags, ...(ListName::of($tag)?->whole() ?? []));
        }

        return array_values(array_unique([...$tags, ...ListName::all_of()]));
    }
}
