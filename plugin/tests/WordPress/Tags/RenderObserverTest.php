<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Render\RenderObserver;

/** What a page shows → the tags it carries. */
final class RenderObserverTest extends RenderTestCase
{
    public function test_a_post_carries_itself_its_neighbourhood_its_comments_its_terms_and_its_author(): void
    {
        $category = self::term('Rivers');
        $post = self::post(['post_category' => [$category], 'post_name' => 'elbe', 'post_title' => 'Elbe']);

        $fill = $this->render('/elbe/');

        self::assertStringContainsString('Elbe', $this->output);
        self::assertNull($fill->refusal());
        foreach (["post:{$post}~title", "post:{$post}~content", "adjacent:{$post}", "comments:{$post}", "terms:{$post}:category", "term:{$category}~name", 'user:1~display_name'] as $tag) {
            self::assertContains($tag, $fill->tags());
        }
        self::assertNotContains('home', $fill->tags());
    }

    public function test_the_front_page_carries_the_list_of_posts_and_every_post_on_it(): void
    {
        $post = self::post(['post_title' => 'Elbe']);

        $fill = $this->render('/');

        self::assertStringContainsString('Elbe', $this->output);
        foreach (['home', 'list:post', 'list:post~sticky', 'paged', "post:{$post}~title", "post:{$post}~link"] as $tag) {
            self::assertContains($tag, $fill->tags());
        }
    }

    public function test_a_category_carries_its_own_list_and_not_that_of_all_posts(): void
    {
        $rivers = self::term('Rivers');
        $hills = self::term('Hills');
        $river = self::post(['post_category' => [$rivers]]);
        $hill = self::post(['post_category' => [$hills]]);

        $fill = $this->render('/category/rivers/');

        self::assertSame(["list:post:term:{$rivers}", 'list:post~all'], self::starting('list:post', $fill));
        self::assertContains("post:{$river}~title", $fill->tags());
        self::assertContains("term:{$rivers}~name", $fill->tags());
        self::assertSame([], self::starting("post:{$hill}", $fill));
        self::assertSame([], self::starting("term:{$hills}", $fill));
    }

    public function test_an_empty_category_depends_on_what_may_come_into_it(): void
    {
        $category = self::term('Rivers');

        $fill = $this->render('/category/rivers/');

        self::assertSame(["list:post:term:{$category}", 'list:post~all'], self::starting('list:post', $fill));
        self::assertContains("term:{$category}~name", $fill->tags());
    }

    public function test_a_month_and_an_author_carry_their_own_lists(): void
    {
        self::post(['post_date' => '2026-03-10 12:00:00']);

        self::assertSame(['list:post:date:2026-03', 'list:post~all'], self::starting('list:post', $this->render('/2026/03/')));
        self::assertSame(['list:post:author:1', 'list:post~all'], self::starting('list:post', $this->render('/author/admin/')));
    }

    public function test_a_search_depends_on_the_text_of_all_that_is_searched(): void
    {
        $fill = $this->render('/?s=elbe');

        foreach (['search', 'list:post', 'list:post~text', 'list:page', 'list:page~text'] as $tag) {
            self::assertContains($tag, $fill->tags());
        }
    }

    public function test_a_page_that_is_not_there_depends_on_whatever_may_be_published(): void
    {
        $fill = $this->render('/nothing-here/');

        self::assertContains('list:any', $fill->tags());
    }

    public function test_sees_posts_that_a_template_gets_by_itself_with_filters_suppressed(): void
    {
        $author = $this->become('author');
        wp_set_current_user(0);
        $post = self::post(['post_author' => $author]);

        $fill = $this->observe(static function () use ($author): void {
            foreach (get_posts(['author' => $author, 'fields' => 'ids', 'suppress_filters' => true]) as $id) {
                echo esc_html((string) $id);
            }
        });

        self::assertSame((string) $post, $this->output);
        self::assertContains("post:{$post}", $fill->tags());
        self::assertSame(["list:post:author:{$author}", 'list:post~all'], self::starting('list:', $fill));
    }

    public function test_sees_the_posts_of_a_latest_posts_block(): void
    {
        $post = self::post(['post_title' => 'Elbe']);

        $fill = $this->observe(static function (): void {
            echo do_blocks('<!-- wp:latest-posts /-->');
        });

        self::assertStringContainsString('Elbe', $this->output);
        self::assertContains("post:{$post}~title", $fill->tags());
        self::assertNotContains("post:{$post}~content", $fill->tags());
        self::assertNotContains("post:{$post}", $fill->tags());
        self::assertContains('list:post', $fill->tags());
    }

    public function test_sees_a_synced_pattern_that_is_shown_by_reference(): void
    {
        $pattern = self::post(['post_type' => 'wp_block', 'post_content' => '<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph -->']);

        $fill = $this->observe(static function () use ($pattern): void {
            echo do_blocks("<!-- wp:block {\"ref\":{$pattern}} /-->");
        });

        self::assertStringContainsString('Shared', $this->output);
        self::assertContains("post:{$pattern}~content", $fill->tags());
        self::assertNotContains("post:{$pattern}~title", $fill->tags());
    }

    public function test_a_post_asked_for_by_id_is_carried_even_when_it_is_not_there(): void
    {
        $fill = $this->observe(static fn() => new \WP_Query(['post__in' => [424242], 'post_type' => 'post']));

        self::assertContains('post:424242', $fill->tags());
        self::assertSame(['list:post~all', 'list:post~sticky'], self::starting('list:', $fill));
    }

    public function test_a_list_by_any_of_two_conditions_depends_on_all_posts_when_one_of_them_is_not_understood(): void
    {
        $category = self::term('Rivers');
        $query = static fn(string $operator): array => ['post_type' => 'post', 'tax_query' => [
            'relation' => 'OR',
            ['taxonomy' => 'category', 'terms' => [$category]],
            ['taxonomy' => 'category', 'terms' => [1], 'operator' => $operator],
        ]];

        self::assertContains('list:post', $this->observe(static fn() => new \WP_Query($query('NOT IN')))->tags());
        self::assertSame(
            ['list:post:term:1', "list:post:term:{$category}", 'list:post~all'],
            self::starting('list:post', $this->observe(static fn() => new \WP_Query($query('IN')))),
        );
    }

    public function test_a_query_that_a_plugin_extends_to_other_tables_depends_on_any_change_of_any_post(): void
    {
        $users = Database::connection()->users;
        add_filter('posts_where', static fn(string $where): string => $where . " AND post_author IN (SELECT ID FROM {$users})");
        RareFacet::note(RareFacet::ANY);

        $fill = $this->observe(static fn() => new \WP_Query(['cat' => 1]));

        self::assertContains('list:post', $fill->tags());
        self::assertContains('list:post~any', $fill->tags());
    }

    public function test_lists_of_terms_and_of_comments_depend_on_them(): void
    {
        $fill = $this->observe(static function (): void {
            wp_list_categories(['hide_empty' => false]);
            get_comments(['number' => 5]);
        });

        self::assertContains('tax:category', $fill->tags());
        self::assertContains('comments:0', $fill->tags());
    }

    public function test_a_term_looked_up_by_a_slug_that_nobody_has_depends_on_new_terms(): void
    {
        $fill = $this->observe(static fn() => get_term_by('slug', 'nobody-has-this', 'category'));

        self::assertContains('slug:category:nobody-has-this', $fill->tags());
    }

    public function test_the_first_page_that_prints_a_plugins_meta_is_not_stored_and_the_next_one_carries_it(): void
    {
        $post = self::post(['meta_input' => ['_price' => '12']]);
        $print = static function () use ($post): void {
            $price = get_post_meta($post, '_price', true);
            echo is_string($price) ? esc_html($price) : '';
        };

        self::assertSame(Reason::ChangedByOwnRender, $this->observe($print)->refusal());
        $second = $this->observe($print);

        self::assertNull($second->refusal());
        self::assertContains("meta:post:{$post}:_price", $second->tags());
    }

    public function test_a_block_that_a_plugin_registers_while_the_page_is_rendered_shows_anything_of_its_post(): void
    {
        $post = self::post();
        $title = static fn(): string => get_the_title($post);
        $late = static function () use ($title): void {
            $title();
            register_block_type('shop/late', ['render_callback' => static fn(): string => 'late']);
            do_blocks('<!-- wp:shop/late /-->');
        };

        self::assertNotContains("post:{$post}", $this->observe($title)->tags());
        try {
            self::assertContains("post:{$post}", $this->observe($late)->tags());
        } finally {
            unregister_block_type('shop/late');
        }
    }

    public function test_a_page_made_with_sql_of_a_plugins_own_depends_on_the_tables_it_reads(): void
    {
        $post = self::post();
        $print = static function (): void {
            $database = Database::connection();
            echo esc_html((string) $database->get_var((string) $database->prepare('SELECT COUNT(*) FROM %i', $database->posts)));
        };
        $this->observe($print);

        $fill = $this->observe($print);
        $core = $this->observe(static fn() => new \WP_Query(['cat' => 1]));
        $this->drain();
        wp_update_post(['ID' => $post, 'post_title' => 'Another']);

        self::assertSame(['sql:posts~all', 'sql:posts~rows'], self::starting('sql:', $fill));
        self::assertSame([], self::starting('sql:', $core));
        self::assertContains('sql:posts', $this->flushed());
    }

    public function test_posts_that_other_code_is_handed_by_a_query_are_on_the_page_whole(): void
    {
        $parent = self::post(['post_type' => 'page']);
        $child = self::post(['post_type' => 'page', 'post_parent' => $parent]);

        $children = $this->observe(static fn() => get_children(['post_parent' => $parent, 'post_type' => 'page']));
        $list = $this->observe(static fn() => get_posts(['post_type' => 'page', 'post_parent' => $parent]));

        self::assertContains("post:{$child}", $children->tags());
        self::assertContains("post:{$child}", $list->tags());
    }

    public function test_tells_the_engine_what_only_wordpress_knows(): void
    {
        $fill = new Fill();
        Fill::begin($fill);
        (new RenderObserver())->boot();
        ob_end_clean();
        wp_is_mobile();
        $this->become('editor');

        $facts = $fill->facts();

        self::assertTrue($facts?->variesByDevice);
        self::assertTrue($facts->loggedIn);
        self::assertFalse($facts->doNotCache);
    }

    public function test_does_nothing_in_a_request_that_is_not_stored(): void
    {
        $level = ob_get_level();

        (new RenderObserver())->boot();

        self::assertFalse(has_filter('posts_pre_query'));
        self::assertSame($level, ob_get_level());
    }
}
