<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Reason;
use DynamicCache\Tags\RareFacet;

/** Options that a page reads → the tags it carries. */
final class OptionTapsTest extends RenderTestCase
{
    public function test_a_plugins_option_that_every_page_reads_early_counts_where_it_is_read_again(): void
    {
        foreach (['early', 'early_and_late'] as $name) {
            RareFacet::note(RareFacet::option($name));
        }
        global $wp_actions;
        self::assertIsArray($wp_actions);
        unset($wp_actions['wp_loaded']);

        $fill = $this->observe(static function (): void {
            get_option('early');
            get_option('early_and_late');
            do_action('wp_loaded');
            get_option('early_and_late');
        });

        self::assertSame(['option:early_and_late'], self::starting('option:', $fill));
    }

    public function test_an_option_that_came_into_use_after_it_was_read_keeps_the_page_from_being_stored(): void
    {
        $fill = $this->observe(static function (): void {
            get_option('shop_banner');
            // The fill of another page, at the same moment. A change before that was not worth a purge.
            RareFacet::note(RareFacet::option('shop_banner'));
        });

        self::assertSame(Reason::ChangedByOwnRender, $fill->refusal());
    }

    public function test_every_option_of_a_plugin_that_is_read_before_the_end_is_carried_once(): void
    {
        foreach (['first', 'second', '7'] as $name) {
            RareFacet::note(RareFacet::option($name));
        }

        $fill = $this->observe(static function (): void {
            get_option('first');
            get_option('7');
            get_option('first');
            add_filter('pre_option_second', static fn(): string => 'given');
            get_option('second');
        });

        self::assertSame(['option:7', 'option:first', 'option:second'], self::starting('option:', $fill));
    }

    public function test_a_plugins_option_is_carried_and_core_options_are_not(): void
    {
        RareFacet::note(RareFacet::option('shop_banner'));

        $fill = $this->observe(static function (): void {
            get_option('shop_banner');
            get_option('posts_per_page');
            get_transient('doing_cron');
        });

        self::assertSame(['option:shop_banner'], self::starting('option:', $fill));
    }

    public function test_the_list_of_sticky_posts_counts_where_code_outside_of_core_reads_it(): void
    {
        $post = wp_insert_post(['post_title' => 'Elbe', 'post_status' => 'publish'], true);
        self::assertIsInt($post);

        $read = $this->observe(static function (): void {
            get_option('sticky_posts');
        });
        $asked = $this->observe(static function () use ($post): void {
            is_sticky($post);
            get_posts(['include' => [$post]]);
            new \WP_Query(['posts_per_page' => 1]);
        });

        self::assertContains('list:any~sticky', $read->tags());
        self::assertNotContains('list:any~sticky', $asked->tags());
    }
}
