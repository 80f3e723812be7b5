<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Health;

use DynamicCache\Health\CronRuns;
use DynamicCache\Health\PageHit;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class SiteHealthTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    public function test_core_takes_a_hit_of_ours_for_a_page_cache_and_a_miss_for_none(): void
    {
        $headers = apply_filters('site_status_page_cache_supported_cache_headers', []);
        $callback = is_array($headers) ? $headers['x-dynamic-cache'] ?? null : null;
        self::assertIsCallable($callback);

        self::assertSame([true, true, false, false], array_map($callback, ['hit; reason=fresh', 'stale; reason=grace', 'miss; reason=cold', 'bypass; reason=cookie']));
    }

    public function test_every_test_of_ours_is_registered_and_the_slow_ones_are_asynchronous(): void
    {
        $tests = self::filtered('site_status_tests', ['direct' => [], 'async' => []]);

        self::assertSame(['dynamic-cache-installation'], array_keys((array) $tests['direct']));
        self::assertSame(
            ['dynamic-cache-pages', 'dynamic-cache-edge', 'dynamic-cache-cron', 'dynamic-cache-host', 'dynamic-cache-proof'],
            array_keys((array) $tests['async']),
        );
    }

    public function test_a_missing_dropin_is_critical_and_named(): void
    {
        $this->patch_settings(['enabled' => true]);
        $before = $this->installation();
        unlink(WP_CONTENT_DIR . '/advanced-cache.php');
        $after = $this->installation();

        self::assertSame(['good', 'critical'], [$before['status'], $after['status']]);
        self::assertStringContainsString('page=ai-wp-dynamic-cache', is_string($after['actions']) ? $after['actions'] : '');
    }

    public function test_WP_18_the_debug_information_has_no_secret_and_keeps_paths_private(): void
    {
        $this->patch_settings(['redis' => ['password' => 'correct horse battery'], 'edge' => ['zone_token' => 'another fine secret']]);
        $ours = (string) wp_json_encode(self::filtered('debug_information', []));

        self::assertMatchesRegularExpression('/"folder":\{[^}]*"private":true/', $ours);
        self::assertDoesNotMatchRegularExpression('/correct|battery|tery|another|secret|cret/', $ours);
    }

    public function test_a_home_page_without_a_word_of_the_cache_is_bad(): void
    {
        self::assertSame(['page-hit', 'bad'], $this->page_hit(''));
    }

    public function test_a_home_page_that_hits_is_good_and_one_that_always_misses_is_a_warning(): void
    {
        self::assertSame([['page-hit', 'good'], ['page-hit', 'warning']], [$this->page_hit('hit; reason=fresh'), $this->page_hit('miss; reason=cold')]);
    }

    public function test_late_work_of_cron_is_a_warning_and_an_hour_is_none(): void
    {
        wp_clear_scheduled_hook(Sweep::EVENT);
        wp_schedule_event(1_700_000_000, 'hourly', Sweep::EVENT);

        self::assertSame(
            ['cron', 'cron-late'],
            [CronRuns::findings(true, 1_700_003_600)[0]->code, CronRuns::findings(true, 1_700_090_000)[0]->code],
        );
    }

    /** @return array{string, string} */
    private function page_hit(string $header): array
    {
        $this->patch_settings(['enabled' => true]);
        add_filter('pre_http_request', static fn(): array => [
            'headers' => $header === '' ? [] : ['x-dynamic-cache' => $header],
            'body' => '',
            'response' => ['code' => 200, 'message' => 'OK'],
            'cookies' => [],
        ], 99, 0);
        $finding = (new PageHit(Paths::of_wordpress()))->findings(SettingsRepository::of_site()->all(), time())[0];
        remove_all_filters('pre_http_request', 99);

        return [$finding->code, $finding->status->value];
    }

    /** @return array<mixed> */
    private function installation(): array
    {
        $direct = self::filtered('site_status_tests', ['direct' => [], 'async' => []])['direct'];
        $ours = is_array($direct) ? $direct['dynamic-cache-installation'] ?? null : null;
        $test = is_array($ours) ? $ours['test'] ?? null : null;
        self::assertIsCallable($test);
        $result = $test();
        self::assertIsArray($result);

        return $result;
    }

    /**
     * @param non-empty-string $hook
     * @param array<mixed> $value
     *
     * @return array<mixed>
     */
    private static function filtered(string $hook, array $value): array
    {
        $filtered = apply_filters($hook, $value);
        self::assertIsArray($filtered);

        return $filtered;
    }
}
