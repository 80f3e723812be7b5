<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Tags\RareFacet;
use PHPUnit\Framework\Attributes\DataProvider;

/** Terms, comments, users, options and the frame around every page. */
final class OtherChangesTest extends PurgeTestCase
{
    public function test_purges_what_shows_a_renamed_term(): void
    {
        $term = self::term('River');
        $this->drain();

        wp_update_term($term, 'category', ['name' => 'Stream']);

        self::assert_tags(["term:{$term}", "term:{$term}~name", 'tax:category', 'tax:category~made'], $this->flushed());
    }

    public function test_purges_nothing_when_a_term_is_saved_as_it_was(): void
    {
        $term = self::term('River');
        $this->drain();

        wp_update_term($term, 'category', ['name' => 'River']);

        self::assertSame([], $this->flushed());
    }

    public function test_purges_lists_of_terms_when_one_is_made_or_deleted(): void
    {
        $term = self::term('River');
        self::assertContains('tax:category', $this->flushed());

        wp_delete_term($term, 'category');

        $tags = $this->flushed();
        self::assertContains("term:{$term}", $tags);
        self::assertContains('tax:category', $tags);
    }

    public function test_purges_the_lists_of_both_branches_when_a_term_moves(): void
    {
        $water = self::term('Water');
        $land = self::term('Land');
        $river = self::term('River', 'category', $water);
        $this->drain();

        wp_update_term($river, 'category', ['parent' => $land]);

        $tags = $this->flushed();
        foreach ([$water, $land, $river] as $term) {
            self::assertContains("list:post:term:{$term}", $tags);
        }
    }

    public function test_purges_the_posts_of_a_deleted_term(): void
    {
        $term = self::term('River');
        $post = self::post(['post_category' => [$term]]);
        $this->drain();

        wp_delete_term($term, 'category');

        $tags = $this->flushed();
        self::assertContains("terms:{$post}:category", $tags);
        self::assertContains("list:post:term:{$term}", $tags);
    }

    /**
     * @param \Closure(int, int): mixed $operation on a post and its approved comment
     * @param list<string> $expected
     */
    #[DataProvider('operations_on_comments')]
    public function test_purges_comments_that_readers_see_change(\Closure $operation, array $expected): void
    {
        $post = self::post();
        $comment = self::comment($post, '1');
        $this->drain();

        $operation($post, $comment);

        self::assert_tags(str_replace('POST', (string) $post, $expected), $this->flushed());
    }

    /** @return iterable<string, array{\Closure(int, int): mixed, list<string>}> */
    public static function operations_on_comments(): iterable
    {
        $more = ['comments:POST', 'comments:POST~count', 'comments:0', 'comments:0~count', 'list:post~comment_count', 'list:any~comment_count'];
        yield 'an approved comment' => [static fn(int $post) => self::comment($post, '1'), $more];
        yield 'a pending one' => [static fn(int $post) => self::comment($post, '0'), []];
        yield 'spam' => [static fn(int $post) => self::comment($post, 'spam'), []];
        yield 'a pending one that is approved' => [static function (int $post): void {
            wp_set_comment_status(self::comment($post, '0'), 'approve');
        }, $more];
        yield 'a note between editors' => [static fn(int $post) => self::comment($post, '1', 'note'), []];
        yield 'an edit' => [static fn(int $post, int $comment) => wp_update_comment(['comment_ID' => $comment, 'comment_content' => 'New']), ['comments:POST', 'comments:0']];
        yield 'a save without a change' => [static fn(int $post, int $comment) => wp_update_comment(['comment_ID' => $comment, 'comment_content' => 'Words']), []];
        yield 'unapproved' => [static fn(int $post, int $comment) => wp_set_comment_status($comment, 'hold'), $more];
        yield 'trashed' => [static fn(int $post, int $comment) => wp_trash_comment($comment), $more];
        yield 'deleted' => [static fn(int $post, int $comment) => wp_delete_comment($comment, true), $more];
    }

    public function test_purges_what_shows_a_user_whose_name_or_biography_changes(): void
    {
        wp_update_user(['ID' => 1, 'display_name' => 'Somebody else']);
        self::assert_tags(['user:1', 'user:1~display_name'], $this->flushed());

        update_user_meta(1, 'description', 'Writes.');
        self::assert_tags(['user:1', 'user:1~description'], $this->flushed());
    }

    /**
     * @param \Closure(): mixed $operation
     * @param list<string> $expected
     */
    #[DataProvider('operations_on_the_site')]
    public function test_purges_by_the_meaning_of_what_changes(\Closure $operation, array $expected): void
    {
        $operation();

        self::assert_tags($expected, $this->flushed());
    }

    /** @return iterable<string, array{\Closure(): mixed, list<string>}> */
    public static function operations_on_the_site(): iterable
    {
        yield 'the name of the site' => [static fn() => update_option('blogname', 'Another name'), ['option:blogname']];
        yield 'a theme mod that core knows' => [static fn() => set_theme_mod('custom_logo', 5), ['mod:custom_logo', 'option:theme_mods_twentytwentyfive']];
        yield 'a theme mod that there was none of' => [static fn() => set_theme_mod('colour_of_links', 'red'), ['mod:colour_of_links', 'option:theme_mods_twentytwentyfive']];
        yield 'the theme mod that core notes while it renders' => [static fn() => set_theme_mod('custom_css_post_id', -1), []];
        yield 'a widget that stands nowhere' => [static fn() => update_option('widget_text', [2 => ['text' => 'Hello'], '_multiwidget' => 1]), []];
        yield 'the empty default of a widget' => [static fn() => add_option('widget_new', ['_multiwidget' => 1]), []];
        yield 'a widget area' => [static fn() => wp_set_sidebars_widgets(['sidebar-9' => ['text-2']] + wp_get_sidebars_widgets()), ['widget:sidebar-9']];
        yield 'the tagline' => [static fn() => update_option('blogdescription', 'Another'), ['option:blogdescription']];
        yield 'a setting of the editor' => [static fn() => update_option('default_comment_status', 'closed'), []];
        yield 'the number of posts' => [static fn() => update_option('posts_per_page', '7'), ['paged']];
        yield 'the number of posts in feeds' => [static fn() => update_option('posts_per_rss', '7'), ['feed']];
        yield 'the front page' => [static fn() => update_option('page_on_front', '2'), ['site']];
        yield 'the schedule of cron' => [static fn() => wp_schedule_single_event(time() + 9999, 'some_event'), []];
        yield 'a template' => [static fn() => self::of_theme('wp_template', 'single'), ['template:twentytwentyfive:single', 'list:wp_template']];
        yield 'a template part' => [static fn() => self::of_theme('wp_template_part', 'header'), ['part:twentytwentyfive:header', 'list:wp_template_part']];
        yield 'global styles' => [static fn() => self::of_theme('wp_global_styles', 'styles'), ['styles:twentytwentyfive']];
        yield 'the additional CSS' => [static fn() => wp_update_custom_css_post('p {}'), ['css:twentytwentyfive']];
        yield 'a font' => [static fn() => self::post(['post_type' => 'wp_font_family']), []];
        yield 'a theme' => [static fn() => do_action('switch_theme', 'Other'), ['site']];
        yield 'a plugin' => [static fn() => do_action('activated_plugin', 'other/other.php'), ['site']];
        yield 'an update' => [static fn() => do_action('upgrader_process_complete', new \stdClass(), []), ['site']];
    }

    public function test_a_menu_is_purged_by_its_items_their_fields_and_its_name(): void
    {
        $menu = wp_create_nav_menu('Main');
        self::assertIsInt($menu);
        $item = wp_update_nav_menu_item($menu, 0, ['menu-item-title' => 'Home', 'menu-item-url' => '/', 'menu-item-status' => 'publish']);
        self::assertIsInt($item);
        $this->drain();

        update_post_meta($item, '_menu_item_target', '_blank');
        self::assert_tags(["menu:{$menu}"], $this->flushed());

        wp_delete_post($item, true);
        self::assertContains("menu:{$menu}", $this->flushed());

        wp_update_nav_menu_object($menu, ['menu-name' => 'Other']);
        self::assertContains("menu:{$menu}", $this->flushed());

        do_action('wp_update_nav_menu', $menu);
        self::assertSame([], $this->flushed());
    }

    public function test_a_widget_is_purged_in_the_area_where_it_stands(): void
    {
        update_option('widget_text', [2 => ['text' => 'One'], 3 => ['text' => 'Two'], '_multiwidget' => 1]);
        wp_set_sidebars_widgets(['left' => ['text-2'], 'right' => ['text-3'], 'wp_inactive_widgets' => []]);
        $this->drain();

        update_option('widget_text', [2 => ['text' => 'One'], 3 => ['text' => 'Other'], '_multiwidget' => 1]);

        self::assert_tags(['widget:right'], $this->flushed());
    }

    public function test_the_newest_comments_are_purged_by_a_comment_among_them_only(): void
    {
        $post = self::post();
        RareFacet::note(RareFacet::comments(1));
        RareFacet::note(RareFacet::comments(9));
        $old = self::comment($post, '1', 'comment', '2020-01-01 00:00:00');
        self::comment($post, '1', 'comment', '2021-01-01 00:00:00');
        $this->drain();

        wp_update_comment(['comment_ID' => $old, 'comment_content' => 'New']);

        $tags = $this->flushed();
        self::assertContains('comments:0~9', $tags);
        self::assertNotContains('comments:0~1', $tags);
    }

    public function test_a_synced_pattern_concerns_only_the_pages_that_show_it(): void
    {
        $pattern = self::post(['post_type' => 'wp_block']);
        $this->drain();

        wp_update_post(['ID' => $pattern, 'post_content' => 'Other words.']);

        $tags = $this->flushed();
        self::assertContains("post:{$pattern}", $tags);
        self::assertNotContains('site', $tags);
    }

    public function test_a_plugins_meta_counts_once_a_page_was_seen_to_show_it(): void
    {
        $post = self::post();
        $this->drain();
        RareFacet::note(RareFacet::meta('_price'));

        update_post_meta($post, '_price', '12');
        update_post_meta($post, '_stock', '3');

        self::assert_tags(["meta:post:{$post}:_price", 'list:post~meta._price', 'list:any~meta._price'], $this->flushed());
    }

    public function test_meta_deleted_by_its_key_concerns_every_post_that_had_it(): void
    {
        $first = self::post(['meta_input' => ['_thumbnail_id' => '5']]);
        $second = self::post(['meta_input' => ['_thumbnail_id' => '6']]);
        $this->drain();

        delete_post_meta_by_key('_thumbnail_id');

        self::assert_tags(["meta:post:{$first}:_thumbnail_id", "meta:post:{$second}:_thumbnail_id"], $this->flushed());
    }

    public function test_a_plugins_option_counts_once_a_page_was_seen_to_read_it(): void
    {
        RareFacet::note(RareFacet::option('shop_banner'));

        update_option('shop_banner', 'Sale');
        update_option('shop_last_sync', 'now');

        self::assert_tags(['option:shop_banner'], $this->flushed());
    }

    public function test_a_save_without_a_change_counts_where_pages_print_the_time_of_the_last_save(): void
    {
        $post = self::post();
        RareFacet::note(RareFacet::MODIFIED);
        self::sql("UPDATE wp_posts SET post_modified = '2026-03-11 00:00:00' WHERE ID = {$post}");
        clean_post_cache($post);
        $this->drain();

        wp_update_post(['ID' => $post]);

        self::assert_tags(["post:{$post}~modified", 'list:post~modified', 'list:any~modified'], $this->flushed());
    }

    public function test_a_draft_counts_where_pages_show_drafts(): void
    {
        $draft = self::post(['post_status' => 'draft']);
        RareFacet::note(RareFacet::HIDDEN);
        $this->drain();

        wp_update_post(['ID' => $draft, 'post_title' => 'Better']);

        self::assert_tags(["post:{$draft}~hidden", 'list:post~hidden', 'list:any~hidden'], $this->flushed());
    }

    private static function of_theme(string $type, string $slug): void
    {
        wp_set_object_terms(self::post(['post_type' => $type, 'post_name' => $slug, 'post_content' => '{}']), get_stylesheet(), 'wp_theme');
    }

    private static function comment(int $post, string $approved, string $type = 'comment', string $date = '2026-03-11 00:00:00'): int
    {
        $comment = wp_insert_comment([
            'comment_post_ID' => $post,
            'comment_content' => 'Words',
            'comment_author' => 'Reader',
            'comment_approved' => $approved,
            'comment_date' => $date,
            'comment_date_gmt' => $date,
            'comment_type' => $type,
        ]);
        self::assertIsInt($comment);

        return $comment;
    }
}
