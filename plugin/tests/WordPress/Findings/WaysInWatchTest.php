<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\InstallFindings;
use DynamicCache\Findings\WaysInWatch;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\Problem;
use DynamicCache\Install\WaysSeen;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** A way in that is on and does not work is said where the state is shown, without a request on each screen. */
final class WaysInWatchTest extends WordPressTestCase
{
    private const NOW = 1_790_000_000;

    private int $requests = 0;

    protected function setUp(): void
    {
        parent::setUp();
        WaysSeen::forget();
        add_filter('pre_http_request', function (): array {
            $this->requests++;

            return ['headers' => [], 'body' => 'not the page', 'response' => ['code' => 404, 'message' => ''], 'cookies' => [], 'filename' => null];
        });
    }

    protected function tearDown(): void
    {
        WaysSeen::forget();
        parent::tearDown();
    }

    public function test_rules_that_were_not_active_are_a_problem_that_is_told_without_a_request(): void
    {
        self::settings(['enabled' => true, 'direct_mode' => true]);
        self::assertSame([], self::codes());

        WaysSeen::remember(WaysSeen::DIRECT_MODE, WaysSeen::NO_RULES, self::NOW);

        self::assertSame(['direct_mode_inactive'], self::codes());
        self::assertSame(0, $this->requests);
    }

    public function test_a_way_that_works_is_no_problem(): void
    {
        self::settings(['enabled' => true, 'direct_mode' => true]);
        WaysSeen::remember(WaysSeen::DIRECT_MODE, null, self::NOW);
        self::assertSame([], self::codes());
    }

    public function test_a_way_that_is_off_is_no_problem(): void
    {
        self::settings(['enabled' => true, 'direct_mode' => false]);
        WaysSeen::remember(WaysSeen::DIRECT_MODE, WaysSeen::NO_RULES, self::NOW);
        WaysSeen::remember(WaysSeen::EARLY_START, WaysSeen::SILENT, self::NOW);
        self::assertSame([], self::codes());
    }

    public function test_direct_mode_with_pages_in_redis_needs_no_look(): void
    {
        self::settings(['enabled' => true, 'direct_mode' => true, 'strategy' => 'object-cache', 'redis' => ['host' => '127.0.0.1']]);

        self::assertContains('direct_mode_redis', self::codes());
    }

    public function test_a_home_page_without_a_word_of_the_cache_is_a_problem_until_it_has_one(): void
    {
        self::settings(['enabled' => true]);
        WaysSeen::remember(WaysSeen::DROPIN, WaysSeen::SILENT, self::NOW);
        self::assertSame(['dropin_silent'], self::codes());

        WaysSeen::remember(WaysSeen::DROPIN, null, self::NOW);
        self::assertSame([], self::codes());
    }

    /** HostLook asks the web server, and stands in the same list. */
    public function test_what_a_look_tells_by_itself_is_not_told_twice(): void
    {
        self::settings(['enabled' => true, 'direct_mode' => true]);
        WaysSeen::remember(WaysSeen::DIRECT_MODE, WaysSeen::NO_RULES, self::NOW);

        $told = array_map(static fn($finding): string => $finding->code, InstallFindings::of(self::diagnosis()));

        self::assertNotContains('direct-mode-inactive', $told);
    }

    public function test_cron_looks_once_a_day_and_each_hour_while_something_is_wrong(): void
    {
        self::settings(['enabled' => true, 'direct_mode' => true]);
        self::watch(self::NOW)->look();
        self::assertGreaterThan(0, $this->requests);

        $this->requests = 0;
        WaysSeen::remember(WaysSeen::DIRECT_MODE, null, self::NOW);
        self::watch(self::NOW + 3600)->look();
        self::assertSame(0, $this->requests);
        self::watch(self::NOW + 86_400)->look();
        self::assertGreaterThan(0, $this->requests);

        $this->requests = 0;
        WaysSeen::remember(WaysSeen::DIRECT_MODE, WaysSeen::NO_RULES, self::NOW);
        self::watch(self::NOW + 3600)->look();
        self::assertGreaterThan(0, $this->requests);
    }

    public function test_nobody_is_asked_where_pages_come_by_the_drop_in_alone(): void
    {
        self::settings(['enabled' => true]);
        self::watch(self::NOW)->look();

        self::assertSame(0, $this->requests);
    }

    public function test_another_way_in_is_looked_at_soon_and_another_lifetime_is_not(): void
    {
        $old = self::settings(['enabled' => true])->all();
        WaysSeen::remember(WaysSeen::DIRECT_MODE, WaysSeen::NO_RULES, self::NOW);
        self::watch(self::NOW)->after_change(self::settings(['enabled' => true, 'ttl' => ['page' => 3600]])->all(), $old);
        self::assertSame(WaysSeen::NO_RULES, WaysSeen::trouble(WaysSeen::DIRECT_MODE));

        $new = self::settings(['enabled' => true, 'direct_mode' => true])->all();
        wp_clear_scheduled_hook(Sweep::EVENT);
        self::watch(self::NOW)->after_change($new, $old);

        self::assertNull(WaysSeen::trouble(WaysSeen::DIRECT_MODE));
        self::assertSame(self::NOW, wp_next_scheduled(Sweep::EVENT));
    }

    /** @return list<string> of what has to do with ways in */
    private static function codes(): array
    {
        $codes = array_map(static fn(Problem $problem): string => $problem->code, self::diagnosis()->problems());

        return array_values(array_filter($codes, static fn(string $code): bool => preg_match('/^(?:direct_mode|early_start|dropin_silent)/', $code) === 1));
    }

    private static function diagnosis(): Diagnosis
    {
        $paths = Paths::of_wordpress();

        return new Diagnosis($paths, SettingsRepository::of_site(), Installation::of(WP_PLUGIN_DIR . '/ai-wp-dynamic-cache/ai-wp-dynamic-cache.php', $paths));
    }

    private static function watch(int $now): WaysInWatch
    {
        return new WaysInWatch(SettingsRepository::of_site(), static fn(): int => $now);
    }

    /** @param array<string, mixed> $settings */
    private static function settings(array $settings): SettingsRepository
    {
        update_option(SettingsRepository::OPTION, (string) wp_json_encode(['counter' => 1, 'values' => $settings]));

        return SettingsRepository::of_site();
    }
}
