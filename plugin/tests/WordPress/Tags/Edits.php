<?php

/** What is done to the site that questions are asked about. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

final class Edits
{
    /** @return array<string, \Closure(QuestionedSite): mixed> */
    public static function all(): array
    {
        return self::of_posts() + self::of_terms() + self::of_people() + self::of_comments() + self::of_settings();
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function of_posts(): array
    {
        return [
            'post: of rivers, between others' => static fn(QuestionedSite $site): int => $site->post('weser', ['post_date' => '2026-04-20 12:00:00', 'post_category' => [$site->id('rivers')], 'tags_input' => ['wet']]),
            'post: of hills, between others' => static fn(QuestionedSite $site): int => $site->post('brocken', ['post_date' => '2026-04-20 12:00:00', 'post_category' => [$site->id('hills')], 'post_author' => $site->id('bob')]),
            'post: the first of a category, long ago' => static fn(QuestionedSite $site): int => $site->post('lakes', ['post_date' => '2020-01-01 12:00:00', 'post_category' => [$site->id('bare')]]),
            'post: the first of a category with others below' => static fn(QuestionedSite $site): int => $site->post('lakes', ['post_date' => '2020-01-01 12:00:00', 'post_category' => [$site->id('waters')]]),
            'post: draft' => static fn(QuestionedSite $site): int => $site->post('notes', ['post_status' => 'draft', 'post_category' => [$site->id('rivers')]]),
            'post: draft published' => static fn(QuestionedSite $site): mixed => $site->edit('sketch', ['post_status' => 'publish', 'edit_date' => true, 'post_date' => '2026-05-01 12:00:00']),
            'post: trashed' => static fn(QuestionedSite $site): mixed => wp_trash_post($site->id('oder')),
            'post: trashed with its comment' => static fn(QuestionedSite $site): mixed => wp_trash_post($site->id('arber')),
            'post: text' => static fn(QuestionedSite $site): mixed => $site->edit('elbe', ['post_content' => 'Other words.']),
            'post: title' => static fn(QuestionedSite $site): mixed => $site->edit('saale', ['post_title' => 'Another']),
            'post: slug' => static fn(QuestionedSite $site): mixed => $site->edit('oder', ['post_name' => 'odra']),
            'post: date' => static fn(QuestionedSite $site): mixed => $site->edit('oder', ['edit_date' => true, 'post_date' => '2026-05-20 12:00:00', 'post_date_gmt' => '2026-05-20 12:00:00']),
            'post: author' => static fn(QuestionedSite $site): mixed => $site->edit('elbe', ['post_author' => $site->id('bob')]),
            'post: another category' => static fn(QuestionedSite $site): mixed => wp_set_post_categories($site->id('oder'), [$site->id('hills')]),
            'post: a tag less' => static fn(QuestionedSite $site): mixed => wp_remove_object_terms($site->id('saale'), 'wet', 'post_tag'),
            'post: category of a draft' => static fn(QuestionedSite $site): mixed => wp_set_post_categories($site->id('sketch'), [$site->id('rivers')]),
            'post: the same categories again' => static fn(QuestionedSite $site): mixed => wp_set_post_categories($site->id('elbe'), [$site->id('rivers')]),
            'post: meta' => static fn(QuestionedSite $site): mixed => update_post_meta($site->id('elbe'), 'depth', 'Deep'),
            'page: made' => static fn(QuestionedSite $site): int => $site->post('lakes', ['post_type' => 'page']),
            'page: slug' => static fn(QuestionedSite $site): mixed => $site->edit('top', ['post_name' => 'lakes']),
            'page: below another' => static fn(QuestionedSite $site): mixed => $site->edit('lonely', ['post_parent' => $site->id('top')]),
            'page: up' => static fn(QuestionedSite $site): mixed => $site->edit('below', ['post_parent' => 0]),
            'page: deleted' => static fn(QuestionedSite $site): mixed => wp_delete_post($site->id('top'), true),
            'page: trashed' => static fn(QuestionedSite $site): mixed => wp_trash_post($site->id('below')),
            'picture: another file' => static fn(QuestionedSite $site): mixed => update_post_meta($site->id('boat'), '_wp_attached_file', 'raft.jpg'),
            'picture: deleted' => static fn(QuestionedSite $site): mixed => wp_delete_attachment($site->id('boat'), true),
            'picture: made' => static fn(QuestionedSite $site): mixed => update_post_meta($site->post('raft', ['post_type' => 'attachment', 'post_status' => 'inherit', 'post_mime_type' => 'image/png']), '_wp_attached_file', 'raft.jpg'),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function of_terms(): array
    {
        return [
            'term: made' => static fn(QuestionedSite $site): int => $site->term('Lakes'),
            'term: made below one' => static fn(QuestionedSite $site): int => $site->term('Creeks', 'category', 'rivers'),
            'term: a tag' => static fn(QuestionedSite $site): int => $site->term('Deep', 'post_tag'),
            'term: name' => static fn(QuestionedSite $site): mixed => $site->edit_term('rivers', ['name' => 'Lakes']),
            'term: name of an empty one' => static fn(QuestionedSite $site): mixed => $site->edit_term('bare', ['name' => 'Lakes']),
            'term: slug' => static fn(QuestionedSite $site): mixed => $site->edit_term('rivers', ['slug' => 'lakes']),
            'term: parent' => static fn(QuestionedSite $site): mixed => $site->edit_term('hills', ['parent' => $site->id('rivers')]),
            'term: description' => static fn(QuestionedSite $site): mixed => $site->edit_term('rivers', ['description' => 'They flow.']),
            'term: description and slug' => static fn(QuestionedSite $site): mixed => $site->edit_term('rivers', ['description' => 'They flow.', 'slug' => 'lakes']),
            'term: deleted' => static fn(QuestionedSite $site): mixed => wp_delete_term($site->id('hills'), 'category'),
            'term: empty one deleted' => static fn(QuestionedSite $site): mixed => wp_delete_term($site->id('bare'), 'category'),
            'term: one with others below deleted' => static fn(QuestionedSite $site): mixed => wp_delete_term($site->id('rivers'), 'category'),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function of_people(): array
    {
        return [
            'user: made' => static fn(QuestionedSite $site): int => $site->user('cyd', ['role' => 'author']),
            'user: subscribed' => static fn(QuestionedSite $site): int => $site->user('reader', ['role' => 'subscriber']),
            'user: role' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['role' => 'editor']),
            'user: no role' => static fn(QuestionedSite $site): mixed => $site->take_role('bob'),
            'user: name' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['display_name' => 'Zoe']),
            'user: nickname' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['nickname' => 'Countess', 'display_name' => 'Ada']),
            'user: address' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['user_nicename' => 'countess']),
            'user: e-mail' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['user_email' => 'zoe@example.com']),
            'user: web site' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['user_url' => 'https://example.org/ada']),
            'user: full name' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['first_name' => 'Ada', 'last_name' => 'L.', 'display_name' => 'Ada']),
            'user: biography' => static fn(QuestionedSite $site): mixed => update_user_meta($site->id('ada'), 'description', 'She writes.'),
            'user: password' => static fn(QuestionedSite $site): mixed => $site->edit_user('ada', ['user_pass' => 'other']),
            'user: meta' => static fn(QuestionedSite $site): mixed => update_user_meta($site->id('bob'), 'town', 'Passau'),
            'user: log-in' => static fn(QuestionedSite $site): mixed => update_user_meta($site->id('ada'), 'session_tokens', ['a' => []]),
            'user: deleted, posts to another' => static fn(QuestionedSite $site): mixed => $site->delete_user('ada', 'bob'),
            'user: deleted with posts' => static fn(QuestionedSite $site): mixed => $site->delete_user('bob', null),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function of_comments(): array
    {
        return [
            'comment: new' => static fn(QuestionedSite $site): int => $site->comment('new', 'elbe', '2026-08-01 12:00:00'),
            'comment: an old one' => static fn(QuestionedSite $site): int => $site->comment('old', 'arber', '2026-01-01 12:00:00'),
            'comment: waiting' => static fn(QuestionedSite $site): int => $site->comment('waiting', 'elbe', '2026-08-01 12:00:00', '0'),
            'comment: approved' => static fn(QuestionedSite $site): mixed => wp_set_comment_status($site->id('pending'), 'approve'),
            'comment: spam' => static fn(QuestionedSite $site): mixed => wp_spam_comment($site->id('pending')),
            'comment: trashed' => static fn(QuestionedSite $site): mixed => wp_trash_comment($site->id('last')),
            'comment: waiting one deleted' => static fn(QuestionedSite $site): mixed => wp_delete_comment($site->id('pending'), true),
            'comment: first one deleted' => static fn(QuestionedSite $site): mixed => wp_delete_comment($site->id('first'), true),
            'comment: text' => static fn(QuestionedSite $site): mixed => wp_update_comment(['comment_ID' => $site->id('last'), 'comment_content' => 'Other words.']),
            'comment: text of one that waits' => static fn(QuestionedSite $site): mixed => wp_update_comment(['comment_ID' => $site->id('pending'), 'comment_content' => 'Other words.']),
            'comment: date' => static fn(QuestionedSite $site): mixed => wp_update_comment(['comment_ID' => $site->id('last'), 'comment_date' => '2026-07-05 12:00:00', 'comment_date_gmt' => '2026-07-05 12:00:00']),
        ];
    }

    /** @return array<string, \Closure(QuestionedSite): mixed> */
    private static function of_settings(): array
    {
        return [
            'theme: colour' => static fn(): mixed => set_theme_mod('colour', 'red'),
            'theme: shade, first time' => static fn(): mixed => set_theme_mod('shade', 'dark'),
            'theme: nothing that is read' => static fn(): mixed => set_theme_mod('width', 'full'),
            'theme: colour taken back' => static fn(): mixed => set_theme_mod('colour', null),
            'theme: logo' => static fn(QuestionedSite $site): mixed => set_theme_mod('custom_logo', $site->id('boat')),
            'setting: tagline' => static fn(): mixed => update_option('blogdescription', 'Water'),
        ];
    }
}
