<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\CachePlugin;
use DynamicCache\Install\KnownCaches;
use DynamicCache\Install\OtherCache;
use DynamicCache\Install\OtherCaches;
use DynamicCache\Install\Surroundings;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class OtherCachesTest extends WordPressTestCase
{
    /** @return iterable<string, array{string, string}> a main file and the id it stands for */
    public static function plugins(): iterable
    {
        foreach (KnownCaches::plugins() as $plugin) {
            foreach ($plugin->files as $file) {
                yield $file => [$file, $plugin->id];
            }
        }
    }

    #[DataProvider('plugins')]
    public function test_an_active_page_cache_is_named_with_the_one_thing_to_do(string $file, string $id): void
    {
        $found = OtherCaches::among(new Surroundings(['akismet/akismet.php', $file]));

        self::assertSame([$id], self::ids($found));
        self::assertSame([true, $file], [$found[0]->isActive, $found[0]->pluginFile]);
        self::assertStringContainsString($found[0]->name, $found[0]->means);
        self::assertStringContainsString($found[0]->name, $found[0]->fix);
    }

    /** @return iterable<string, array{string, string}> the id, and the first lines of the drop-in that it writes */
    public static function dropins(): iterable
    {
        yield 'WP Rocket' => ['wp-rocket', "<?php\ndefined( 'ABSPATH' ) || exit;\ndefine( 'WP_ROCKET_ADVANCED_CACHE', true );"];
        yield 'W3 Total Cache' => ['w3-total-cache', "<?php\nif ( !defined( 'ABSPATH' ) ) { die(); }\nif ( !defined( 'W3TC_DIR' ) ) {}"];
        yield 'WP Super Cache' => ['wp-super-cache', "<?php\n# WP SUPER CACHE 1.2\n\$path = defined( 'WPCACHEHOME' );"];
        yield 'LiteSpeed Cache' => ['litespeed-cache', "<?php\n! defined( 'LSCACHE_ADV_CACHE' ) && define( 'LSCACHE_ADV_CACHE', true );"];
        yield 'WP-Optimize' => ['wp-optimize', "<?php\nif (!defined('WPO_ADVANCED_CACHE')) define('WPO_ADVANCED_CACHE', true);"];
        yield 'Cache Enabler' => ['cache-enabler', "<?php\n\$cache_enabler_constants_file = 'x'; // CACHE_ENABLER_DIR"];
        yield 'Hummingbird' => ['hummingbird', "<?php\ndefine( 'WPHB_ADVANCED_CACHE', true );"];
        yield 'Breeze' => ['breeze', "<?php \ndefined( 'ABSPATH' ) || exit;\ndefine( 'BREEZE_ADVANCED_CACHE', true );"];
        yield 'Super Page Cache' => ['super-page-cache', "<?php\ndefine( 'SWCFPC_ADVANCED_CACHE', true );"];
        yield 'Batcache' => ['batcache', "<?php\nfunction batcache_cancel() {}\nclass batcache {}"];
    }

    #[DataProvider('dropins')]
    public function test_WP_11_a_dropin_that_was_left_behind_is_named_after_the_plugin_that_wrote_it(string $id, string $text): void
    {
        $found = OtherCaches::among(new Surroundings(dropin: $text));

        self::assertSame([$id], self::ids($found));
        self::assertSame([false, true, null], [$found[0]->isActive, $found[0]->isInTheWay, $found[0]->link()]);
    }

    public function test_a_page_cache_that_can_be_switched_off_is_in_the_way_only_with_its_dropin(): void
    {
        $active = ['wp-optimize/wp-optimize.php'];

        self::assertFalse(OtherCaches::among(new Surroundings($active))[0]->isInTheWay);
        self::assertTrue(OtherCaches::among(new Surroundings($active, dropin: 'WPO_ADVANCED_CACHE'))[0]->isInTheWay);
    }

    /** @return iterable<string, array{string, Surroundings}> */
    public static function hosts(): iterable
    {
        yield 'WP Engine' => ['host-wp-engine', new Surroundings(constants: ['WPE_APIKEY'])];
        yield 'WP Engine, by its folder' => ['host-wp-engine', new Surroundings(muPlugins: ['wpengine-common'])];
        yield 'Kinsta' => ['host-kinsta', new Surroundings(variables: ['KINSTA_CACHE_ZONE' => 'k'])];
        yield 'Pantheon' => ['host-pantheon', new Surroundings(variables: ['PANTHEON_ENVIRONMENT' => 'live'])];
        yield 'Flywheel' => ['host-flywheel', new Surroundings(variables: ['SERVER_SOFTWARE' => 'Flywheel/5.1.0'])];
        yield 'WordPress.com' => ['host-wordpress-com', new Surroundings(constants: ['ATOMIC_SITE_ID'])];
        yield 'WordPress VIP' => ['host-wordpress-vip', new Surroundings(constants: ['VIP_GO_APP_ENVIRONMENT'])];
        yield 'Pressable' => ['host-pressable', new Surroundings(constants: ['IS_PRESSABLE'])];
        yield 'GoDaddy' => ['host-godaddy', new Surroundings(muPlugins: ['gd-system-plugin.php'])];
        yield 'Endurance' => ['host-endurance', new Surroundings(muPlugins: ['endurance-page-cache.php'])];
        yield 'SiteGround' => ['host-siteground', new Surroundings(variables: ['SERVER_SOFTWARE' => 'SiteGround nginx'])];
        yield 'LiteSpeed' => ['host-litespeed', new Surroundings(variables: ['X-LSCACHE' => 'on'])];
        yield 'Varnish' => ['host-varnish', new Surroundings(variables: ['HTTP_X_VARNISH' => '1'])];
        yield 'Cloudflare' => ['host-cloudflare', new Surroundings(variables: ['HTTP_CF_RAY' => '8f-LHR'])];
    }

    #[DataProvider('hosts')]
    public function test_what_the_host_keeps_is_told_and_is_no_problem(string $id, Surroundings $here): void
    {
        $found = OtherCaches::among($here);

        self::assertSame([$id], self::ids($found));
        self::assertSame(['host', false, null], [$found[0]->kind, $found[0]->isInTheWay, $found[0]->link()]);
        self::assertNotSame('', $found[0]->means);
    }

    public function test_what_is_in_the_way_comes_first_and_the_rest_of_the_world_is_not_mentioned(): void
    {
        $here = new Surroundings(
            ['redis-cache/redis-cache.php', 'autoptimize/autoptimize.php', 'jetpack-boost/jetpack-boost.php', 'surge/surge.php'],
            ['own.php'],
            ['WP_DEBUG'],
            ['SERVER_SOFTWARE' => 'nginx/1.22', 'KINSTA_CACHE_ZONE' => '', 'HTTP_CF_RAY' => 'x'],
        );

        self::assertSame(['surge', 'jetpack-boost', 'host-cloudflare'], self::ids(OtherCaches::among($here)));
    }

    public function test_looks_at_this_wordpress_and_our_own_dropin_is_nobody_elses(): void
    {
        $this->become('administrator');
        self::assertSame([], OtherCaches::found());
        $this->patch_settings(['enabled' => true]);
        self::assertSame([], OtherCaches::found());
        self::assertSame('', Surroundings::of_wordpress()->dropin);

        update_option('active_plugins', ['surge/surge.php', 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php']);
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', "<?php\nnamespace Surge;");
        self::assertSame(['surge'], self::ids(OtherCaches::found()));
        $link = (string) OtherCaches::found()[0]->link();
        parse_str((string) parse_url($link, PHP_URL_QUERY), $query);
        self::assertSame(['deactivate', 'surge/surge.php'], [$query['action'] ?? null, $query['plugin'] ?? null]);
        self::assertSame(1, wp_verify_nonce(is_string($query['_wpnonce'] ?? null) ? $query['_wpnonce'] : '', 'deactivate-plugin_surge/surge.php'));
        $this->become('editor');
        self::assertStringEndsWith('/plugins.php', (string) OtherCaches::found()[0]->link());
    }

    public function test_no_mark_is_found_in_the_dropin_of_another_and_every_id_is_used_once(): void
    {
        $marks = array_map(static fn(CachePlugin $plugin): string => strtolower($plugin->dropinMark), KnownCaches::plugins());
        $marks = array_filter($marks, static fn(string $mark): bool => $mark !== '');
        foreach ($marks as $mark) {
            self::assertSame([$mark], array_values(array_filter($marks, static fn(string $other): bool => str_contains($mark, $other))));
        }
        $ids = array_map(static fn(CachePlugin $plugin): string => $plugin->id, KnownCaches::plugins());
        self::assertSame($ids, array_values(array_unique($ids)));
    }

    /**
     * @param list<OtherCache> $found
     *
     * @return list<string>
     */
    private static function ids(array $found): array
    {
        return array_map(static fn(OtherCache $cache): string => $cache->id, $found);
    }
}
