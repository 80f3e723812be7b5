<?php

/** Lists of users, and how many there are. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\MetaKey;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\PlainAddresses;
use DynamicCache\Tags\Queries\UserConditions;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Tag;

final class UserListTaps
{
    private const TABLE = 'users';

    private const META = 'usermeta';

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('users_pre_query', $this->query(...), PHP_INT_MAX, 2);
        add_filter('wp_list_authors_args', $this->authors(...), PHP_INT_MAX, 2);
        add_filter('pre_count_users', $this->count(...), PHP_INT_MAX);
    }

    private function query(mixed $result = null, mixed $query = null): mixed
    {
        if (Caller::innermost(['wp_list_authors' => true]) !== '') {
            return $result;
        }
        $vars = $query instanceof \WP_User_Query ? $query->query_vars : [];
        $conditions = new UserConditions($vars);
        // Who has a say in the SQL may ask for anything.
        $this->reads(has_action('pre_user_query') ? null : $conditions->facets());
        $this->meta($query instanceof \WP_User_Query ? $query->meta_query : null, $conditions->is_about_roles());
        foreach ($conditions->types() as $type) {
            $this->page->list($type, Tag::facet(Tag::authors($type), CountTaps::WHO));
        }
        if ($conditions->counts_posts()) {
            $this->page->list('post', Tag::authors('post'));
        }

        return $result;
    }

    /** @param mixed $arguments of the query; the order is among them, whether those without posts are left out is not */
    private function authors(mixed $arguments = null, mixed $given = null): mixed
    {
        $given = is_array($given) ? $given : [];
        $order = new UserConditions(['fields' => 'ID', 'orderby' => $given['orderby'] ?? 'name']);
        $isWhole = !(bool) ($given['hide_empty'] ?? true);
        $facets = $order->facets();
        $this->reads($facets === null ? null : ['display_name', ...(PlainAddresses::is_of_author() ? [] : ['user_nicename']), ...array_diff($facets, $isWhole ? [] : [UserConditions::MADE])]);
        $isCounted = (bool) ($given['optioncount'] ?? false) || $order->counts_posts();
        if ($isCounted || !$isWhole) {
            $this->page->list('post', $isCounted ? Tag::authors('post') : Tag::facet(Tag::authors('post'), CountTaps::WHO));
        }

        return $arguments;
    }

    /** Of everybody, and by role. */
    private function count(mixed $answer = null): mixed
    {
        $this->reads([UserConditions::MADE, UserConditions::ROLE]);

        return $answer;
    }

    /** @param list<string>|null $facets null: anything of users */
    private function reads(?array $facets): void
    {
        $table = Tag::table(self::TABLE);
        $this->page->rare(RareFacet::table(self::TABLE), Tag::facet($table, RawSql::ALL), ...($facets === null
            ? [$table]
            : array_map(static fn(string $facet): string => Tag::facet($table, $facet), $facets)));
    }

    /** @param bool $isAboutRoles of which the table of users tells */
    private function meta(mixed $query, bool $isAboutRoles): void
    {
        foreach ($query instanceof \WP_Meta_Query ? $query->get_clauses() : [] as $clause) {
            // Otherwise compared, only the database can tell which keys are meant.
            $compare = is_array($clause) ? ($clause['compare_key'] ?? '=') : '=';
            $key = is_array($clause) && in_array($compare, ['', '=', 'EXISTS'], true) ? ($clause['key'] ?? null) : null;
            if (!is_string($key) || $key === '') {
                $this->page->rare(RareFacet::table(self::META), Tag::table(self::META));
            } elseif (str_ends_with($key, 'capabilities') || str_ends_with($key, 'user_level')) {
                $this->reads($isAboutRoles ? [] : [UserConditions::ROLE]);
            } elseif (MetaKey::of('user', $key) === MetaKey::Shown) {
                $this->reads([$key]);
            } else {
                $this->page->rare(RareFacet::meta($key), Tag::facet(Tag::table(self::META), RareFacet::key($key)));
            }
        }
    }
}
