<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class SettingsCommandTest extends CliTestCase
{
    protected function setUp(): void
    {
        self::done('settings', 'reset', 'ttl');
        self::done('settings', 'reset', 'exclude');
        self::done('settings', 'reset', 'redis');
    }

    public function test_sets_a_number_and_reads_it_back(): void
    {
        self::done('settings', 'set', 'ttl.page', '600');

        self::assertSame("600\n", self::done('settings', 'get', 'ttl.page')->out);
    }

    public function test_sets_a_list_as_JSON(): void
    {
        self::done('settings', 'set', 'exclude.paths', '["/cart/*"]');

        self::assertSame(['/cart/*'], self::done('settings', 'get', 'exclude.paths', '--format=json')->json());
    }

    public function test_refuses_an_ill_typed_value_with_its_path_and_saves_nothing(): void
    {
        $refused = self::refused('settings', 'set', 'ttl.page', 'soon');

        self::assertStringContainsString('ttl.page: ', $refused->err);
        self::assertSame("604800\n", self::done('settings', 'get', 'ttl.page')->out);
    }

    public function test_refuses_a_value_out_of_bounds_with_its_path(): void
    {
        self::assertStringContainsString('ttl.page: ', self::refused('settings', 'set', 'ttl.page', '1')->err);
    }

    public function test_names_a_setting_that_is_none(): void
    {
        self::assertStringContainsString('“ttl.pages”', self::refused('settings', 'get', 'ttl.pages')->err);
    }

    public function test_reset_puts_one_default_back_and_leaves_its_neighbour(): void
    {
        self::done('settings', 'set', 'ttl.page', '600');
        self::done('settings', 'set', 'ttl.browser', '60');
        self::done('settings', 'reset', 'ttl.page');

        self::assertSame(['604800', '60'], [
            trim(self::done('settings', 'get', 'ttl.page')->out),
            trim(self::done('settings', 'get', 'ttl.browser')->out),
        ]);
    }

    public function test_WP_18_a_secret_from_stdin_is_stored_and_shown_nowhere(): void
    {
        $set = self::wp()->pipe("correct horse battery\n", 'settings', 'set', 'redis.password');
        $shown = $set->out . $set->err . self::done('settings', 'list')->out . self::done('settings', 'export')->out
            . self::done('settings', 'get', 'redis')->out . self::done('status', '--format=json')->out;

        self::assertSame(0, $set->code, $set->err);
        self::assertSame("••••tery\n", self::done('settings', 'get', 'redis.password')->out);
        self::assertStringNotContainsString('correct horse', $shown);
    }

    public function test_WP_18_a_secret_on_the_command_line_is_refused_unsaid(): void
    {
        $refused = self::refused('settings', 'set', 'redis.password', 'correct horse battery');

        self::assertStringNotContainsString('correct', $refused->out . $refused->err);
        self::assertSame("\n", self::done('settings', 'get', 'redis.password')->out);
    }

    public function test_an_empty_stdin_keeps_the_secret(): void
    {
        self::wp()->pipe('correct horse battery', 'settings', 'set', 'redis.password');

        self::assertSame(1, self::wp()->pipe('', 'settings', 'set', 'redis.password')->code);
        self::assertSame("••••tery\n", self::done('settings', 'get', 'redis.password')->out);
    }

    public function test_a_file_that_has_an_address_of_a_webhook_brings_it(): void
    {
        $file = json_encode(['format' => 'ai-wp-dynamic-cache/settings/1', 'version' => '0.1.0', 'settings' => ['alerts' => ['webhook_url' => 'https://hooks.example/of-the-file']]], JSON_THROW_ON_ERROR);
        self::assertSame(0, self::wp()->pipe($file, 'settings', 'import', '-')->code);

        self::assertStringContainsString('of-the-file', self::done('settings', 'get', 'alerts.webhook_url')->out);
    }

    public function test_list_has_every_setting_and_clean_JSON(): void
    {
        $rows = self::done('settings', 'list', '--format=json')->json();

        self::assertIsArray($rows);
        self::assertContains(['path' => 'ttl.page', 'value' => 604_800, 'default' => 604_800], $rows);
        self::assertContains(['path' => 'variants.device', 'value' => null, 'default' => null], $rows);
    }

    public function test_what_was_exported_is_imported_and_secrets_stay(): void
    {
        $file = self::wp()->wordpress->root . '/settings.json';
        self::wp()->pipe('correct horse battery', 'settings', 'set', 'redis.password');
        self::done('settings', 'set', 'ttl.page', '600');
        self::done('settings', 'set', 'alerts.webhook_url', 'https://hooks.example/T0/B0/key-of-mine');
        self::done('settings', 'export', $file);
        self::assertStringNotContainsString('key-of-mine', (string) file_get_contents($file));
        self::done('settings', 'set', 'ttl.page', '700');
        $trial = self::done('settings', 'import', $file, '--dry-run');

        self::assertMatchesRegularExpression('/ttl\.page\s*\|?\s*700\s*\|?\s*600/', $trial->out);
        self::assertSame("700\n", self::done('settings', 'get', 'ttl.page')->out);
        self::done('settings', 'import', $file);
        self::assertSame("600\n", self::done('settings', 'get', 'ttl.page')->out);
        self::assertSame("••••tery\n", self::done('settings', 'get', 'redis.password')->out);
        self::assertSame("https://hooks.example/T0/B0/key-of-mine\n", self::done('settings', 'get', 'alerts.webhook_url')->out);
    }

    public function test_an_import_names_everything_that_is_wrong_and_saves_nothing(): void
    {
        $file = json_encode([
            'format' => 'ai-wp-dynamic-cache/settings/1',
            'version' => '0.1.0',
            'settings' => ['ttl' => ['page' => '600', 'grace' => 60, 'pages' => 1], 'colour' => 'red', 'redis' => ['password' => 'x']],
        ], JSON_THROW_ON_ERROR);
        $refused = self::wp()->pipe($file, 'settings', 'import', '-');

        self::assertSame(1, $refused->code);
        foreach (['ttl.page: ', 'ttl.pages: ', 'colour: ', 'redis.password: '] as $path) {
            self::assertStringContainsString($path, $refused->err);
        }
        self::assertSame("86400\n", self::done('settings', 'get', 'ttl.grace')->out);
    }

    public function test_an_import_of_something_else_is_refused(): void
    {
        $refused = self::wp()->pipe('{"format":"another/1","settings":{}}', 'settings', 'import', '-');

        self::assertSame(1, $refused->code);
        self::assertStringContainsString('format: ', $refused->err);
    }
}
