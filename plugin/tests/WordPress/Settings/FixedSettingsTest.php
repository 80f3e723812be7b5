<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** Constants cannot be taken back within a process; the environment decides by the same code. */
final class FixedSettingsTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    protected function tearDown(): void
    {
        foreach (['DYNAMIC_CACHE_REDIS_HOST', 'DYNAMIC_CACHE_REDIS_PORT', 'DYNAMIC_CACHE_REDIS_TLS', 'CME_REDIS_HOST', 'CME_REDIS_PORT', 'CME_REDIS_AUTH'] as $name) {
            putenv($name);
        }
        parent::tearDown();
    }

    public function test_what_the_host_says_wins_over_what_is_saved_and_is_shown_as_fixed(): void
    {
        $this->patch_settings(['redis' => ['host' => 'mine.example', 'password' => 'my own password']]);
        putenv('CME_REDIS_HOST=redis.host.example');
        putenv('CME_REDIS_PORT=6390');
        putenv('CME_REDIS_AUTH=of the host, long');
        $settings = $this->rest('GET', '/settings');

        self::assertSame('redis.host.example', $settings->at('settings.redis.host'));
        self::assertSame(6390, $settings->at('settings.redis.port'));
        self::assertSame(['redis.host', 'redis.port', 'redis.password'], $settings->at('fixed'));
        $redis = SettingsRepository::of_site()->all()->redis;
        self::assertSame(['redis.host.example', 6390, 'of the host, long'], [$redis->host, $redis->port, $redis->password->reveal()]);
    }

    public function test_our_own_names_win_over_the_general_ones(): void
    {
        putenv('CME_REDIS_HOST=general.example');
        putenv('DYNAMIC_CACHE_REDIS_HOST=own.example');
        self::assertSame('own.example', SettingsRepository::of_site()->all()->redis->host);
    }

    public function test_a_fixed_setting_cannot_be_saved_otherwise(): void
    {
        putenv('DYNAMIC_CACHE_REDIS_HOST=own.example');
        $answer = $this->patch_settings(['redis' => ['host' => 'mine.example']]);
        self::assertSame([409, 'setting_is_fixed'], [$answer->status, $answer->at('error')]);
        self::assertSame(200, $this->patch_settings(['redis' => ['host' => 'own.example', 'prefix' => 'x']])->status);

        putenv('DYNAMIC_CACHE_REDIS_HOST');
        putenv('CME_REDIS_AUTH=of the host');
        self::assertSame(409, $this->patch_settings(['redis' => ['password' => 'mine']])->status);
    }

    public function test_what_cannot_be_a_value_decides_nothing(): void
    {
        foreach (['0', '65536', 'x', '-1', '6379.5', ''] as $port) {
            putenv("DYNAMIC_CACHE_REDIS_PORT={$port}");
            self::assertSame(6379, SettingsRepository::of_site()->all()->redis->port, $port);
        }
        putenv('DYNAMIC_CACHE_REDIS_TLS=perhaps');
        self::assertFalse(SettingsRepository::of_site()->all()->redis->tls);
        self::assertSame([], SettingsRepository::of_site()->fixed());
        putenv('DYNAMIC_CACHE_REDIS_TLS=yes');
        self::assertTrue(SettingsRepository::of_site()->all()->redis->tls);
    }
}
