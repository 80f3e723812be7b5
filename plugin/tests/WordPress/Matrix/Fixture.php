<?php

/** What is on the matrix site before anything changes. Every list has a unique order: no two posts share a date. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class Fixture
{
    private const IDS = 'matrix_ids';

    /** @param string $theme `block` or `classic` */
    public static function make(string $theme): string
    {
        foreach (get_posts(['post_type' => ['post', 'page', 'wp_navigation'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
            wp_delete_post($post->ID, true);
        }
        update_option('blogdescription', 'All about water');
        update_option('matrix_banner', 'Ahoy');
        self::people();
        self::terms();
        self::posts();
        FixtureMedia::make();
        self::comments();
        self::shared();
        foreach ($theme === 'block' ? BlockWays::pages() : ClassicWays::pages() as $slug => $content) {
            self::page($slug, $content, $theme === 'block' ? '' : ClassicWays::template($slug));
        }
        $theme === 'block' ? BlockWays::frame() : ClassicWays::frame();

        return 'made';
    }

    public static function theme(string $stylesheet): string
    {
        switch_theme($stylesheet);

        return 'switched';
    }

    /** The id of something that was made under this name. */
    public static function id(string $name): int
    {
        $ids = is_multisite() ? get_blog_option(1, self::IDS) : get_option(self::IDS);
        $id = is_array($ids) ? ($ids[$name] ?? null) : null;

        return is_int($id) ? $id : throw new \LogicException("Nothing was made under the name {$name}.");
    }

    /** @param int|\WP_Error $id */
    public static function name(string $name, int|\WP_Error $id): int
    {
        $ids = get_option(self::IDS);
        $made = is_int($id) ? $id : throw new \LogicException("{$name}: " . $id->get_error_message());
        update_option(self::IDS, (is_array($ids) ? $ids : []) + [$name => $made], false);

        return $made;
    }

    /** `{elbe}` becomes the id of what has that name. */
    public static function fill(string $text): string
    {
        $text = str_replace('{home}', home_url(), $text);

        return (string) preg_replace_callback('/\{([a-z][a-z-]*)\}/', static fn(array $match): string => (string) self::id($match[1]), $text);
    }

    public static function page(string $slug, string $content, string $template = ''): int
    {
        $minute = count(get_posts(['post_type' => 'page', 'numberposts' => -1, 'fields' => 'ids']));
        $id = wp_insert_post([
            'post_type' => 'page',
            'post_name' => $slug,
            'post_title' => 'Page ' . $slug,
            'post_content' => wp_slash(self::fill($content)),
            'post_status' => 'publish',
            'post_date' => sprintf('2025-01-01 %02d:%02d:00', intdiv($minute, 60), $minute % 60),
            'comment_status' => 'closed',
        ], true);
        $id = self::name("page-{$slug}", $id);
        if ($template !== '') {
            update_post_meta($id, '_wp_page_template', $template);
        }

        return $id;
    }

    /** @param array{post_status?: string, post_category?: list<int>, post_author?: int, tags_input?: list<string>, post_excerpt?: string, meta_input?: array<string, string>} $fields */
    public static function post(string $slug, string $date, array $fields = []): int
    {
        return self::name($slug, wp_insert_post($fields + [
            'post_name' => $slug,
            'post_title' => ucfirst($slug),
            'post_content' => "Words about {$slug}.",
            'post_status' => 'publish',
            'post_date' => "{$date} 12:00:00",
            'post_author' => 1,
            'comment_status' => 'open',
        ], true));
    }

    private static function people(): void
    {
        foreach (['ada' => 'Ada L.', 'bob' => 'Bob M.'] as $login => $name) {
            self::name($login, wp_insert_user([
                'user_login' => $login,
                'user_pass' => 'password',
                'user_email' => "{$login}@example.org",
                'display_name' => $name,
                'description' => "{$name} writes.",
                'role' => 'author',
            ]));
        }
    }

    private static function terms(): void
    {
        foreach (['rivers' => 0, 'streams' => 'rivers', 'hills' => 0, 'bare' => 0] as $slug => $parent) {
            $made = wp_insert_term(ucfirst($slug), 'category', ['slug' => $slug, 'parent' => $parent === 0 ? 0 : max(1, self::id($parent)), 'description' => "About {$slug}"]);
            self::name($slug, is_array($made) ? $made['term_id'] : $made);
        }
        foreach (['wet', 'dry'] as $slug) {
            $made = wp_insert_term(ucfirst($slug), 'post_tag', ['slug' => $slug]);
            self::name($slug, is_array($made) ? $made['term_id'] : $made);
        }
    }

    private static function posts(): void
    {
        $posts = [
            ['danube', '2026-01-10', 'rivers', 'ada', ['wet']],
            ['elbe', '2026-02-10', 'rivers', 'ada', ['wet']],
            ['brocken', '2026-02-20', 'hills', 'bob', ['dry']],
            ['oder', '2026-03-05', 'streams', 'ada', []],
            ['rhine', '2026-03-15', 'rivers', 'bob', ['wet']],
            ['zugspitze', '2026-04-10', 'hills', 'bob', ['dry']],
            ['arber', '2026-05-10', 'hills', 'bob', []],
        ];
        foreach ($posts as [$slug, $date, $category, $author, $tags]) {
            self::post($slug, $date, [
                'post_category' => [self::id($category)],
                'post_author' => self::id($author),
                'tags_input' => $tags,
                'meta_input' => ['depth' => '3', 'counter' => '1'],
            ]);
        }
        wp_update_post(['ID' => self::id('elbe'), 'post_excerpt' => 'Short elbe.']);
        update_post_meta(self::id('elbe'), 'depth', '7');
        self::post('draft', '2026-06-01', ['post_status' => 'draft', 'post_category' => [self::id('rivers')]]);
        self::post('future', '2036-06-01', ['post_status' => 'future', 'post_category' => [self::id('rivers')], 'post_author' => self::id('ada')]);
        foreach (['parent' => 0, 'child' => 'parent', 'grandchild' => 'child', 'aunt' => 0] as $slug => $above) {
            $id = self::page($slug, '<!-- wp:paragraph --><p>Family.</p><!-- /wp:paragraph -->');
            wp_update_post(['ID' => $id, 'post_parent' => is_string($above) ? self::id("page-{$above}") : 0]);
        }
    }

    /** What pages show by reference. */
    private static function shared(): void
    {
        $paragraph = static fn(string $text): string => wp_slash("<!-- wp:paragraph --><p>{$text}</p><!-- /wp:paragraph -->");
        self::name('pattern', wp_insert_post(['post_type' => 'wp_block', 'post_name' => 'shared', 'post_title' => 'Shared', 'post_status' => 'publish', 'post_content' => $paragraph('Shared words.')], true));
        self::name('pattern-unused', wp_insert_post(['post_type' => 'wp_block', 'post_name' => 'lonely', 'post_title' => 'Lonely', 'post_status' => 'publish', 'post_content' => $paragraph('Nowhere.')], true));
        $link = '<!-- wp:navigation-link {"label":"Aunt","type":"page","id":{page-aunt},"url":"/aunt/","kind":"post-type"} /--><!-- wp:navigation-link {"label":"Rivers","type":"category","id":{rivers},"url":"/category/rivers/","kind":"taxonomy"} /-->';
        self::name('navigation', wp_insert_post(['post_type' => 'wp_navigation', 'post_name' => 'referred', 'post_title' => 'Referred', 'post_status' => 'publish', 'post_date' => '2025-02-01 10:00:00', 'post_content' => wp_slash(self::fill($link))], true));
        self::name('navigation-latest', wp_insert_post(['post_type' => 'wp_navigation', 'post_name' => 'latest', 'post_title' => 'Latest', 'post_status' => 'publish', 'post_date' => '2025-03-01 10:00:00', 'post_content' => '<!-- wp:home-link {"label":"Start"} /-->'], true));
        stick_post(self::id('brocken'));
    }

    private static function comments(): void
    {
        foreach (['first' => 'elbe', 'second' => 'elbe', 'third' => 'rhine', 'fourth' => 'brocken', 'fifth' => 'brocken'] as $name => $post) {
            self::comment($name, self::id($post), '1');
        }
        self::comment('pending', self::id('elbe'), '0');
    }

    public static function comment(string $name, int $post, string $approved): void
    {
        $minute = count(get_comments(['status' => 'any']));
        $id = wp_insert_comment([
            'comment_post_ID' => $post,
            'comment_author' => "Reader {$name}",
            'comment_author_email' => "{$name}@example.org",
            'comment_content' => "Words of {$name}.",
            'comment_approved' => $approved,
            'comment_date' => sprintf('2026-07-01 12:%02d:00', $minute),
            'comment_date_gmt' => sprintf('2026-07-01 12:%02d:00', $minute),
        ]);
        self::name("comment-{$name}", $id === false ? new \WP_Error('comment', 'not inserted') : $id);
    }
}
