<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** From the render through the store to the edit: what shows the change is gone, what does not is still served. */
final class FreshnessTest extends RenderTestCase
{
    private const URLS = ['/elbe/', '/zugspitze/', '/category/rivers/', '/category/hills/', '/'];

    private int $river = 0;

    private int $hill = 0;

    private int $rivers = 0;

    private int $hills = 0;

    /**
     * @param \Closure(self): mixed $edit
     * @param list<string> $gone
     */
    #[DataProvider('edits')]
    public function test_an_edit_takes_exactly_the_pages_that_show_it(\Closure $edit, array $gone): void
    {
        $this->make_site();
        $this->fill_store();

        $edit($this);
        PurgeQueue::flush_all();

        self::assertSame($gone, array_values(array_filter(self::URLS, static fn(string $url): bool => self::fate($url) !== 'served')));
    }

    /** @return iterable<string, array{\Closure(self): mixed, list<string>}> */
    public static function edits(): iterable
    {
        yield 'the text of a post' => [
            static fn(self $site) => wp_update_post(['ID' => $site->river, 'post_content' => 'Longer than you think.']),
            ['/elbe/', '/category/rivers/', '/'],
        ];
        yield 'a save without a change' => [static fn(self $site) => wp_update_post(['ID' => $site->river]), []];
        yield 'a draft' => [static fn() => self::post(['post_status' => 'draft']), []];
        yield 'a new post in one category' => [
            static fn(self $site) => self::post(['post_category' => [$site->rivers], 'post_date' => '2020-01-01 00:00:00']),
            ['/elbe/', '/category/rivers/', '/'],
        ];
        yield 'another name of a category' => [
            static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams']),
            ['/elbe/', '/category/rivers/', '/'],
        ];
        yield 'a post that moves to the other category' => [
            static fn(self $site) => wp_set_post_categories($site->river, [$site->hills]),
            ['/elbe/', '/category/rivers/', '/category/hills/', '/'],
        ];
        yield 'a deleted post' => [
            static fn(self $site) => wp_delete_post($site->hill, true),
            ['/zugspitze/', '/category/hills/', '/'],
        ];
        yield 'the name of the site' => [static fn() => update_option('blogname', 'Another'), self::URLS];
    }

    private function make_site(): void
    {
        foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
            wp_delete_post($post->ID, true);
        }
        $this->rivers = self::term('Rivers');
        $this->hills = self::term('Hills');
        $this->river = self::post(['post_name' => 'elbe', 'post_title' => 'Elbe', 'post_category' => [$this->rivers], 'post_date' => '2026-02-01 00:00:00']);
        // So that the two are not neighbours.
        self::post(['post_date' => '2026-02-15 00:00:00']);
        $this->hill = self::post(['post_name' => 'zugspitze', 'post_title' => 'Zugspitze', 'post_category' => [$this->hills], 'post_date' => '2026-03-01 00:00:00']);
    }

    /** A template without a list of other posts under each post, as the default theme has it. */
    private function fill_store(): void
    {
        add_filter('template_include', static function (string $template): string {
            $GLOBALS['_wp_current_template_content'] = is_singular()
                ? '<!-- wp:post-title /--><!-- wp:post-content /--><!-- wp:post-terms {"term":"category"} /--><!-- wp:post-navigation-link {"showTitle":true} /--><!-- wp:post-navigation-link {"type":"previous","showTitle":true} /-->'
                : '<!-- wp:query {"query":{"inherit":true}} --><!-- wp:post-template --><!-- wp:post-title /--><!-- wp:post-excerpt /--><!-- wp:post-terms {"term":"category"} /--><!-- /wp:post-template --><!-- /wp:query -->';

            return $template;
        }, PHP_INT_MAX);
        // What the first render of a site writes.
        $this->render('/');
        $this->drain();
        foreach (self::URLS as $url) {
            $fill = $this->render($url);
            self::assertNull($fill->refusal(), "{$url} is stored");
            self::store_page($url, $fill->tags());
            self::assertSame('served', self::fate($url));
        }
    }
}
