<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\ObjectCache;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * A host with a persistent object cache: posts, terms, meta and all options come from there and not from the database,
 * and the tags of a page, its purges and the cache's own options are as exact as without.
 */
final class ObjectCacheTest extends TestCase
{
    private static ?LiveSite $site = null;

    /** What a theme or plugin shows of other posts, of a term and of an option, without a query that says so. */
    private const SHOWS = <<<'PHP'
        <?php
        add_action('init', fn() => register_post_type('unlisted', ['public' => true]));
        add_action('wp_footer', function () {
            if (is_single()) {
                $other = get_post((int) get_option('shown_post'));
                echo '<p class="shown">', esc_html($other ? $other->post_title : ''), '|', esc_html(get_post_meta($other->ID, 'mood', true)),
                    '|', esc_html(get_term(1)->name), '|', esc_html(get_option('shown_text')), '</p>';
            }
        });
        if (isset($_GET['change'])) {
            add_action('init', function () {
                match ($_GET['change']) {
                    'option' => update_option('shown_text', $_GET['to']),
                    'other-option' => update_option('not_shown_text', $_GET['to']),
                    'meta' => update_post_meta((int) get_option('shown_post'), 'mood', $_GET['to']),
                    'term' => wp_update_term(1, 'category', ['name' => $_GET['to']]),
                    'post' => wp_update_post(['ID' => (int) get_option('shown_post'), 'post_title' => $_GET['to']]),
                    'other-post' => wp_update_post(['ID' => (int) get_option('other_post'), 'post_content' => $_GET['to']]),
                    'make' => [
                        update_option('shown_text', 'text', true),
                        update_option('not_shown_text', 'text', true),
                        update_option('shown_post', wp_insert_post(['post_title' => 'Shown', 'post_type' => 'page', 'post_status' => 'publish', 'meta_input' => ['mood' => 'calm']]), true),
                        update_option('other_post', wp_insert_post(['post_title' => 'Other', 'post_type' => 'unlisted', 'post_status' => 'publish']), true),
                    ],
                };
                exit('changed ' . (wp_using_ext_object_cache() ? 'with' : 'without'));
            }, 99);
        }
        PHP;

    public static function setUpBeforeClass(): void
    {
        self::$site = LiveSite::start();
        file_put_contents(self::site()->file('wp-content/mu-plugins/shows.php'), self::SHOWS);
        self::place_dropin();
        self::change('make', '');
        self::assertSame(200, self::site()->switch(true)->status);
    }

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    protected function setUp(): void
    {
        self::place_dropin();
        $this->fill_from_the_object_cache();
    }

    /** @return iterable<string, array{string, string}> */
    public static function changes(): iterable
    {
        yield 'a post that is read by its id' => ['post', 'Another title'];
        yield 'its meta' => ['meta', 'Another mood'];
        yield 'a term' => ['term', 'Another term'];
        yield 'an option of all options' => ['option', 'Another text'];
    }

    #[DataProvider('changes')]
    public function test_what_came_from_the_object_cache_purges_the_page_when_it_changes(string $change, string $to): void
    {
        self::change($change, $to);
        $after = self::site()->request('GET', '/hello-world/');

        self::assertStringNotContainsString('hit', $after->header('X-Dynamic-Cache'));
        self::assertStringContainsString($to, $after->body);
    }

    /** @return iterable<string, array{string}> */
    public static function other_changes(): iterable
    {
        yield 'the text of another post' => ['other-post'];
        yield 'another option of all options' => ['other-option'];
    }

    #[DataProvider('other_changes')]
    public function test_what_the_page_does_not_show_leaves_it(string $change): void
    {
        self::change($change, 'Another text ' . bin2hex(random_bytes(3)));
        $answer = self::site()->request('GET', '/hello-world/');

        self::assertSame('hit; reason=fresh', $answer->header('X-Dynamic-Cache'), self::site()->rest('GET', '/purges')->body);
    }

    public function test_settings_are_what_was_saved_last_whoever_asks(): void
    {
        $revision = self::site()->rest('GET', '/settings')->text('revision');
        $ttl = random_int(1000, 2000);
        self::assertSame(200, self::site()->rest('PATCH', '/settings', "{\"ttl\":{\"page\":{$ttl}}}", $revision)->status);

        self::assertStringContainsString("\"page\":{$ttl}", self::site()->rest('GET', '/settings')->body);
        self::assertSame(412, self::site()->rest('PATCH', '/settings', '{"ttl":{"page":600}}', $revision)->status, 'the revision comes from the database');
    }

    public function test_the_object_cache_comes_and_goes_while_pages_are_stored(): void
    {
        unlink(self::site()->file('wp-content/object-cache.php'));
        self::assertSame('hit; reason=fresh', self::site()->request('GET', '/hello-world/')->header('X-Dynamic-Cache'));
        $to = 'Without it ' . bin2hex(random_bytes(3));
        self::assertSame('changed without', self::site()->request('GET', '/?change=option&to=' . rawurlencode($to))->body);
        $after = self::site()->request('GET', '/hello-world/');

        self::assertStringNotContainsString('hit', $after->header('X-Dynamic-Cache'));
        self::assertStringContainsString($to, $after->body);
    }

    /** Stored by a render that found everything in the object cache. */
    private function fill_from_the_object_cache(): void
    {
        $this->fill();
        $purged = self::site()->rest('POST', '/purge', '{"urls":["/hello-world/"]}');
        self::assertSame(200, $purged->status, $purged->body);
        $answers = self::site()->file('wp-content/object-cache/answers');
        file_put_contents($answers, '');
        $this->fill();
        self::assertGreaterThan(10, filesize($answers), 'the render asked the object cache');
    }

    private function fill(): void
    {
        $words = [];
        for ($try = 0; $try < 6; $try++) {
            $words[] = self::site()->request('GET', '/hello-world/')->header('X-Dynamic-Cache');
            if (str_starts_with(end($words), 'hit')) {
                return;
            }
        }
        self::fail('Nothing is cached: ' . implode(', ', $words));
    }

    /** As a host does it: with an empty object cache. */
    private static function place_dropin(): void
    {
        $dropin = self::site()->file('wp-content/object-cache.php');
        if (is_file($dropin)) {
            return;
        }
        $entries = glob(self::site()->file('wp-content/object-cache/*.entry'));
        array_map(unlink(...), $entries === false ? [] : $entries);
        copy(__DIR__ . '/object-cache.dropin.txt', $dropin);
    }

    private static function change(string $change, string $to): void
    {
        self::assertSame('changed with', self::site()->request('GET', "/?change={$change}&to=" . rawurlencode($to))->body);
    }

    private static function site(): LiveSite
    {
        return self::$site ?? throw new \LogicException('The site has not been started.');
    }
}
