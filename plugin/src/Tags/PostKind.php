<?php

/** How far a change of a post of some type reaches. */

declare(strict_types=1);

namespace DynamicCache\Tags;

enum PostKind
{
    /** Shown by id or in lists. */
    case Content;

    /** Part of the frame around every page: any visible change of one concerns the whole site. */
    case Frame;

    /** Never shown. */
    case Internal;

    private const FRAME = ['wp_template', 'wp_template_part', 'wp_global_styles', 'custom_css', 'nav_menu_item', 'wp_font_family', 'wp_font_face'];
    private const INTERNAL = ['revision', 'customize_changeset', 'oembed_cache', 'user_request', 'scheduled-action'];

    /** Taxonomies of the frame. */
    private const FRAME_TAXONOMIES = ['nav_menu', 'wp_theme', 'wp_template_part_area'];

    public static function of(string $postType): self
    {
        return match (true) {
            in_array($postType, self::FRAME, true) => self::Frame,
            in_array($postType, self::INTERNAL, true) => self::Internal,
            default => self::Content,
        };
    }

    /** Whether terms of this taxonomy belong to the frame: menus, and what templates are filed under. */
    public static function is_of_frame(string $taxonomy): bool
    {
        return in_array($taxonomy, self::FRAME_TAXONOMIES, true);
    }

    /** Whether anybody may see posts of this type in this status. */
    public static function is_visible(string $postType, string $status): bool
    {
        $known = get_post_status_object($status);

        return ($postType === 'attachment' && $status === 'inherit') || ($known !== null && $known->public === true);
    }
}
