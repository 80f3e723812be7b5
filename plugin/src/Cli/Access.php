<?php

/**
 * Who may do it: a shell that can run WP-CLI can do everything, so that without `--user` nobody is asked. Who is named
 * with `--user` may do what that person may do in wp-admin.
 */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class Access
{
    /** Refuses unless the person has the capability. */
    public static function need(Terminal $terminal, string $capability): void
    {
        if (is_user_logged_in() && !current_user_can($capability)) {
            self::refuse($terminal, $capability);
        }
    }

    /** Refuses unless the person has the capability, or may edit that post. */
    public static function need_for_post(Terminal $terminal, string $capability, int $post): void
    {
        if (is_user_logged_in() && !current_user_can($capability) && !current_user_can('edit_post', $post)) {
            self::refuse($terminal, $capability);
        }
    }

    private static function refuse(Terminal $terminal, string $capability): never
    {
        $terminal->refuse(sprintf(
            /* translators: 1: login name, 2: name of a capability */
            __('%1$s may not do this: the capability %2$s is missing.', 'ai-wp-dynamic-cache'),
            wp_get_current_user()->user_login,
            $capability,
        ));
    }
}
