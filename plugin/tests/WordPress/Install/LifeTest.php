<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Database;
use DynamicCache\Edge\Connection;
use DynamicCache\Install\Activation;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\Tables;
use DynamicCache\Install\Uninstall;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** From activation to uninstall, inside WordPress. */
final class LifeTest extends WordPressTestCase
{
    private const PLUGIN = 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';

    public function test_activation_makes_the_tables_and_switches_nothing_on(): void
    {
        self::assertSame(['id', 'at', 'actor', 'cause', 'tags', 'urls', 'seq', 'epoch', 'ms', 'edge_ms', 'refreshed', 'untouched'], self::columns('purges'));
        self::assertSame(['id', 'kind', 'body', 'created_at', 'attempts', 'not_before', 'last_error'], self::columns('outbox'));
        self::assertSame(DYNAMIC_CACHE_VERSION, get_option(Activation::VERSION_OPTION));
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/advanced-cache.php');
        self::assertStringNotContainsString('WP_CACHE', (string) file_get_contents(ABSPATH . 'wp-config.php'));
    }

    public function test_an_update_without_activation_brings_the_tables_too(): void
    {
        self::sql('DROP TABLE ' . Database::table('outbox'));
        update_option(Activation::VERSION_OPTION, '0.0.9');
        do_action('plugins_loaded');

        self::assertNotSame([], self::columns('outbox'));
        self::assertSame(['update'], self::causes());
        self::assertSame(DYNAMIC_CACHE_VERSION, get_option(Activation::VERSION_OPTION));
    }

    public function test_files_that_were_replaced_under_the_same_version_bring_the_tables_that_they_need(): void
    {
        foreach (['pages', 'queries'] as $table) {
            self::sql('DROP TABLE ' . Database::table($table));
        }
        // What 0.1.0 left: its version, and no word about tables.
        delete_option(Tables::SHAPE_OPTION);
        do_action('plugins_loaded');

        self::assertContains('hashes', self::columns('pages'));
        self::assertContains('spec', self::columns('queries'));
        self::assertSame(['update'], self::causes(), 'what was stored without a list of queries is not trusted');
    }

    public function test_tables_of_another_shape_get_the_columns_that_they_lack_once(): void
    {
        // The last one, so that the table is afterwards as it was: no database takes this back.
        self::sql('ALTER TABLE ' . Database::table('purges') . ' DROP COLUMN untouched');
        update_option(Tables::SHAPE_OPTION, 'of before');
        do_action('plugins_loaded');
        do_action('plugins_loaded');

        self::assertContains('untouched', self::columns('purges'));
        self::assertSame(['update'], self::causes());
    }

    public function test_deactivation_switches_off_and_keeps_the_other_settings(): void
    {
        $before = (string) file_get_contents(ABSPATH . 'wp-config.php');
        $this->become('administrator');
        $this->patch_settings(['enabled' => true, 'ttl' => ['page' => 600]]);
        wp_schedule_event(time() + 60, 'hourly', 'dynamic_cache_sweep');
        do_action('deactivate_' . self::PLUGIN);

        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/advanced-cache.php');
        self::assertSame($before, file_get_contents(ABSPATH . 'wp-config.php'));
        self::assertFalse(SettingsRepository::of_site()->all()->enabled);
        self::assertSame(600, SettingsRepository::of_site()->all()->ttl->page);
        self::assertFalse(wp_next_scheduled('dynamic_cache_sweep'));
    }

    public function test_WP_26_uninstall_leaves_nothing(): void
    {
        $before = (string) file_get_contents(ABSPATH . 'wp-config.php');
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        update_option('dynamic_cache_edge', 'x');
        set_transient('dynamic_cache_note', 'x', 60);
        wp_schedule_event(time() + 60, 'hourly', 'dynamic_cache_sweep');
        self::make(self::cache_dir() . '/pages/1/aa');
        file_put_contents(self::cache_dir() . '/pages/1/aa/page', 'x');
        self::make(self::cache_dir() . '/log');
        file_put_contents(self::cache_dir() . '/log/1.php', 'x');
        self::make(self::cache_dir() . '/streams/1');
        file_put_contents(self::cache_dir() . '/streams/1/00.stream', 'x');
        $this->uninstall();

        self::assertSame([], self::leftovers());
        self::assertFalse(wp_next_scheduled('dynamic_cache_sweep'));
        self::assertSame([], self::columns('purges'));
        self::assertSame([], self::columns('outbox'));
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/cache');
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/advanced-cache.php');
        self::assertSame($before, file_get_contents(ABSPATH . 'wp-config.php'));
    }

    public function test_WP_26_uninstall_deletes_only_what_is_ours(): void
    {
        self::make(self::cache_dir());
        file_put_contents(WP_CONTENT_DIR . '/cache/theirs', 'x');
        file_put_contents(self::cache_dir() . '/notes.txt', 'x');
        self::make(self::cache_dir() . '/pages');
        symlink(WP_CONTENT_DIR . '/cache/theirs', self::cache_dir() . '/pages/link');
        file_put_contents(WP_CONTENT_DIR . '/advanced-cache.php', '<?php // theirs');
        update_option('dynamic_cachet', 'x');
        $this->uninstall();

        self::assertFileExists(WP_CONTENT_DIR . '/cache/theirs');
        self::assertFileExists(self::cache_dir() . '/notes.txt');
        self::assertFileDoesNotExist(self::cache_dir() . '/pages');
        self::assertFileExists(WP_CONTENT_DIR . '/advanced-cache.php');
        self::assertSame('x', get_option('dynamic_cachet'));
    }

    private static function make(string $folder): void
    {
        if (!is_dir($folder)) {
            mkdir($folder, 0750, true);
        }
    }

    private function uninstall(): void
    {
        $paths = Paths::of_wordpress();
        (new Uninstall($paths, Installation::of(WP_PLUGIN_DIR . '/' . self::PLUGIN, $paths)->disable(), Connection::of_wordpress()->leave(...)))->run();
    }

    /** @return list<string|null> */
    private static function leftovers(): array
    {
        wp_cache_flush();
        $database = Database::connection();

        return $database->get_col((string) $database->prepare(
            'SELECT option_name FROM %i WHERE option_name LIKE %s',
            $database->options,
            '%dynamic\_cache%',
        ));
    }

    /** @return list<string|null> of all purges */
    private static function causes(): array
    {
        return Database::connection()->get_col((string) Database::connection()->prepare('SELECT cause FROM %i', Database::table('purges')));
    }

    /** @return list<string|null> names of the columns; none when there is no such table */
    private static function columns(string $table): array
    {
        $database = Database::connection();
        $suppressed = $database->suppress_errors();
        $columns = $database->get_col((string) $database->prepare('DESCRIBE %i', Database::table($table)));
        $database->suppress_errors($suppressed);

        return $columns;
    }
}
