<?php

/** What editors do with posts, pages, pictures and their fields. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class PostChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return self::of_posts() + self::of_place() + self::of_pages() + self::of_media();
    }

    /** @return array<string, \Closure(): mixed> */
    private static function of_posts(): array
    {
        return [
            'post: content' => static fn() => self::edit('elbe', ['post_content' => 'Other words about the river.']),
            'post: content, over REST' => static fn() => Changes::rest('/wp/v2/posts/' . Fixture::id('danube'), ['content' => 'Other words.', 'excerpt' => 'Shorter.']),
            'post: title' => static fn() => self::edit('elbe', ['post_title' => 'Elbe and Vltava']),
            'post: excerpt' => static fn() => self::edit('elbe', ['post_excerpt' => 'Even shorter.']),
            'post: address' => static fn() => self::edit('elbe', ['post_name' => 'labe']),
            'post: saved as it is' => static fn() => self::edit('elbe', []),
            'post: password' => static fn() => self::edit('danube', ['post_password' => 'secret']),
            'post: comments closed' => static fn() => self::edit('elbe', ['comment_status' => 'closed']),
            'post: content of the last one' => static fn() => self::edit('arber', ['post_content' => 'Higher than you think.']),
            'draft: content' => static fn() => self::edit('draft', ['post_content' => 'More words.']),
            'draft: made' => static fn() => wp_insert_post(['post_title' => 'Another draft', 'post_content' => 'x', 'post_status' => 'draft']),
            'field: shown' => static fn() => update_post_meta(Fixture::id('elbe'), 'depth', '8'),
            'field: shown, of another post' => static fn() => update_post_meta(Fixture::id('oder'), 'depth', '7'),
            'field: a counter of views' => static fn() => update_post_meta(Fixture::id('elbe'), 'counter', '2'),
            'field: lock of the editor' => static fn() => update_post_meta(Fixture::id('elbe'), '_edit_lock', time() . ':1'),
        ];
    }

    /** @return array<string, \Closure(): mixed> */
    private static function of_place(): array
    {
        return [
            'post: published in rivers' => static fn() => Fixture::post('moldau', '2026-05-20', ['post_category' => [Fixture::id('rivers')], 'post_author' => Fixture::id('ada')]),
            'post: published in hills, long ago' => static fn() => Fixture::post('kreuzberg', '2024-03-20', ['post_category' => [Fixture::id('hills')], 'post_author' => Fixture::id('bob')]),
            'post: published over REST' => static fn() => Changes::rest('/wp/v2/posts', ['title' => 'Main', 'content' => 'Words.', 'status' => 'publish', 'date' => '2026-05-21T10:00:00', 'categories' => [Fixture::id('streams')], 'tags' => [Fixture::id('wet')], 'featured_media' => Fixture::id('picture'), 'meta' => ['depth' => '7']]),
            'post: published on schedule' => static fn() => wp_publish_post(Fixture::id('future')),
            'post: taken back' => static fn() => self::edit('zugspitze', ['post_status' => 'draft']),
            'post: trashed' => static fn() => wp_trash_post(Fixture::id('rhine')),
            'post: deleted' => static fn() => wp_delete_post(Fixture::id('danube'), true),
            'post: date' => static fn() => self::edit('elbe', ['post_date' => '2026-04-20 12:00:00', 'post_date_gmt' => '2026-04-20 12:00:00', 'edit_date' => true]),
            'post: hour' => static fn() => self::edit('elbe', ['post_date' => '2026-02-10 13:00:00', 'post_date_gmt' => '2026-02-10 13:00:00', 'edit_date' => true]),
            'post: author' => static fn() => self::edit('elbe', ['post_author' => Fixture::id('bob')]),
            'post: another category' => static fn() => wp_set_post_categories(Fixture::id('zugspitze'), [Fixture::id('rivers')]),
            'post: a category more' => static fn() => wp_set_post_categories(Fixture::id('elbe'), [Fixture::id('bare')], true),
            'post: a tag more' => static fn() => wp_set_post_tags(Fixture::id('oder'), 'dry', true),
            'post: a tag less' => static fn() => wp_remove_object_terms(Fixture::id('elbe'), Fixture::id('wet'), 'post_tag'),
            'post: sticky' => static fn() => stick_post(Fixture::id('elbe')),
            'post: no longer sticky' => static fn() => unstick_post(Fixture::id('brocken')),
        ];
    }

    /** @return array<string, \Closure(): mixed> */
    private static function of_pages(): array
    {
        return [
            'page: content' => static fn() => self::edit('page-aunt', ['post_content' => 'Other words.']),
            'page: title' => static fn() => self::edit('page-child', ['post_title' => 'Another child']),
            'page: address of a parent' => static fn() => self::edit('page-parent', ['post_name' => 'elder']),
            'page: another parent' => static fn() => self::edit('page-grandchild', ['post_parent' => Fixture::id('page-parent')]),
            'page: made' => static fn() => Fixture::page('newcomer', 'New.'),
            'page: deleted' => static fn() => wp_delete_post(Fixture::id('page-aunt'), true),
            'page: another template' => static fn() => update_post_meta(Fixture::id('page-plain'), '_wp_page_template', 'wide'),
        ];
    }

    /** @return array<string, \Closure(): mixed> */
    private static function of_media(): array
    {
        return [
            'picture: text for who cannot see it' => static fn() => update_post_meta(Fixture::id('photo'), '_wp_attachment_image_alt', 'A river'),
            'picture: caption' => static fn() => self::edit('picture', ['post_excerpt' => 'Another caption']),
            'picture: uploaded' => static fn() => FixtureMedia::picture('upload'),
            'picture: deleted' => static fn() => wp_delete_attachment(Fixture::id('photo'), true),
            'picture: of a post' => static fn() => set_post_thumbnail(Fixture::id('elbe'), Fixture::id('picture')),
            'picture: taken from a post' => static fn() => delete_post_thumbnail(Fixture::id('rhine')),
        ];
    }

    /** @param array{post_content?: string, post_title?: string, post_excerpt?: string, post_name?: string, post_password?: string, comment_status?: string, post_status?: string, post_date?: string, post_date_gmt?: string, edit_date?: bool, post_author?: int, post_parent?: int} $fields */
    private static function edit(string $name, array $fields): void
    {
        $saved = wp_update_post($fields + ['ID' => Fixture::id($name)], true);
        if (is_wp_error($saved)) {
            throw new \LogicException($saved->get_error_message());
        }
    }
}
