<?php

/** Lists of users, and how many there are. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class UserListTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('users_pre_query', $this->users(...), PHP_INT_MAX);
        add_filter('wp_list_authors_args', $this->authors(...), PHP_INT_MAX);
    }

    private function users(mixed $result = null): mixed
    {
        if (Caller::innermost(['wp_list_authors' => true]) !== '') {
            return $result;
        }
        $this->page->rare(RareFacet::table('users'), Tag::table('users'));

        return $result;
    }

    /** With the number of posts of each. */
    private function authors(mixed $arguments = null): mixed
    {
        $isWhole = is_array($arguments) && !(bool) ($arguments['hide_empty'] ?? true);
        $fields = ['display_name', 'user_nicename', ...($isWhole ? ['made'] : [])];
        $this->page->rare(RareFacet::table('users'), ...array_map(static fn(string $field): string => Tag::facet(Tag::table('users'), $field), $fields));
        $this->page->list('post', Tag::authors('post'));

        return $arguments;
    }
}
