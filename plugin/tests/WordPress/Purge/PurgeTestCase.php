<?php

/** A site whose cache is on, with the plugin's own listeners and its real store on disk. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Engine\Fill;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\WordPress\WordPressTestCase;

abstract class PurgeTestCase extends WordPressTestCase
{
    /** @var list<Purged> */
    protected array $purged = [];

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('pre_wp_mail', '__return_true');
        $this->drain();
        self::switch_cache(true);
        add_action('dynamic_cache_purged', function (Purged $purged): void {
            $this->purged[] = $purged;
        });
    }

    protected function tearDown(): void
    {
        Fill::end();
        parent::tearDown();
    }

    protected static function switch_cache(bool $isOn): void
    {
        $file = Paths::of_wordpress()->config_file('1');
        wp_mkdir_p(dirname($file));
        DataFile::write($file, [
            'v' => 1,
            'site' => '1',
            'scheme' => 'http',
            'host' => '127.0.0.1:8899',
            'aliases' => [],
            'enabled' => $isOn,
            'paused_until' => 0,
            'revision' => '0123456789abcdef',
            'ttl' => ['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0],
            'rules' => [
                'query' => ['mode' => 'ignore-list', 'ignore' => [], 'allow' => []],
                'exclude' => ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []],
                'variants' => ['device' => null, 'language' => null, 'currency' => null],
            ],
            'store' => 'disk',
            'edge' => null,
        ]);
    }

    /** Forgets what earlier writes left in the queue. */
    protected function drain(): void
    {
        PurgeQueue::of_site()->flush('test');
        PurgeQueue::of_site()->flush('test');
        $this->purged = [];
    }

    /**
     * What the end of the request purges.
     *
     * @return list<string>
     */
    protected function flushed(): array
    {
        PurgeQueue::flush_all();
        $tags = array_merge(...array_map(static fn(Purged $purged): array => $purged->tags, $this->purged));
        $this->purged = [];

        return $tags;
    }

    /**
     * @param list<string> $expected in any order
     * @param list<string> $actual
     */
    protected static function assert_tags(array $expected, array $actual): void
    {
        sort($expected, SORT_STRING);
        sort($actual, SORT_STRING);
        self::assertSame($expected, $actual);
    }

    /** @param array{post_type?: string, post_title?: string, post_content?: string, post_excerpt?: string, post_status?: string, post_name?: string, post_parent?: int, post_author?: int, post_date?: string, post_date_gmt?: string, post_password?: string, menu_order?: int, edit_date?: bool, comment_status?: string, post_category?: list<int>, tags_input?: list<string>, meta_input?: array<string, string>} $fields */
    protected static function post(array $fields = []): int
    {
        $id = wp_insert_post($fields + [
            'post_title' => 'A title',
            'post_content' => 'Some words.',
            'post_status' => 'publish',
            'post_date' => '2026-03-10 12:00:00',
            'post_author' => 1,
        ], true);
        self::assertIsInt($id);

        return $id;
    }

    /**
     * @param int<0, max> $parent
     *
     * @return int<1, max>
     */
    protected static function term(string $name, string $taxonomy = 'category', int $parent = 0): int
    {
        $made = wp_insert_term($name, $taxonomy, ['parent' => $parent]);
        self::assertIsArray($made);

        return max(1, $made['term_id']);
    }

    /** A file of the WordPress under test, which PHPStan does not know. */
    protected static function core_file(string $path): string
    {
        return ABSPATH . $path;
    }

    protected static function store(): PageStore
    {
        return Stores::open(self::cache_dir(), 'disk', '1');
    }

    /**
     * Puts a page with these tags into the store.
     *
     * @param list<string> $tags
     */
    protected static function store_page(string $canonical, array $tags): void
    {
        $store = self::store();
        $store->save(
            new Page($canonical, 200, [], Body::of('<html></html>'), ['site', ...$tags], time(), time() + 600, '0123456789abcdef'),
            $store->token(time()),
            time(),
        );
    }

    /** `served`, or the reason word why not. */
    protected static function fate(string $canonical): string
    {
        $found = self::store()->find($canonical, time());

        return $found instanceof Page ? 'served' : $found->reason->value;
    }

    /** Posts of core's own installation would be neighbours. */
    protected static function keep_the_site_quiet(): void
    {
        foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
            wp_delete_post($post->ID, true);
        }
    }
}
