<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Admin;

use DynamicCache\Admin\EditorPanel;
use DynamicCache\Install\Folder;
use DynamicCache\Tests\WordPress\WordPressTestCase;

require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
require_once ABSPATH . 'wp-admin/includes/screen.php';

final class EditorPanelTest extends WordPressTestCase
{
    private string $folder = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->folder = sys_get_temp_dir() . '/dynamic-cache-plugin-' . bin2hex(random_bytes(6));
        mkdir($this->folder . '/build', 0755, true);
        $GLOBALS['wp_scripts'] = null;
    }

    protected function tearDown(): void
    {
        Folder::delete($this->folder);
        $GLOBALS['wp_scripts'] = null;
        parent::tearDown();
    }

    public function test_the_panel_is_loaded_where_posts_and_pages_are_edited(): void
    {
        $this->build();

        self::assertTrue($this->is_loaded_on('post'));
        self::assertTrue($this->is_loaded_on('page'));
        self::assertContains('wp-plugins', wp_scripts()->registered['dynamic-cache-editor']->deps);
        self::assertSame('abc', wp_scripts()->registered['dynamic-cache-editor']->ver);
    }

    public function test_what_edits_no_page_of_the_site_loads_nothing(): void
    {
        $this->build();

        self::assertFalse($this->is_loaded_on('site-editor'));
        self::assertFalse($this->is_loaded_on('widgets'));
        self::assertFalse($this->is_loaded_on('wp_block'));
        self::assertFalse($this->is_loaded_on('edit-page'), 'A list of pages.');
    }

    public function test_a_copy_without_bundles_loads_nothing_and_says_nothing(): void
    {
        self::assertFalse($this->is_loaded_on('post'));
    }

    private function build(): void
    {
        file_put_contents($this->folder . '/build/editor.js', '');
        file_put_contents($this->folder . '/build/editor.asset.php', "<?php return ['dependencies' => ['wp-plugins'], 'version' => 'abc'];");
    }

    private function is_loaded_on(string $screen): bool
    {
        $GLOBALS['wp_scripts'] = null;
        set_current_screen($screen);
        (new EditorPanel($this->folder . '/main.php'))->enqueue();

        return wp_script_is('dynamic-cache-editor', 'enqueued');
    }
}
