<?php

/**
 * The lists of posts on the page of this render. A query that could be written down is carried as `query:HASH`, which
 * is purged when its result changes; one that could not, as the buckets and facets of everything that might change it.
 * Written down before the page is stored: whoever changes something later finds it there.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Sql\SqlTimes;
use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tags\Tag;

final class PageLists
{
    /** A page with more queries than this is not worth the bookkeeping. */
    private const MAX_QUERIES = 60;

    /** @param ListRecords|null $records null: nothing is written down */
    public function __construct(
        private readonly PageTags $page,
        private readonly ?ListRecords $records,
    ) {}

    /** When the first of these lists becomes another one because time goes by. */
    public function expire(SeenQuery ...$queries): void
    {
        $end = null;
        foreach ($queries as $query) {
            if ($query->sql()->reads_other_tables() && (new ListTags($query))->reads_busy_tables()) {
                $this->page->expire_at(time() + BusyTables::LIFE);
            }
            // Hardly any has to do with time: what else is to be known of a query can wait until the answer is out.
            if (!SqlTimes::has_any($query->sql) || $query->single_ids() !== [] || $query->slugs() !== [] || $query->is_of_frame()) {
                continue;
            }
            $end ??= new ListEnd(wp_timezone());
            $ends = $end->of($query);
            if ($ends !== null) {
                $this->page->expire_at($ends);
            }
        }
    }

    /** @param list<array{SeenQuery, ListResult|null}> $queries with their results; null: it was not seen */
    public function add(array $queries): void
    {
        $asked = [];
        foreach ($queries as [$query, $result]) {
            $this->by_author($query);
            if ($this->is_single($query) || $query->is_of_frame()) {
                $this->by_path($query, $result);
                if (!$query->sql()->reads_other_tables() || !(new ListTags($query))->reads_own_tables()) {
                    continue;
                }
            }
            $isWorthwhile = $this->records !== null && count($asked) < self::MAX_QUERIES;
            $request = $isWorthwhile && $result !== null ? $query->request() : null;
            if ($request === null) {
                $this->broad($query);
            } else {
                $hash = $query->identity($request);
                $asked["{$hash}{$result->hash()}"] = [$query, $result, $request, $hash];
            }
        }
        $records = $this->records;
        if ($records !== null && $asked !== []) {
            $this->record($records, $asked);
        }
    }

    /** @param non-empty-array<string, array{SeenQuery, ListResult, string, string}> $asked */
    private function record(ListRecords $records, array $asked): void
    {
        $known = $records->known(array_values(array_unique(array_column($asked, 3))));
        $rows = [];
        $lists = [];
        foreach ($known === null ? [] : $asked as [$query, $result, $request, $hash]) {
            $window = $result->window($query->sql(), self::columns(...));
            $list = $known[$hash] ?? null;
            if ($list === null || !$list->has($result->hash(), $window)) {
                $list = $rows[] = (new ListTags($query))->row($request, $result->hash(), $window);
            }
            $lists[] = [$query->source, $hash, $list];
        }
        if ($known === null || ($rows !== [] && !$records->add(...$rows))) {
            foreach ($asked as [$query]) {
                $this->broad($query);
            }

            return;
        }
        foreach ($lists as [$source, $hash, $list]) {
            $this->page->add_from($source, Tag::query($hash), ...$list->tags);
            $this->rare($list->facets);
        }
    }

    private function broad(SeenQuery $query): void
    {
        $list = new ListTags($query);
        $this->page->add_from($query->source, ...$list->broad());
        $this->rare($list->facets());
    }

    /** @param list<string> $facets */
    private function rare(array $facets): void
    {
        foreach ($facets as $facet) {
            if (RareFacet::is_rare($facet)) {
                $this->page->rare($facet);
            }
        }
    }

    /** What is asked for by its path is found there for as long as nothing above it is called otherwise. */
    private function by_path(SeenQuery $query, ?ListResult $result): void
    {
        if ($query->text('pagename') !== '') {
            $this->page->add(...array_map(PostFacet::Link->of(...), $result->ids ?? []));
        }
    }

    /** Where nobody has the name, core asks for posts of nobody; whoever gets it one day has a tag of theirs. */
    private function by_author(SeenQuery $query): void
    {
        $author = $query->text('author_name');
        if ($author !== '' && get_user_by('slug', sanitize_title_for_query($author)) === false) {
            $facets = array_map(static fn(string $facet): string => Tag::facet(Tag::table('users'), $facet), [RawSql::ALL, UserConditions::MADE, 'user_nicename']);
            $this->page->rare(RareFacet::table('users'), ...$facets);
        }
    }

    /** A single post has its own tag; what is asked for by name may be another one tomorrow, or there at last. */
    private function is_single(SeenQuery $query): bool
    {
        $ids = $query->single_ids();
        $slugs = $ids === [] ? $query->slugs() : [];
        foreach ($ids as $id) {
            $this->page->asked_by_id($id);
        }
        foreach ($slugs === [] ? [] : $query->types() as $type) {
            $this->page->list($type, ...array_map(static fn(string $slug): string => Tag::slug($type, Tag::name(sanitize_title($slug))), $slugs));
        }

        return $ids !== [] || $slugs !== [];
    }

    /**
     * As this render has seen the post; without asking the database.
     *
     * @return array<array-key, string>|null
     */
    private static function columns(int $id): ?array
    {
        $row = wp_cache_get($id, 'posts');

        return is_object($row) ? array_map(strval(...), array_filter(get_object_vars($row), is_scalar(...))) : null;
    }
}
