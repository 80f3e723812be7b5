<?php

/** What happens on the sites of a network. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use DynamicCache\Database;

final class NetworkChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return [
            'second: title' => self::on(2, static fn() => wp_update_post(['ID' => Fixture::id('second-elbe'), 'post_title' => 'Labe'])),
            'second: text' => self::on(2, static fn() => wp_update_post(['ID' => Fixture::id('second-elbe'), 'post_content' => 'Other words.'])),
            'second: address' => self::on(2, static fn() => wp_update_post(['ID' => Fixture::id('second-elbe'), 'post_name' => 'labe'])),
            'second: saved as it is' => self::on(2, static fn() => wp_update_post(['ID' => Fixture::id('second-elbe')])),
            'second: new post' => self::on(2, static fn() => self::post('moldau', '2026-09-01', 'hills')),
            'second: new post of the category, an old one' => self::on(2, static fn() => self::post('moldau', '2024-09-01', 'rivers')),
            'second: new draft' => self::on(2, static fn() => wp_insert_post(['post_title' => 'Draft', 'post_status' => 'draft'])),
            'second: post trashed' => self::on(2, static fn() => wp_trash_post(Fixture::id('second-oder'))),
            'second: post deleted' => self::on(2, static fn() => wp_delete_post(Fixture::id('second-elbe'), true)),
            'second: category' => self::on(2, static fn() => wp_update_term(self::term('rivers'), 'category', ['name' => 'Waters'])),
            'second: a category that was missing' => self::on(2, static fn() => wp_insert_term('Lakes', 'category', ['slug' => 'lakes'])),
            'second: field' => self::on(2, static fn() => update_post_meta(Fixture::id('second-elbe'), 'depth', '9')),
            'second: field that is not shown' => self::on(2, static fn() => update_post_meta(Fixture::id('second-elbe'), 'counter', '9')),
            'second: option' => self::on(2, static fn() => update_option('matrix_banner', 'Land ho')),
            'second: option that is not shown' => self::on(2, static fn() => update_option('matrix_last_run', microtime())),
            'second: name of the site' => self::on(2, static fn() => update_option('blogname', 'Renamed')),
            'second: comment' => self::on(2, static fn() => Fixture::comment('new', Fixture::id('second-elbe'), '1')),
            'third: title' => self::on(3, static fn() => wp_update_post(['ID' => Fixture::id('third-elbe'), 'post_title' => 'Labe'])),
            'third: new post' => self::on(3, static fn() => self::post('moldau', '2026-09-01', 'rivers')),
            'third: option' => self::on(3, static fn() => update_option('matrix_banner', 'Land ho')),
            'first: option' => static fn() => update_option('matrix_banner', 'Land ho'),
            'first: new post' => static fn() => wp_insert_post(['post_title' => 'Here', 'post_status' => 'publish', 'post_date' => '2026-09-01 12:00:00']),
            'setting of the network' => static fn() => update_site_option('matrix_setting', 'Set anew'),
            'setting of the network, from the third' => self::on(3, static fn() => update_network_option(1, 'matrix_setting', 'Set anew')),
            'setting of the network, saved as it is' => static fn() => update_site_option('matrix_setting', 'Set'),
            'setting of the network, deleted' => static fn() => delete_site_option('matrix_setting'),
            'setting of the network that was missing' => static fn() => add_site_option('matrix_missing', 'Found'),
            'setting of the network that is not shown' => static fn() => update_site_option('matrix_banner', 'Of the network'),
            'setting of another network' => static fn() => update_network_option(2, 'matrix_setting', 'Elsewhere'),
            'table of all: a row, from the second' => self::on(2, static fn() => Database::connection()->update(NetworkFixture::table(), ['title' => 'Ponds'], ['id' => 2])),
            'table of all: a new row, from the first' => static fn() => Database::connection()->insert(NetworkFixture::table(), ['title' => 'Moors']),
            'table of all: saved as it is, from the third' => self::on(3, static fn() => Database::connection()->update(NetworkFixture::table(), ['title' => 'Lakes'], ['id' => 1])),
            'user: name, changed on the third' => self::on(3, static fn() => wp_update_user(['ID' => Fixture::id('ada'), 'display_name' => 'Ada King'])),
        ];
    }

    /**
     * The ids are kept on the first site: what is done on another one asks for them here.
     *
     * @param \Closure(): mixed $change
     *
     * @return \Closure(): mixed
     */
    private static function on(int $site, \Closure $change): \Closure
    {
        return static function () use ($site, $change): void {
            switch_to_blog($site);
            $change();
            restore_current_blog();
        };
    }

    public static function post(string $slug, string $date, string $category): int
    {
        $id = wp_insert_post([
            'post_name' => $slug,
            'post_title' => ucfirst($slug),
            'post_content' => "Words about {$slug}.",
            'post_status' => 'publish',
            'post_date' => "{$date} 12:00:00",
            'post_category' => [self::term($category)],
            'post_author' => 1,
            'meta_input' => ['depth' => '3', 'counter' => '1'],
        ], true);

        return is_int($id) ? $id : throw new \LogicException($id->get_error_message());
    }

    public static function term(string $slug): int
    {
        $term = get_term_by('slug', $slug, 'category');

        return $term instanceof \WP_Term ? $term->term_id : throw new \LogicException("There is no category {$slug}.");
    }
}
