<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/**
 * A site whose files were replaced and nothing else (a zip, git, rsync: no activation): tables, events and engine of
 * before, under an older version or under the same one.
 */
final class ReplacedFilesTest extends TestCase
{
    private static ?LiveSite $site = null;

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    /** What a site has where the version before left it, and a look at what it has now. */
    private const STEPS = <<<'PHP'
        <?php
        if (($_GET['step'] ?? '') === 'older') {
            add_action('init', function () {
                global $wpdb;
                foreach (['pages', 'queries'] as $table) {
                    $wpdb->query("DROP TABLE {$wpdb->prefix}dynamic_cache_{$table}");
                }
                delete_option('dynamic_cache_tables');
                update_option('dynamic_cache_version', $_GET['version']);
                foreach (['dynamic_cache_sweep', 'dynamic_cache_count'] as $event) {
                    wp_clear_scheduled_hook($event);
                }
                exit('older');
            }, 0);
        }
        if (($_GET['step'] ?? '') === 'look') {
            add_action('init', function () {
                global $wpdb;
                $there = fn($table) => $wpdb->get_var($wpdb->prepare('SHOW TABLES LIKE %s', $wpdb->esc_like("{$wpdb->prefix}dynamic_cache_{$table}"))) !== null;
                exit(json_encode([
                    'tables' => array_values(array_filter(['purges', 'outbox', 'pages', 'queries', 'benchmarks'], $there)),
                    'events' => array_values(array_filter(['dynamic_cache_sweep', 'dynamic_cache_count'], 'wp_next_scheduled')),
                    'version' => get_option('dynamic_cache_version'),
                ]));
            }, 0);
        }
        PHP;

    public function test_R_41_the_next_visit_brings_tables_events_and_engine_to_a_site_of_an_older_version(): void
    {
        self::assertSame(200, self::site()->switch(true)->status);
        $this->fill();
        $this->leave_older('0.0.9');
        $this->become_engine('0.0.9');
        $first = self::site()->request('GET', '/?visit=1');
        $second = self::site()->request('GET', '/');

        self::assertDoesNotMatchRegularExpression('/Warning|Notice|Fatal|Deprecated/', $first->body . $second->body);
        self::assertStringNotContainsString('hit', $second->header('X-Dynamic-Cache'), 'what was stored before is not served');
        $this->assert_complete();
    }

    public function test_R_41_files_of_the_same_version_bring_their_tables_and_events_too(): void
    {
        self::assertSame(200, self::site()->switch(true)->status);
        $this->leave_older('0.1.0');
        self::site()->request('GET', '/');

        $this->assert_complete();
    }

    public function test_R_41_another_build_of_the_same_version_replaces_the_engine(): void
    {
        self::assertSame(200, self::site()->switch(true)->status);
        $this->fill();
        // What the archive writes behind the version in the main file.
        $build = self::site()->file('wp-content/mu-plugins/build.php');
        file_put_contents($build, "<?php define('DYNAMIC_CACHE_BUILD', 'cafe0123');"
            . " add_action('template_redirect', fn() => header('X-Test-Front: ' . basename((string) (new ReflectionClass('DynamicCache\\\\Tags\\\\Page\\\\PageTags'))->getFileName())));");
        self::site()->request('GET', '/?visit=2');
        $after = self::site()->request('GET', '/');
        $status = self::site()->rest('GET', '/status');
        $this->fill();
        $front = self::site()->request('GET', '/')->header('X-Test-Front');
        unlink($build);
        self::site()->request('GET', '/?visit=3');

        self::assertStringNotContainsString('hit', $after->header('X-Dynamic-Cache'), 'pages of the other engine are not served');
        self::assertSame(['0.1.0', '0.1.0-cafe0123', 'installed', []], array_map($status->member(...), ['version', 'engine', 'dropin', 'problems']));
        self::assertFileExists(self::site()->file('wp-content/cache/dynamic-cache/engine-0.1.0-cafe0123.rest.php'));
        self::assertSame('engine-0.1.0-cafe0123.front.php', $front, 'the plugin loads as one file');
        self::assertSame('0.1.0', self::site()->rest('GET', '/status')->member('engine'));
    }

    private function assert_complete(): void
    {
        self::assertSame([
            'tables' => ['purges', 'outbox', 'pages', 'queries', 'benchmarks'],
            'events' => ['dynamic_cache_sweep', 'dynamic_cache_count'],
            'version' => '0.1.0',
        ], json_decode(self::site()->request('GET', '/?step=look')->body, true));
        $status = self::site()->rest('GET', '/status');
        self::assertSame(['0.1.0', 'installed', []], array_map($status->member(...), ['engine', 'dropin', 'problems']));
        $this->fill();
    }

    private function leave_older(string $version): void
    {
        $steps = self::site()->file('wp-content/mu-plugins/steps.php');
        file_put_contents($steps, self::STEPS);
        self::assertSame('older', self::site()->request('GET', "/?step=older&version={$version}")->body);
    }

    /** The drop-in names the engine of the version before, as an update leaves it. */
    private function become_engine(string $version): void
    {
        $folder = self::site()->file('wp-content/cache/dynamic-cache');
        foreach (['', '.redis', '.rest'] as $half) {
            $text = (string) file_get_contents("{$folder}/engine-0.1.0{$half}.php");
            file_put_contents("{$folder}/engine-{$version}{$half}.php", str_replace("'0.1.0'", "'{$version}'", $text));
            unlink("{$folder}/engine-0.1.0{$half}.php");
        }
        $dropin = self::site()->file('wp-content/advanced-cache.php');
        file_put_contents($dropin, str_replace('0.1.0', $version, (string) file_get_contents($dropin)));
    }

    private function fill(): void
    {
        $words = [];
        for ($try = 0; $try < 6; $try++) {
            $words[] = self::site()->request('GET', '/')->header('X-Dynamic-Cache');
            if (str_starts_with(end($words), 'hit')) {
                return;
            }
        }
        self::fail('Nothing is cached: ' . implode(', ', $words));
    }

    private static function site(): LiveSite
    {
        return self::$site ??= LiveSite::start();
    }
}
