<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Admin;

use DynamicCache\Admin\Page;
use DynamicCache\Install\Folder;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class AdminTest extends WordPressTestCase
{
    public function test_the_menu_is_there_for_administrators_alone(): void
    {
        $this->become('editor');
        self::assertSame([], self::menu());
        $this->become('administrator');

        self::assertSame([['Dynamic Cache', 'manage_dynamic_cache', 'ai-wp-dynamic-cache']], self::menu());
    }

    public function test_the_list_of_plugins_leads_administrators_to_the_settings(): void
    {
        self::menu();
        $this->become('editor');
        self::assertSame([['deactivate', 'x']], self::plugin_links());
        $this->become('administrator');
        $settings = '<a href="' . esc_url(admin_url('admin.php?page=ai-wp-dynamic-cache&screen=settings')) . '">Settings</a>';

        self::assertSame([['settings', $settings], ['deactivate', 'x']], self::plugin_links());
    }

    public function test_without_its_screens_the_page_says_so_in_a_sentence(): void
    {
        $folder = self::plugin_copy('');
        $html = self::printed((new Page($folder . '/main.php'))->print(...));
        Folder::delete($folder);

        self::assertStringContainsString('without its screens', $html);
        self::assertStringNotContainsString('dynamic-cache-app', $html);
    }

    public function test_with_its_screens_the_page_mounts_the_app_with_its_first_answers(): void
    {
        $this->become('administrator');
        $folder = self::plugin_copy("<?php return ['dependencies' => ['wp-element', 'wp-api-fetch'], 'version' => 'abc'];");
        $page = new Page($folder . '/main.php');
        $html = self::printed($page->print(...));
        $page->enqueue('toplevel_page_ai-wp-dynamic-cache');
        Folder::delete($folder);
        $preloading = implode(' ', array_filter((array) wp_scripts()->get_data('wp-api-fetch', 'after'), is_string(...)));

        self::assertStringContainsString('<div id="dynamic-cache-app"></div><noscript>', $html);
        self::assertTrue(wp_script_is('dynamic-cache-app', 'enqueued'));
        self::assertSame('abc', wp_scripts()->registered['dynamic-cache-app']->ver);
        self::assertStringContainsString('/dynamic-cache/v1/status', $preloading);
        self::assertMatchesRegularExpression('#/dynamic-cache/v1/stats\?from=.*"days":\[#', $preloading);
        self::assertMatchesRegularExpression('#/dynamic-cache/v1/purges\?page=1.*"purges":\[#', $preloading);
    }

    public function test_screens_that_are_loaded_later_are_translated_as_well(): void
    {
        $this->become('administrator');
        $folder = self::plugin_copy("<?php return ['dependencies' => ['wp-i18n'], 'version' => 'abc'];");
        file_put_contents($folder . '/build/index.parts.json', '["7.js","8.js"]');
        mkdir($folder . '/languages');
        $data = ['locale_data' => ['messages' => ['' => ['lang' => 'de'], 'Purge' => ['Leeren']]]];
        file_put_contents($folder . '/languages/ai-wp-dynamic-cache-de_DE-' . self::hash_of_part($folder, '7.js') . '.json', (string) wp_json_encode($data));
        add_filter('pre_determine_locale', $german = static fn(): string => 'de_DE');
        (new Page($folder . '/main.php'))->enqueue('toplevel_page_ai-wp-dynamic-cache');
        remove_filter('pre_determine_locale', $german);
        Folder::delete($folder);
        $before = array_filter((array) wp_scripts()->get_data('dynamic-cache-app', 'before'), is_string(...));

        self::assertCount(1, $before);
        self::assertStringContainsString('"Purge":["Leeren"]', implode(' ', $before));
        self::assertStringContainsString('wp.i18n.setLocaleData', implode(' ', $before));
        self::assertFalse(wp_script_is('dynamic-cache-app-7.js', 'enqueued'));
    }

    public function test_other_admin_pages_load_nothing_of_it(): void
    {
        $folder = self::plugin_copy("<?php return ['dependencies' => [], 'version' => 'abc'];");
        (new Page($folder . '/main.php'))->enqueue('index.php');
        Folder::delete($folder);

        self::assertFalse(wp_script_is('dynamic-cache-app', 'enqueued'));
    }

    public function test_a_notice_says_the_one_thing_to_do_while_the_cache_cannot_work(): void
    {
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        self::assertSame('', self::notices());
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');

        self::assertStringContainsString('advanced-cache.php is gone', self::notices());
        self::assertStringContainsString('Have it written again.', self::notices());
        self::assertStringContainsString('admin.php?page=ai-wp-dynamic-cache', self::notices());
        $this->become('editor');
        self::assertSame('', self::notices());
    }

    public function test_a_cache_that_is_off_gives_no_notice(): void
    {
        $this->become('administrator');
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', '<?php // theirs');

        self::assertSame('', self::notices());
    }

    protected function tearDown(): void
    {
        wp_dequeue_script('dynamic-cache-app');
        wp_deregister_script('dynamic-cache-app');
        $GLOBALS['wp_scripts'] = null;
        parent::tearDown();
    }

    /** @return list<array{mixed, mixed, mixed}> title, capability and slug of our entries */
    private static function menu(): array
    {
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        $GLOBALS['menu'] = [];
        $GLOBALS['submenu'] = [];
        do_action('admin_menu', '');
        $ours = [];
        foreach ((array) $GLOBALS['menu'] as $entry) {
            if (is_array($entry) && ($entry[2] ?? '') === 'ai-wp-dynamic-cache' && current_user_can(is_string($entry[1] ?? null) ? $entry[1] : 'do_not_allow')) {
                $ours[] = [$entry[0] ?? null, $entry[1] ?? null, $entry[2]];
            }
        }

        return $ours;
    }

    /** @return list<list<mixed>> names and links, in their order */
    private static function plugin_links(): array
    {
        /** @var mixed $links */
        $links = apply_filters('plugin_action_links_ai-wp-dynamic-cache/ai-wp-dynamic-cache.php', ['deactivate' => 'x']);

        return is_array($links) ? array_map(static fn(int|string $name, mixed $link): array => [$name, $link], array_keys($links), array_values($links)) : [];
    }

    private static function notices(): string
    {
        return self::printed(static fn() => do_action('admin_notices'));
    }

    /** @param callable(): mixed $print */
    private static function printed(callable $print): string
    {
        ob_start();
        $print();

        return (string) ob_get_clean();
    }

    /** A plugin folder whose screens are built, or, with no asset file, are not. */
    /** As translate.wordpress.org names its files: by the path of the script in its plugin. */
    private static function hash_of_part(string $folder, string $part): string
    {
        $path = (string) wp_parse_url(plugins_url("build/{$part}", $folder . '/main.php'), PHP_URL_PATH);
        $plugins = (string) wp_parse_url(plugins_url(), PHP_URL_PATH);

        return md5(implode('/', array_slice(explode('/', trim(substr($path, strlen($plugins)), '/')), 1)));
    }

    private static function plugin_copy(string $asset): string
    {
        $folder = sys_get_temp_dir() . '/dynamic-cache-plugin-' . bin2hex(random_bytes(6));
        mkdir($folder . '/build', 0755, true);
        if ($asset !== '') {
            file_put_contents($folder . '/build/index.js', '');
            file_put_contents($folder . '/build/index.asset.php', $asset);
        }

        return $folder;
    }
}
