<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

/** How much of a thing a page depends on: what core prints of it, or all when other code was handed the thing itself. */
final class FacetTest extends RenderTestCase
{
    public function test_an_object_that_is_handed_to_other_code_counts_as_a_whole(): void
    {
        $post = self::post();
        $term = self::term('Rivers');
        $fill = $this->observe(static function () use ($post): void {
            echo esc_html(get_post($post)->post_content ?? '');
            echo esc_html(($user = get_user_by('login', 'admin')) === false ? '' : $user->display_name);
            echo esc_html(($rivers = get_term_by('slug', 'rivers', 'category')) instanceof \WP_Term ? $rivers->name : '');
        });

        foreach (["post:{$post}", 'user:1', "term:{$term}"] as $tag) {
            self::assertContains($tag, $fill->tags());
        }
    }

    public function test_what_core_prints_of_a_post_is_carried_alone(): void
    {
        $post = self::post(['post_title' => 'Elbe']);

        $fill = $this->observe(static fn() => print esc_html(get_the_title($post)));

        self::assertSame(["post:{$post}~title"], self::starting('post:', $fill));
    }

    public function test_where_addresses_are_ids_a_page_is_about_a_post_by_its_name_and_its_place(): void
    {
        self::use_plain_addresses();
        $post = self::post(['post_name' => 'elbe']);

        $fill = $this->render("/?p={$post}");

        self::assertContains('slug:post:elbe', $fill->tags());
        self::assertContains("post:{$post}~above", $fill->tags());
        self::assertContains("post:{$post}~plain", $fill->tags());
        self::assertNotContains("post:{$post}~link", $fill->tags());
    }

    public function test_where_addresses_are_ids_those_of_other_types_still_show_slugs(): void
    {
        self::use_plain_addresses();
        register_post_type('book', ['public' => true]);
        $post = self::post(['post_type' => 'book', 'post_name' => 'elbe']);

        $fill = $this->observe(static fn() => print esc_url((string) get_permalink($post)));

        self::assertStringContainsString('book=elbe', $this->output);
        self::assertContains("post:{$post}~link", $fill->tags());
    }

    private static function use_plain_addresses(): void
    {
        global $wp_rewrite;
        self::assertInstanceOf(\WP_Rewrite::class, $wp_rewrite);
        update_option('permalink_structure', '');
        $wp_rewrite->init();
    }

    public function test_a_template_is_carried_up_to_the_first_of_its_hierarchy_that_is_there(): void
    {
        $fill = $this->observe(static fn() => resolve_block_template('page', ['page-nobody.php', 'page.php', 'singular.php'], ''));

        self::assertSame(
            ['template:twentytwentyfive:page', 'template:twentytwentyfive:page-nobody'],
            self::starting('template:', $fill),
        );
    }

    public function test_a_part_that_is_not_there_is_carried_by_its_name(): void
    {
        $fill = $this->observe(static fn() => print do_blocks('<!-- wp:template-part {"slug":"absent"} /-->'));

        self::assertContains('part:twentytwentyfive:absent', $fill->tags());
    }
}
