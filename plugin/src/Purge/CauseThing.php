<?php

/** One of the things that a purge was about, as a person knows it: the words of a cause (`post 12`) with titles of today. */

declare(strict_types=1);

namespace DynamicCache\Purge;

final class CauseThing
{
    /** @return string plain text that goes into the middle of a sentence */
    public static function named(string $cause): string
    {
        preg_match('/^(?:(.+) of )?(post|term|user|comment|option|network option) (\S+)(?:( deleted)| and ([0-9]+) more)?$/D', $cause, $parts);
        [, $meta, $kind, $name, $deleted, $more] = $parts + ['', '', '', '', '', ''];
        $thing = match ($kind) {
            'post' => self::post((int) $name),
            'term' => self::term((int) $name),
            'user' => $deleted === '' ? self::user((int) $name) : __('the posts of a deleted user', 'ai-wp-dynamic-cache'),
            'comment' => self::comment((int) $name),
            'option' => self::option($name),
            /* translators: %s: name of an option */
            'network option' => sprintf(__('the setting %s of the network', 'ai-wp-dynamic-cache'), $name),
            default => self::other($cause),
        };
        if ($meta !== '') {
            /* translators: 1: name of a field, 2: what it belongs to, such as “Summer menu” */
            $thing = sprintf(__('%1$s of %2$s', 'ai-wp-dynamic-cache'), $meta, $thing);
        }

        /* translators: 1: a thing that changed, 2: number of other things */
        return $more === '' ? $thing : sprintf(_n('%1$s and %2$s more', '%1$s and %2$s more', (int) $more, 'ai-wp-dynamic-cache'), $thing, number_format_i18n((int) $more));
    }

    /**
     * Where core has made a place for a post that nobody has written yet: opening the editor is no change of anybody's.
     *
     * @return string|null a whole sentence; null for every other cause
     */
    public static function begun(string $cause): ?string
    {
        $post = preg_match('/^post ([1-9][0-9]{0,17})$/D', $cause, $match) === 1 ? get_post((int) $match[1]) : null;

        return $post instanceof \WP_Post && $post->post_status === 'auto-draft' ? __('The editor was opened for something new', 'ai-wp-dynamic-cache') : null;
    }

    private static function other(string $cause): string
    {
        if (preg_match('/^terms of ([1-9][0-9]{0,17})$/D', $cause, $match) === 1) {
            /* translators: %s: a title in quotation marks */
            return sprintf(__('the categories or tags of %s', 'ai-wp-dynamic-cache'), self::post((int) $match[1]));
        }

        return match (true) {
            $cause === 'links' => __('the links', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a table */
            str_starts_with($cause, 'table ') => sprintf(__('the table %s', 'ai-wp-dynamic-cache'), substr($cause, strlen('table '))),
            default => $cause,
        };
    }

    private static function post(int $id): string
    {
        $post = get_post($id);
        $title = $post instanceof \WP_Post ? self::title($post) : '';

        return match (true) {
            !$post instanceof \WP_Post => self::numbered($id),
            $post->post_status === 'auto-draft' => __('something new that is not saved yet', 'ai-wp-dynamic-cache'),
            $post->post_type === 'custom_css' => __('the additional CSS', 'ai-wp-dynamic-cache'),
            $post->post_type === 'wp_global_styles' => __('the styles of the site', 'ai-wp-dynamic-cache'),
            $title === '' => $post->post_type === 'nav_menu_item' ? __('an item of a menu', 'ai-wp-dynamic-cache') : self::numbered($id),
            default => self::kind($post->post_type, self::quoted($title)),
        };
    }

    /** What has a title of its own and is no page of the site says what it is. */
    private static function kind(string $type, string $title): string
    {
        return match ($type) {
            /* translators: %s: a title in quotation marks */
            'nav_menu_item' => sprintf(__('the item %s of a menu', 'ai-wp-dynamic-cache'), $title),
            /* translators: %s: a title in quotation marks */
            'wp_navigation' => sprintf(__('the menu %s', 'ai-wp-dynamic-cache'), $title),
            /* translators: %s: a title in quotation marks */
            'wp_template' => sprintf(__('the template %s', 'ai-wp-dynamic-cache'), $title),
            /* translators: %s: a title in quotation marks */
            'wp_template_part' => sprintf(__('the template part %s', 'ai-wp-dynamic-cache'), $title),
            /* translators: %s: a title in quotation marks */
            'wp_block' => sprintf(__('the pattern %s', 'ai-wp-dynamic-cache'), $title),
            /* translators: %s: a title in quotation marks */
            'wp_font_family', 'wp_font_face' => sprintf(__('the font %s', 'ai-wp-dynamic-cache'), $title),
            default => $title,
        };
    }

    /** Without “Private:” and “Protected:”, which are no part of it. An item of a menu has that of what it leads to. */
    private static function title(\WP_Post $post): string
    {
        if ($post->post_type === 'nav_menu_item' && $post->post_title === '') {
            $title = get_object_vars(wp_setup_nav_menu_item(clone $post))['title'] ?? '';

            return is_string($title) ? self::plain($title) : '';
        }
        $title = apply_filters('the_title', $post->post_title, $post->ID);

        return is_string($title) ? self::plain($title) : '';
    }

    private static function numbered(int $id): string
    {
        /* translators: %d: number of a post */
        return sprintf(__('post %d', 'ai-wp-dynamic-cache'), $id);
    }

    private static function option(string $name): string
    {
        return match (true) {
            $name === 'blogname' => __('the title of the site', 'ai-wp-dynamic-cache'),
            $name === 'blogdescription' => __('the tagline of the site', 'ai-wp-dynamic-cache'),
            $name === 'sidebars_widgets', str_starts_with($name, 'widget_') => __('the widgets', 'ai-wp-dynamic-cache'),
            str_starts_with($name, 'theme_mods_') => __('the settings of the theme', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of an option */
            default => sprintf(__('the setting %s', 'ai-wp-dynamic-cache'), $name),
        };
    }

    private static function term(int $id): string
    {
        $term = get_term($id);

        /* translators: %d: number of a term */
        return $term instanceof \WP_Term ? self::quoted(self::plain($term->name)) : sprintf(__('term %d', 'ai-wp-dynamic-cache'), $id);
    }

    private static function user(int $id): string
    {
        $user = get_userdata($id);

        return $user instanceof \WP_User
            /* translators: %s: name of a person */
            ? sprintf(__('the profile of %s', 'ai-wp-dynamic-cache'), $user->display_name)
            /* translators: %d: number of a user */
            : sprintf(__('user %d', 'ai-wp-dynamic-cache'), $id);
    }

    private static function comment(int $id): string
    {
        $comment = get_comment($id);

        return $comment instanceof \WP_Comment
            /* translators: %s: title of a post in quotation marks */
            ? sprintf(__('a comment on %s', 'ai-wp-dynamic-cache'), self::post((int) $comment->comment_post_ID))
            : __('a comment', 'ai-wp-dynamic-cache');
    }

    private static function quoted(string $title): string
    {
        /* translators: %s: a title */
        return sprintf(__('“%s”', 'ai-wp-dynamic-cache'), $title);
    }

    private static function plain(string $html): string
    {
        return trim(html_entity_decode(wp_strip_all_tags($html), ENT_QUOTES | ENT_HTML5, 'UTF-8'));
    }
}
