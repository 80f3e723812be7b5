<?php

/**
 * From a query for posts to the tags of its result: the bucket of its first usable condition, and the facets that its
 * conditions and its order read. A condition that is not understood is none: the bucket is then the whole type.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class ListTags
{
    private const ANY = 'any';
    private const MAX_TYPES = 8;
    private const SQL_FILTERS = ['posts_where', 'posts_where_paged', 'posts_where_request', 'posts_join', 'posts_join_paged', 'posts_join_request', 'posts_orderby', 'posts_orderby_request', 'posts_groupby', 'posts_groupby_request', 'posts_clauses', 'posts_clauses_request', 'posts_request', 'posts_search', 'posts_search_orderby', 'post_limits', 'post_limits_request'];

    public function __construct(private readonly PageTags $page) {}

    /** @param bool $isAnsweredElsewhere another plugin gives the result */
    public function observe(\WP_Query $query, bool $isAnsweredElsewhere): void
    {
        $sql = new ListSql(is_string($query->request) ? $query->request : '');
        $types = $sql->types();
        $types = $types === [] || count($types) > self::MAX_TYPES ? [self::ANY] : $types;
        $types = array_values(array_filter($types, static fn(string $type): bool => PostKind::of($type) === PostKind::Content));
        $asked = self::asked_ids($query);
        foreach ($asked as $id) {
            $this->page->post($id);
        }
        $isUnknown = $isAnsweredElsewhere || self::is_filtered($query);
        if ($asked !== [] && !$isUnknown) {
            return;
        }
        if ($this->is_asked_by_name($query) && !$isUnknown) {
            return;
        }
        foreach ($types as $type) {
            $buckets = $isUnknown ? [] : $this->buckets($query, $type);
            $this->page->list($type, ...($buckets === [] ? [Tag::list($type)] : $buckets));
            $this->facets($query, $sql, $type, $isUnknown);
        }
    }

    /** A single post by its name; its result says what the page depends on. */
    public function is_asked_by_name(\WP_Query $query): bool
    {
        $vars = $query->query_vars;

        return self::text($vars['name'] ?? '') !== '' || self::text($vars['pagename'] ?? '') !== '' || self::text($vars['attachment'] ?? '') !== '';
    }

    /** Nothing has that name yet. */
    public function observe_nothing(\WP_Query $query): void
    {
        $types = (new ListSql(is_string($query->request) ? $query->request : ''))->types();
        foreach ($types === [] ? [self::ANY] : $types as $type) {
            if (PostKind::of($type) === PostKind::Content) {
                $this->page->list($type, Tag::list($type));
            }
        }
    }

    /** @return list<int> */
    private static function asked_ids(\WP_Query $query): array
    {
        $vars = $query->query_vars;
        foreach (['p', 'page_id', 'attachment_id', 'post__in'] as $name) {
            $ids = Ids::all($vars[$name] ?? null);
            if ($ids !== []) {
                return $ids;
            }
        }

        return [];
    }

    private static function is_filtered(\WP_Query $query): bool
    {
        if ((bool) ($query->query_vars['suppress_filters'] ?? false)) {
            return false;
        }
        foreach (self::SQL_FILTERS as $hook) {
            if (has_filter($hook) !== false) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> empty: no condition is usable */
    private function buckets(\WP_Query $query, string $type): array
    {
        $terms = TermConditions::of($query, $this->page);
        if ($terms !== []) {
            return array_map(static fn(int $id): string => Tag::list($type, 'term', $id), $terms);
        }
        $vars = $query->query_vars;
        $authors = [...Ids::all($vars['author'] ?? null), ...Ids::all($vars['author__in'] ?? null)];
        if ($authors !== [] && min($authors) > 0) {
            return array_map(static fn(int $id): string => Tag::list($type, 'author', $id), $authors);
        }
        $parents = is_numeric($vars['post_parent'] ?? '') ? [(int) $vars['post_parent']] : Ids::all($vars['post_parent__in'] ?? null);
        if ($parents !== []) {
            return array_map(static fn(int $id): string => Tag::list($type, 'parent', $id), $parents);
        }
        $period = self::period($vars);

        return $period === null ? [] : [Tag::list($type, 'date', $period)];
    }

    /** @param array<array-key, mixed> $vars */
    private static function period(array $vars): ?string
    {
        $compact = self::text($vars['m'] ?? '');
        if (preg_match('/^([0-9]{4})([0-9]{2})?/', $compact, $match) === 1) {
            return $match[1] . (isset($match[2]) ? "-{$match[2]}" : '');
        }
        $year = (int) self::text($vars['year'] ?? '');
        $month = (int) self::text($vars['monthnum'] ?? '');
        if ($year < 1) {
            return null;
        }

        return sprintf('%04d', $year) . ($month > 0 && $month < 13 ? sprintf('-%02d', $month) : '');
    }

    private function facets(\WP_Query $query, ListSql $sql, string $type, bool $isUnknown): void
    {
        $list = Tag::list($type);
        $vars = $query->query_vars;
        foreach ($sql->plain_facets() as $facet) {
            $this->page->add(Tag::facet($list, $facet));
        }
        if ($sql->reads_modified()) {
            $this->page->rare(RareFacet::MODIFIED, Tag::facet($list, RareFacet::MODIFIED));
        }
        if ($sql->reads_hidden($type)) {
            $this->page->rare(RareFacet::HIDDEN, Tag::facet($list, RareFacet::HIDDEN));
        }
        if ($query->is_home && !(bool) ($vars['ignore_sticky_posts'] ?? false)) {
            $this->page->add(Tag::facet($list, 'sticky'));
        }
        foreach (MetaConditions::keys($query) as $key) {
            $this->page->rare(RareFacet::meta($key), Tag::facet($list, RareFacet::meta($key)));
        }
        if ($isUnknown || MetaConditions::has_nameless($query)) {
            $this->page->rare(RareFacet::ANY, Tag::facet($list, RareFacet::ANY));
        }
    }

    /** @param mixed $value */
    private static function text($value): string
    {
        return is_scalar($value) ? (string) $value : '';
    }
}
