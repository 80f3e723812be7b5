<?php

/** Content as the code of a theme or a plugin makes it: past the blocks, mostly with functions of core. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use DynamicCache\Database;

final class Shortcodes
{
    public static function register(): void
    {
        register_post_meta('', 'depth', ['type' => 'string', 'single' => true, 'show_in_rest' => true]);
        foreach (self::of_objects() + self::of_lists() as $name => $print) {
            add_shortcode("m_{$name}", static fn(mixed $given, ?string $inner): string => $print(new Attributes($given), $inner ?? ''));
        }
    }

    /** @return array<string, \Closure(Attributes, string): string> */
    private static function of_objects(): array
    {
        return [
            'box' => static fn(Attributes $a, string $inner): string => '<div class="box">' . do_shortcode($inner) . '</div>',
            'title' => static fn(Attributes $a): string => get_the_title($a->number('id')),
            'link' => static fn(Attributes $a): string => (string) get_permalink($a->number('id')),
            'raw' => static fn(Attributes $a): string => get_post($a->number('id'))->post_content ?? 'gone',
            'meta' => static fn(Attributes $a): string => self::text(get_post_meta($a->number('id'), $a->text('key'), true)),
            'option' => static fn(Attributes $a): string => self::text(get_option($a->text('name'))),
            'user' => static fn(Attributes $a): string => ($user = get_user_by('login', $a->text('login'))) === false ? 'nobody' : $user->display_name,
            'term' => static fn(Attributes $a): string => ($term = get_term_by('slug', $a->text('slug'), 'category')) instanceof \WP_Term ? $term->name : 'none',
            'count' => static fn(Attributes $a): string => (string) get_comments_number($a->number('id')),
            'image' => static fn(Attributes $a): string => wp_get_attachment_image($a->number('id')),
            'avatar' => static fn(Attributes $a): string => (string) get_avatar($a->number('id')),
            'byuser' => static fn(Attributes $a): string => count_user_posts($a->number('id')),
        ];
    }

    /** @return array<string, \Closure(Attributes, string): string> */
    private static function of_lists(): array
    {
        return [
            'terms' => static fn(Attributes $a): string => self::names(get_terms(['taxonomy' => $a->text('taxonomy'), 'hide_empty' => $a->text('empty') !== 'yes'])),
            'posts' => static fn(Attributes $a): string => self::titles(new \WP_Query($a->all() + ['posts_per_page' => 20, 'post_status' => 'publish'])),
            'comments' => static fn(Attributes $a): string => self::comments($a->number('number')),
            'total' => static fn(): string => self::text(get_object_vars(wp_count_posts())['publish'] ?? 0),
            'authors' => static fn(): string => self::text(wp_list_authors(['echo' => false, 'optioncount' => true])),
            'categories' => static fn(Attributes $a): string => self::text(wp_list_categories(['echo' => false, 'title_li' => '', 'show_count' => $a->text('count') === 'yes'])),
            'pages' => static fn(Attributes $a): string => self::text(wp_list_pages(['echo' => false, 'title_li' => '', 'include' => array_map(intval(...), explode(',', $a->text('include')))])),
            'sql' => static fn(): string => self::column('COUNT(*)'),
            'sqltitles' => static fn(): string => self::column('post_title'),
            'sqlcounts' => static fn(): string => self::column("CONCAT(ID, ' ', comment_count)"),
        ];
    }

    /** @param literal-string $column of published posts, as SQL */
    private static function column(string $column): string
    {
        $database = Database::connection();
        $found = $database->get_col("SELECT {$column} FROM {$database->posts} WHERE post_status = 'publish' AND post_type = 'post' ORDER BY ID");

        return implode(', ', array_map(self::text(...), $found));
    }

    private static function titles(\WP_Query $query): string
    {
        return implode(', ', array_map(static fn(mixed $post): string => $post instanceof \WP_Post ? $post->post_title : '', $query->posts ?? []));
    }

    private static function comments(int $number): string
    {
        return implode(', ', array_map(static fn(\WP_Comment $comment): string => $comment->comment_content, get_comments(['number' => $number, 'status' => 'approve'])));
    }

    private static function names(mixed $terms): string
    {
        return implode(', ', array_map(static fn(mixed $term): string => $term instanceof \WP_Term ? $term->name : '', is_array($terms) ? $terms : []));
    }

    private static function text(mixed $value): string
    {
        return is_scalar($value) ? (string) $value : '';
    }
}
