<?php

/**
 * Ways to show other sites of a network on a page of the first one. A new one is a line: a page of that name with that
 * content. `[n_on site=2]` switches there for what is inside of it.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

use DynamicCache\Database;

final class NetworkWays
{
    /** The sites that the first one shows, with the folder of each. */
    public const SITES = [2 => 'second', 3 => 'third'];

    public static function register(): void
    {
        foreach (['n_on', 'n_in'] as $name) {
            add_shortcode($name, self::elsewhere(...));
        }
        add_shortcode('n_blog_option', static fn(mixed $given): string => self::text(get_blog_option((new Attributes($given))->number('site'), (new Attributes($given))->text('name'))));
        add_shortcode('n_name', static fn(mixed $given): string => get_site((new Attributes($given))->number('site'))->blogname ?? 'none');
        add_shortcode('n_setting', static fn(mixed $given): string => self::text(get_site_option((new Attributes($given))->text('name'), 'none')));
        add_shortcode('n_late', self::late(...));
        add_shortcode('n_left', self::left(...));
        add_shortcode('n_rows', static fn(): string => self::column('SELECT title FROM %i ORDER BY id', NetworkFixture::table()));
        add_shortcode('n_row', static fn(mixed $given): string => self::column('SELECT title FROM %i WHERE id = %d', NetworkFixture::table(), (new Attributes($given))->number('id')));
        add_shortcode('n_titles', static fn(mixed $given): string => self::column("SELECT post_title FROM %i WHERE post_type = 'post' AND post_status = 'publish' ORDER BY ID", Database::connection()->get_blog_prefix((new Attributes($given))->number('site')) . 'posts'));
    }

    /** @return list<string> */
    public static function urls(): array
    {
        return [...array_map(static fn(string $slug): string => "/{$slug}/", array_keys(self::pages())), '/third/setting/', '/third/plain/'];
    }

    /** @return array<string, string> slug → content */
    public static function pages(): array
    {
        return [
            'own' => 'Own words. [m_posts orderby=title]',
            'title' => '[n_on site=2][m_title id={second-elbe}][/n_on]',
            'same-id' => '[m_title id={second-elbe}] [n_on site=2][m_raw id={second-elbe}][/n_on]',
            'link' => '[n_on site=2][m_link id={second-elbe}][/n_on]',
            'list' => '[n_on site=2][m_posts posts_per_page=2][/n_on]',
            'list-of-term' => '[n_on site=2][m_posts category_name=rivers orderby=title order=ASC][/n_on]',
            'lists' => '[n_on site=2][m_posts posts_per_page=3][/n_on] [n_on site=3][m_posts posts_per_page=3][/n_on] [m_posts posts_per_page=3]',
            'nested' => '[n_on site=2][m_title id={second-elbe}] [n_in site=3][m_title id={third-elbe}][/n_in] [m_title id={second-oder}][/n_on] [m_option name=matrix_banner]',
            'back-again' => '[n_on site=2][n_in site=1][m_option name=matrix_banner][/n_in][/n_on]',
            'term' => '[n_on site=2][m_term slug=rivers][/n_on]',
            'no-term' => '[n_on site=2][m_term slug=lakes][/n_on]',
            'terms' => '[n_on site=2][m_categories count=yes][/n_on]',
            'meta' => '[n_on site=2][m_meta id={second-elbe} key=depth][/n_on]',
            'option' => '[n_on site=2][m_option name=matrix_banner][/n_on]',
            'blog-option' => '[n_blog_option site=3 name=matrix_banner]',
            'name' => '[n_name site=2]',
            'comments' => '[n_on site=2][m_comments number=2][/n_on]',
            'total' => '[n_on site=3][m_total][/n_on]',
            'sql' => '[n_on site=2][m_sql][/n_on]',
            'late' => '[n_late site=2]',
            'left' => '[m_option name=matrix_banner] [m_posts posts_per_page=2][n_left site=2]',
            'author' => '[n_on site=2][m_user login=ada][/n_on]',
            'setting' => '[n_setting name=matrix_setting]',
            'setting-missing' => '[n_setting name=matrix_missing]',
            'setting-elsewhere' => '[n_on site=3][n_setting name=matrix_setting][/n_on]',
            'own-author' => '[m_user login=ada]',
            'shared-table' => '[n_rows]',
            'shared-row' => '[n_row id=2]',
            'shared-table-elsewhere' => '[n_on site=3][n_row id=1][/n_on]',
            'titles-by-sql' => '[n_titles site=2]',
        ];
    }

    /** @param literal-string $sql */
    private static function column(string $sql, string|int ...$values): string
    {
        $database = Database::connection();

        return implode(', ', array_filter($database->get_col((string) $database->prepare($sql, ...$values)), is_string(...)));
    }

    private static function elsewhere(mixed $given, ?string $inner): string
    {
        switch_to_blog((new Attributes($given))->number('site'));
        $html = do_shortcode($inner ?? '');
        restore_current_blog();

        return $html;
    }

    /** In the footer, when the rest of the page is done. */
    private static function late(mixed $given): string
    {
        add_action('wp_footer', static function () use ($given): void {
            echo self::elsewhere($given, '[m_posts posts_per_page=1]');
        });

        return '';
    }

    /** Switches there and forgets to come back. */
    private static function left(mixed $given): string
    {
        add_action('wp_footer', static fn(): bool => switch_to_blog((new Attributes($given))->number('site')), PHP_INT_MAX);

        return '';
    }

    private static function text(mixed $value): string
    {
        return is_scalar($value) ? (string) $value : '';
    }
}
