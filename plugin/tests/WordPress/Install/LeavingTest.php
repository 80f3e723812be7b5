<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\Uninstall;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\Edge\EdgeTestCase;

/** The edge keeps pages of its own: a site that gives the plugin up tells it. */
final class LeavingTest extends EdgeTestCase
{
    private const PLUGIN = 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->connection()->boot();
        $this->activate();
    }

    public function test_deactivation_leaves_the_worker_and_keeps_the_setting(): void
    {
        $this->worker->answers(200, ['ok' => true]);
        do_action('deactivate_' . self::PLUGIN, false);

        self::assertSame(['DELETE /api/plugin/site'], $this->worker->calls());
        self::assertFalse(get_option(Credentials::OPTION));
        self::assertFalse(wp_next_scheduled(Connection::CRON));
        self::assertTrue(SettingsRepository::of_site()->all()->edge->enabled);
    }

    public function test_an_activation_after_that_registers_anew(): void
    {
        $this->worker->answers(200, ['ok' => true]);
        do_action('deactivate_' . self::PLUGIN, false);
        $this->worker->answers(202, ['siteId' => 'site-9', 'status' => 'verifying']);
        $this->worker->calls();
        do_action('activate_' . self::PLUGIN, false);
        do_action(Connection::CRON);

        self::assertSame('POST /api/plugin/live/register', $this->worker->calls()[0] ?? null);
        self::assertSame('site-9', Credentials::fresh()->siteId);
    }

    public function test_deactivation_goes_through_when_the_worker_is_down_and_the_goodbye_is_kept(): void
    {
        $this->worker->is_down();
        $this->patch_settings(['enabled' => true]);
        $this->worker->is_down();
        do_action('deactivate_' . self::PLUGIN, false);

        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/advanced-cache.php');
        self::assertFalse(SettingsRepository::of_site()->all()->enabled);
        self::assertNotNull(Credentials::fresh()->key());
    }

    public function test_WP_26_uninstall_says_the_goodbye_that_was_not_heard(): void
    {
        $this->worker->is_down();
        do_action('deactivate_' . self::PLUGIN, false);
        $this->worker->calls();
        $this->worker->answers(200, ['ok' => true]);
        $paths = Paths::of_wordpress();
        $disable = Installation::of(WP_PLUGIN_DIR . '/' . self::PLUGIN, $paths)->disable();
        (new Uninstall($paths, $disable, $this->connection()->leave(...)))->run();

        self::assertSame(['DELETE /api/plugin/site'], $this->worker->calls());
        self::assertFalse(get_option(Credentials::OPTION));
    }

    public function test_a_copy_that_is_uninstalled_leaves_the_original_connected(): void
    {
        add_filter('option_home', static fn(): string => 'http://staging.example.com');
        $paths = Paths::of_wordpress();
        $disable = Installation::of(WP_PLUGIN_DIR . '/' . self::PLUGIN, $paths)->disable();
        (new Uninstall($paths, $disable, $this->connection()->leave(...)))->run();

        self::assertSame([], $this->worker->calls());
        self::assertFalse(get_option(Credentials::OPTION));
    }

    public function test_a_site_that_was_never_connected_calls_nobody(): void
    {
        Credentials::forget();
        do_action('deactivate_' . self::PLUGIN, false);

        self::assertSame([], $this->worker->calls());
    }
}
