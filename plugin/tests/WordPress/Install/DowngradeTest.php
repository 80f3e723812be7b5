<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Database;
use DynamicCache\Install\Activation;
use DynamicCache\Install\NewerSettings;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** R-40: an older version of the plugin finds what a newer one has left, and the other way round. */
final class DowngradeTest extends WordPressTestCase
{
    private const OF_NEWER = '{"counter":7,"values":{"ttl":{"page":600,"moon":30},"tides":{"high":true},"hosts":["www.example.com"]}}';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        update_option(SettingsRepository::OPTION, self::OF_NEWER, false);
    }

    public function test_R_40_settings_that_this_version_does_not_know_survive_its_saves(): void
    {
        $this->start_after('9.0.0');
        self::assertSame(600, SettingsRepository::of_site()->all()->ttl->page);
        self::assertSame(200, $this->patch_settings(['ttl' => ['page' => 700]])->status);
        self::assertStringNotContainsString('moon', $this->raw());

        // As the newer version would: what is kept aside is of a version that is not newer than the running one.
        $kept = json_decode((string) Database::connection()->get_var("SELECT option_value FROM {$this->options()} WHERE option_name = 'dynamic_cache_newer_settings'"), true);
        self::assertSame(['version' => '9.0.0', 'values' => ['ttl' => ['moon' => 30], 'tides' => ['high' => true]]], $kept);
        update_option(NewerSettings::OPTION, str_replace('9.0.0', DYNAMIC_CACHE_VERSION, (string) json_encode($kept)), false);
        $this->start_after('0.0.9');

        self::assertSame(
            ['ttl' => ['moon' => 30, 'page' => 700], 'tides' => ['high' => true], 'hosts' => ['www.example.com']],
            ((array) json_decode($this->raw(), true))['values'] ?? null,
        );
        self::assertFalse(get_option(NewerSettings::OPTION));
    }

    public function test_R_40_the_status_says_that_settings_are_kept_and_no_notice_nags(): void
    {
        $this->start_after('9.0.0');
        $problem = $this->rest('GET', '/status')->at('problems.0');

        self::assertIsArray($problem);
        self::assertSame('settings_of_newer_version', $problem['code'] ?? null);
        self::assertStringContainsString('9.0.0', is_string($problem['message'] ?? null) ? $problem['message'] : '');
        $this->patch_settings(['enabled' => true]);
        ob_start();
        do_action('admin_notices');
        self::assertSame('', ob_get_clean());
    }

    public function test_R_40_an_update_or_a_downgrade_without_strange_settings_keeps_nothing(): void
    {
        update_option(SettingsRepository::OPTION, '{"counter":7,"values":{"ttl":{"page":600}}}', false);
        $this->start_after('9.0.0');
        $this->start_after('0.0.9');

        self::assertFalse(get_option(NewerSettings::OPTION));
        self::assertSame('{"counter":7,"values":{"ttl":{"page":600}}}', $this->raw());
    }

    public function test_R_40_columns_of_a_newer_version_stay_in_the_tables(): void
    {
        self::sql('ALTER TABLE ' . Database::table('purges') . " ADD COLUMN weather varchar(20) NOT NULL DEFAULT ''");
        $this->start_after('9.0.0');
        $columns = Database::connection()->get_col('DESCRIBE ' . Database::table('purges'));
        self::sql('ALTER TABLE ' . Database::table('purges') . ' DROP COLUMN weather');

        self::assertContains('weather', $columns);
        self::assertSame(DYNAMIC_CACHE_VERSION, get_option(Activation::VERSION_OPTION));
    }

    /** The first request of this version, where another one was installed until now. */
    private function start_after(string $version): void
    {
        update_option(Activation::VERSION_OPTION, $version);
        do_action('plugins_loaded');
    }

    private function raw(): string
    {
        $raw = SettingsRepository::of_site()->fresh()->raw;

        return (string) $raw;
    }

    private function options(): string
    {
        return Database::connection()->options;
    }
}
