<?php

/** What is done to the frame around the content: templates, navigation, menus, widgets, styles. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class FrameChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return self::of_blocks() + [
            'styles: site-wide' => static fn() => self::styles(),
            'styles: additional CSS' => static fn() => wp_update_custom_css_post('body { color: teal }'),
            'field: bound to a block' => static fn() => update_post_meta(Fixture::id('page-binding'), 'depth', '13'),
            'pattern: content' => static fn() => self::write('pattern', 'Other shared words.'),
            'pattern: title' => static fn() => wp_update_post(['ID' => Fixture::id('pattern'), 'post_title' => 'Renamed']),
            'pattern: one that is not used' => static fn() => self::write('pattern-unused', 'Still nowhere.'),
            'pattern: made' => static fn() => wp_insert_post(['post_type' => 'wp_block', 'post_title' => 'New', 'post_content' => 'x', 'post_status' => 'publish']),
            'navigation: content' => static fn() => wp_update_post(['ID' => Fixture::id('navigation'), 'post_content' => '<!-- wp:home-link {"label":"Beginning"} /-->']),
            'navigation: made' => static fn() => wp_insert_post(['post_type' => 'wp_navigation', 'post_title' => 'Newest', 'post_content' => '<!-- wp:home-link {"label":"Newest"} /-->', 'post_status' => 'publish', 'post_date' => '2026-03-01 10:00:00']),
        ];
    }

    /** @return array<string, \Closure(): mixed> */
    private static function of_blocks(): array
    {
        $part = '<!-- wp:template-part {"slug":"header"} /-->';

        return [
            'template: of pages' => static fn() => self::write('wp_template-page', 'Edited', $part),
            'template: of one kind of page' => static fn() => self::write('wp_template-wide', 'Edited', $part),
            'template: of posts' => static fn() => self::write('wp_template-single', 'Edited', $part),
            'template: for one post, new' => static fn() => BlockWays::piece('wp_template', 'single-post-elbe', $part . '<!-- wp:post-title /-->'),
            'template: for one page, new' => static fn() => BlockWays::piece('wp_template', 'page-plain', $part . '<!-- wp:post-title /-->'),
            'template: for all, not reached' => static fn() => BlockWays::piece('wp_template', 'index', $part . '<!-- wp:post-title /-->'),
            'template: reset' => static fn() => wp_delete_post(Fixture::id('wp_template-wide'), true),
            'part: header' => static fn() => self::write('wp_template_part-header', 'Edited header'),
            'part: not used' => static fn() => self::write('wp_template_part-unused', 'Edited'),
            'part: one that was missing' => static fn() => BlockWays::piece('wp_template_part', 'absent', '<!-- wp:paragraph --><p>Here.</p><!-- /wp:paragraph -->'),
        ];
    }

    private static function write(string $name, string $text, string $before = ''): void
    {
        wp_update_post(['ID' => Fixture::id($name), 'post_content' => wp_slash("{$before}<!-- wp:paragraph --><p>{$text}</p><!-- /wp:paragraph -->")]);
    }

    private static function styles(): void
    {
        $id = (int) \WP_Theme_JSON_Resolver::get_user_global_styles_post_id();
        wp_update_post(['ID' => $id, 'post_content' => wp_slash('{"version":3,"isGlobalStylesUserThemeJSON":true,"styles":{"color":{"background":"#123456"}}}')]);
    }
}
