<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Database;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class SecretSettingsTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    public function test_WP_18_a_secret_is_never_read_back(): void
    {
        $answer = $this->patch_settings(['redis' => ['password' => 'correct horse battery']]);

        self::assertSame('••••tery', $answer->at('settings.redis.password'));
        self::assertSame('••••tery', $this->rest('GET', '/settings')->at('settings.redis.password'));
        self::assertSame('correct horse battery', SettingsRepository::of_site()->all()->redis->password->reveal());
    }

    public function test_WP_13_a_secret_is_not_in_the_options_table(): void
    {
        $this->patch_settings(['edge' => ['zone_token' => 'correct horse battery', 'basic_auth' => 'user:correct']]);
        $row = self::option_row();

        self::assertStringNotContainsString('correct', $row['option_value']);
        self::assertSame(2, substr_count($row['option_value'], 'enc:v1:'));
        self::assertContains($row['autoload'], ['no', 'off']);
    }

    public function test_WP_18_empty_text_and_the_mask_keep_a_secret(): void
    {
        $this->patch_settings(['redis' => ['password' => 'correct horse battery']]);
        $this->patch_settings(['redis' => ['password' => '', 'host' => 'redis.example']]);
        $this->patch_settings(['redis' => ['password' => '••••tery']]);
        $this->patch_settings(['redis' => ['host' => 'other.example']]);

        self::assertSame('correct horse battery', SettingsRepository::of_site()->all()->redis->password->reveal());
    }

    public function test_WP_18_null_clears_a_secret(): void
    {
        $this->patch_settings(['redis' => ['password' => 'correct horse battery']]);
        $answer = $this->patch_settings(['redis' => ['password' => null]]);

        self::assertSame('', $answer->at('settings.redis.password'));
        self::assertStringNotContainsString('enc:v1:', self::option_row()['option_value']);
    }

    public function test_a_secret_may_be_as_long_as_the_schema_says(): void
    {
        self::assertSame(200, $this->patch_settings(['redis' => ['password' => str_repeat('x', 1024)]])->status);
        self::assertSame(200, $this->patch_settings(['ttl' => ['page' => 600]])->status);
        self::assertSame(1024, strlen(SettingsRepository::of_site()->all()->redis->password->reveal()));
        self::assertSame(['redis.password'], $this->patch_settings(['redis' => ['password' => str_repeat('x', 1025)]])->wrong_paths());
    }

    public function test_WP_15_rotated_salts_ask_for_the_secret_again(): void
    {
        $this->patch_settings(['redis' => ['password' => 'correct horse battery']]);
        add_filter('salt', static fn(): string => 'rotated');

        self::assertSame(['redis.password'], $this->rest('GET', '/settings')->at('reenter'));
        self::assertSame('••••', $this->rest('GET', '/settings')->at('settings.redis.password'));
        self::assertSame('', SettingsRepository::of_site()->all()->redis->password->reveal());
        self::assertSame('secret_needs_reentry', $this->rest('GET', '/status')->at('problems.0.code'));
    }

    public function test_WP_15_a_secret_typed_again_ends_that_state(): void
    {
        $this->patch_settings(['redis' => ['password' => 'correct horse battery']]);
        add_filter('salt', static fn(): string => 'rotated');
        $answer = $this->patch_settings(['redis' => ['password' => 'a new secret']]);

        self::assertSame([], $answer->at('reenter'));
        self::assertSame('a new secret', SettingsRepository::of_site()->all()->redis->password->reveal());
    }

    public function test_WP_17_the_environment_wins_and_cannot_be_overwritten(): void
    {
        $this->patch_settings(['edge' => ['zone_token' => 'from the database']]);
        putenv('DYNAMIC_CACHE_EDGE_ZONE_TOKEN=from the environment');
        try {
            $read = $this->rest('GET', '/settings');
            $write = $this->patch_settings(['edge' => ['zone_token' => 'another']]);
            $inForce = SettingsRepository::of_site()->all()->edge->zoneToken->reveal();
        } finally {
            putenv('DYNAMIC_CACHE_EDGE_ZONE_TOKEN');
        }

        self::assertSame(['edge.zone_token'], $read->at('fixed'));
        self::assertSame([409, 'setting_is_fixed', ['edge.zone_token']], [$write->status, $write->at('error'), $write->wrong_paths()]);
        self::assertSame('from the environment', $inForce);
        self::assertSame('from the database', SettingsRepository::of_site()->all()->edge->zoneToken->reveal());
    }

    /** @return array{option_value: string, autoload: string} */
    private static function option_row(): array
    {
        $database = Database::connection();
        $row = $database->get_row((string) $database->prepare(
            'SELECT option_value, autoload FROM %i WHERE option_name = %s',
            $database->options,
            SettingsRepository::OPTION,
        ), 'ARRAY_A');
        self::assertIsArray($row);
        self::assertIsString($row['option_value'] ?? null);
        self::assertIsString($row['autoload'] ?? null);

        return ['option_value' => $row['option_value'], 'autoload' => $row['autoload']];
    }
}
