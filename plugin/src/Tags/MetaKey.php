<?php

/** What a meta key means: nothing that is shown, something core shows with its object, or something only plugins know. */

declare(strict_types=1);

namespace DynamicCache\Tags;

enum MetaKey
{
    /** Bookkeeping of core: nothing unless other code reads it. */
    case Nothing;

    /** Shown wherever its object is shown. */
    case Shown;

    /** A plugin's: shown where it is read. */
    case Foreign;

    private const NOTHING = [
        'post' => ['_edit_lock', '_edit_last', '_pingme', '_encloseme', '_trackbackme', '_wp_old_slug', '_wp_old_date', '_wp_suggested_privacy_policy_content', '_wp_desired_post_slug', '_starter_content_theme', '_customize_draft_post_name', '_customize_changeset_uuid'],
        'user' => ['session_tokens', 'rich_editing', 'syntax_highlighting', 'comment_shortcuts', 'admin_color', 'use_ssl', 'show_admin_bar_front', 'locale', 'dismissed_wp_pointers', 'show_welcome_panel', 'managenav-menuscolumnshidden', 'community-events-location', 'default_password_nag', '_new_email', 'source_domain', 'primary_blog'],
        'term' => [],
        'comment' => ['akismet_history', 'akismet_result', 'akismet_as_submitted', 'akismet_user', 'akismet_user_result', 'akismet_error', 'akismet_rechecking', 'akismet_delayed_moderation_email'],
    ];

    private const SHOWN = [
        'post' => ['_thumbnail_id', '_wp_page_template', 'footnotes', 'wp_pattern_sync_status', '_wp_attached_file', '_wp_attachment_metadata', '_wp_attachment_image_alt', '_wp_attachment_backup_sizes', 'enclosure', '_wp_ignored_hooked_blocks'],
        'user' => ['first_name', 'last_name', 'nickname', 'description'],
        'term' => [],
        'comment' => [],
    ];

    /** What a user may do on a site; read with every user, and shown where roles are asked for (UserConditions). */
    public static function is_of_roles(string $key): bool
    {
        return str_ends_with($key, 'capabilities');
    }

    /** @param 'post'|'term'|'user'|'comment' $type */
    public static function of(string $type, string $key): self
    {
        if (in_array($key, self::SHOWN[$type], true)) {
            return self::Shown;
        }
        $isNothing = in_array($key, self::NOTHING[$type], true)
            || str_starts_with($key, '_oembed_')
            || str_starts_with($key, '_wp_trash_meta_')
            || preg_match('/(?:capabilities|user_level|user-settings|user-settings-time|dashboard_quick_press_last_post_id|persisted_preferences)$/D', $key) === 1
            || preg_match('/^(?:closedpostboxes_|metaboxhidden_|meta-box-order_|screen_layout_|manage.*columnshidden|edit_.*_per_page)/', $key) === 1;

        return $isNothing ? self::Nothing : self::Foreign;
    }
}
