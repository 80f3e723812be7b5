<?php

/** A query for posts as it was asked: taken when core is about to ask it, because its object may ask again later. */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Database;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Sql\ListSql;

final class SeenQuery
{
    /** Filters after which the conditions in the variables need not be those of the SQL. */
    private const SQL_FILTERS = ['posts_where', 'posts_where_paged', 'posts_where_request', 'posts_join', 'posts_join_paged', 'posts_join_request', 'posts_groupby', 'posts_groupby_request', 'posts_clauses', 'posts_clauses_request', 'posts_request', 'posts_request_ids', 'posts_search'];

    /** Filters after which the number of posts found is not the database's. */
    private const COUNT_FILTERS = ['found_posts', 'found_posts_query'];

    private const MAX_TYPES = 8;

    private ?ListSql $parsed = null;

    /** @var list<string>|null */
    private ?array $types = null;

    /**
     * @param string $sql with `%` as it is
     * @param array<mixed> $vars query variables
     * @param array<mixed> $terms normalised tax_query
     * @param list<string> $metaKeys
     * @param bool $readsAnyMeta a condition holds for a meta value under any key
     * @param bool $hasDatesOfAddress its year, month and day are those that the visitor asked for
     * @param int $asked Unix seconds
     */
    private function __construct(
        public readonly string $sql,
        public readonly array $vars,
        public readonly array $terms,
        public readonly array $metaKeys,
        public readonly bool $readsAnyMeta,
        public readonly bool $isFiltered,
        public readonly bool $isRepeatable,
        public readonly bool $mixesSticky,
        public readonly string $source,
        public readonly bool $hasDatesOfAddress,
        public readonly int $asked,
    ) {}

    /**
     * @param bool $isAnsweredElsewhere another plugin gives the result
     * @param string $source what asks it, see Fill::source()
     */
    public static function of(\WP_Query $query, bool $isAnsweredElsewhere, string $source): self
    {
        $sql = is_string($query->request) ? Database::connection()->remove_placeholder_escape($query->request) : '';
        $vars = $query->query_vars;
        $isQuiet = (bool) ($vars['suppress_filters'] ?? false);
        $readsMeta = str_contains($sql, 'meta');
        $mixesSticky = $query->is_home && !(bool) ($vars['ignore_sticky_posts'] ?? false) && Ids::of($vars['paged'] ?? 0) <= 1;

        return new self(
            $sql,
            $vars,
            $query->tax_query->queries ?? [],
            $readsMeta ? MetaConditions::keys($query) : [],
            $readsMeta && MetaConditions::has_nameless($query),
            !$isQuiet && self::has_filter_of(self::SQL_FILTERS),
            // What core prepends to the result of a query that hides its results from filters cannot be told from it.
            !$isAnsweredElsewhere && $sql !== '' && !self::has_filter_of(self::COUNT_FILTERS) && !($isQuiet && $mixesSticky),
            $mixesSticky,
            $source,
            $query->is_main_query() && in_array($vars['date_query'] ?? [], [[], '', null], true),
            time(),
        );
    }

    /** What its SQL says. */
    public function sql(): ListSql
    {
        return $this->parsed ??= new ListSql($this->sql, Database::connection()->posts);
    }

    /** SQL that asks it again; null: nobody could. */
    public function request(): ?string
    {
        return $this->isRepeatable ? $this->sql()->request() : null;
    }

    /** @return list<string> post types that pages show as such; `any`: not known, or too many */
    public function types(): array
    {
        if ($this->types !== null) {
            return $this->types;
        }
        $types = $this->sql()->types();

        return $this->types = array_values(array_filter(
            $types === [] || count($types) > self::MAX_TYPES ? [ListTags::ANY_TYPE] : $types,
            static fn(string $type): bool => PostKind::of($type) === PostKind::Content,
        ));
    }

    /** Whether it asks for no type that pages show as content. */
    public function is_of_frame(): bool
    {
        return $this->types() === [];
    }

    /** What makes it another query than one with the same SQL. */
    public function identity(string $request): string
    {
        $asked = [$this->terms, $this->text('author_name'), $this->mixesSticky, $this->isFiltered];

        return substr(hash('sha256', $request . "\n" . (string) wp_json_encode($asked)), 0, 32);
    }

    /** @return list<int> ids of single posts that it asks for */
    public function single_ids(): array
    {
        foreach (['p', 'page_id', 'attachment_id'] as $name) {
            $ids = Ids::all($this->vars[$name] ?? null);
            if ($ids !== []) {
                return $ids;
            }
        }

        return [];
    }

    /** @return list<string> slugs of the single post that it asks for, and of what lies above it */
    public function slugs(): array
    {
        foreach (['name', 'pagename', 'attachment'] as $name) {
            $text = $this->text($name);
            if ($text !== '') {
                return array_values(array_filter(explode('/', $text), static fn(string $slug): bool => $slug !== ''));
            }
        }

        return [];
    }

    /** One of its variables as text; empty where it is none. */
    public function text(string $name): string
    {
        $value = $this->vars[$name] ?? '';

        return is_scalar($value) ? (string) $value : '';
    }

    /** @param list<string> $hooks */
    private static function has_filter_of(array $hooks): bool
    {
        foreach ($hooks as $hook) {
            if (has_filter($hook) !== false) {
                return true;
            }
        }

        return false;
    }
}
