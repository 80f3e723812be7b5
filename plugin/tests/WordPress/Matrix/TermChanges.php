<?php

/** What editors do with categories and tags. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class TermChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return [
            'term: name' => static fn() => wp_update_term(Fixture::id('rivers'), 'category', ['name' => 'Waters']),
            'term: address' => static fn() => wp_update_term(Fixture::id('hills'), 'category', ['slug' => 'mountains']),
            'term: description' => static fn() => wp_update_term(Fixture::id('rivers'), 'category', ['description' => 'Everything that flows']),
            'term: saved as it is' => static fn() => wp_update_term(Fixture::id('rivers'), 'category', ['name' => 'Rivers']),
            'term: counted anew' => static fn() => wp_update_term_count_now([Fixture::id('rivers')], 'category'),
            'term: made, empty' => static fn() => wp_insert_term('Lakes', 'category', ['slug' => 'lakes']),
            'term: deleted, empty' => static fn() => wp_delete_term(Fixture::id('bare'), 'category'),
            'term: deleted' => static fn() => wp_delete_term(Fixture::id('streams'), 'category'),
            'term: another parent' => static fn() => wp_update_term(Fixture::id('streams'), 'category', ['parent' => max(0, Fixture::id('hills'))]),
            'tag: name' => static fn() => wp_update_term(Fixture::id('wet'), 'post_tag', ['name' => 'Soaked']),
            'tag: made, empty' => static fn() => wp_insert_term('Muddy', 'post_tag'),
            'tag: deleted' => static fn() => wp_delete_term(Fixture::id('dry'), 'post_tag'),
        ];
    }
}
