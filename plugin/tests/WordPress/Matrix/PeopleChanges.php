<?php

/** What happens to users and comments. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class PeopleChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return [
            'user: name' => static fn() => wp_update_user(['ID' => Fixture::id('ada'), 'display_name' => 'Ada King']),
            'user: biography' => static fn() => update_user_meta(Fixture::id('ada'), 'description', 'Wrote the first program.'),
            'user: address' => static fn() => wp_update_user(['ID' => Fixture::id('ada'), 'user_nicename' => 'countess']),
            'user: e-mail' => static fn() => wp_update_user(['ID' => Fixture::id('ada'), 'user_email' => 'king@example.org']),
            'user: password' => static fn() => wp_set_password('another', Fixture::id('ada')),
            'user: made' => static fn() => wp_insert_user(['user_login' => 'cyd', 'user_pass' => 'password', 'user_email' => 'cyd@example.org', 'role' => 'author']),
            'user: deleted, posts go to another' => static fn() => wp_delete_user(Fixture::id('ada'), Fixture::id('bob')),
            'user: a setting of wp-admin' => static fn() => update_user_meta(Fixture::id('ada'), 'admin_color', 'midnight'),
            'comment: approved' => static fn() => Fixture::comment('new', Fixture::id('elbe'), '1'),
            'comment: waits' => static fn() => Fixture::comment('new', Fixture::id('elbe'), '0'),
            'comment: is let in' => static fn() => wp_set_comment_status(Fixture::id('comment-pending'), 'approve'),
            'comment: edited' => static fn() => wp_update_comment(['comment_ID' => Fixture::id('comment-first'), 'comment_content' => 'Better words.']),
            'comment: latest edited' => static fn() => wp_update_comment(['comment_ID' => Fixture::id('comment-fifth'), 'comment_content' => 'Better words.']),
            'comment: trashed' => static fn() => wp_trash_comment(Fixture::id('comment-first')),
            'comment: deleted' => static fn() => wp_delete_comment(Fixture::id('comment-third'), true),
            'comment: spam comes' => static fn() => Fixture::comment('spam', Fixture::id('elbe'), 'spam'),
        ];
    }
}
