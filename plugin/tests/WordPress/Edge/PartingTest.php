<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Purge\Purged;

/** A line that ends, or must not be used: a copy of the site, a goodbye, salts that changed, a broken database. */
final class PartingTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        // Core looks for updates there.
        remove_all_actions('admin_init');
        $this->connection()->boot();
    }

    public function test_a_copy_of_the_site_calls_nobody_until_its_owner_decides(): void
    {
        $this->activate();
        add_filter('option_home', static fn(): string => 'http://staging.example.com');
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $this->patch_settings(['ttl' => ['page' => 600]]);
        $this->now += 3600;
        do_action(Connection::CRON);

        self::assertSame([], $this->worker->sent);
        self::assertNull(Credentials::load()->engine_part());
        self::assertSame('paused', $this->edge_status()['state']);
        self::assertStringContainsString('registered as http://127.0.0.1:8899', (string) $this->edge_status()['error']);

        $this->patch_settings(self::OFF);
        self::assertSame([], $this->worker->sent, 'A copy must not delete what belongs to the original.');
        $this->worker->answers(202, ['siteId' => 'site-8', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        self::assertSame('http://staging.example.com', $this->worker->last()->json('site_url'));
    }

    public function test_a_copy_does_not_go_on_with_what_the_original_has_begun(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        $this->worker->calls();
        $elsewhere = static fn(): string => 'http://staging.example.com';
        add_filter('option_home', $elsewhere);
        self::assertSame('paused', $this->edge_status()['state']);
        self::assertNull(Credentials::load()->verifying());
        do_action(Connection::CRON);
        do_action('admin_init');

        remove_filter('option_home', $elsewhere);
        Credentials::load()->failed(self::URL, 'challenge_not_found', $this->now)->save();
        add_filter('option_home', $elsewhere);
        $this->now += 86_400;
        do_action(Connection::CRON);
        self::assertSame([], $this->worker->calls());
    }

    public function test_switching_the_edge_off_leaves_the_worker_and_forgets_what_waits(): void
    {
        $this->activate();
        $this->worker->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $this->worker->answers(200, ['ok' => true]);
        $this->patch_settings(self::OFF);

        self::assertSame(['POST /api/cache/purge', 'DELETE /api/plugin/site'], $this->worker->calls());
        self::assertSame(
            [
                'state' => 'off', 'error' => null, 'site_id' => null, 'kid' => null, 'behind' => 0, 'behind_since' => null, 'next_try' => null,
                'url' => self::URL, 'clock' => null, 'acked' => null, 'origin_seq' => ['now' => null, 'told' => null], 'zone' => null,
            ],
            $this->edge_status(),
        );
        self::assertFalse(wp_next_scheduled(Connection::CRON));
        self::assertFalse(wp_next_scheduled(Connection::CRON, ['retry']));
    }

    public function test_a_goodbye_that_nobody_heard_is_said_again_by_cron(): void
    {
        $this->activate();
        $this->worker->is_down();
        $this->patch_settings(self::OFF);
        self::assertNotFalse(wp_next_scheduled(Connection::CRON));
        $this->worker->calls();

        $this->worker->answers(200, ['ok' => true]);
        do_action(Connection::CRON);
        self::assertSame(['DELETE /api/plugin/site'], $this->worker->calls());
        self::assertFalse(get_option(Credentials::OPTION));
        self::assertFalse(wp_next_scheduled(Connection::CRON));
    }

    public function test_salts_that_changed_are_said_and_nothing_is_signed_with_nothing(): void
    {
        $this->activate();
        $stored = get_option(Credentials::OPTION);
        self::assertIsArray($stored);
        update_option(Credentials::OPTION, ['secret' => 'enc:v1:' . base64_encode(random_bytes(80))] + $stored);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertSame([], $this->worker->sent);
        self::assertSame('failed', $this->edge_status()['state']);
        self::assertStringContainsString('salts of wp-config.php', (string) $this->edge_status()['error']);
        self::assertNull(Credentials::load()->engine_part());
    }

    public function test_nothing_that_breaks_in_here_reaches_the_page(): void
    {
        $this->activate();
        add_filter('query', static fn(string $query): string => str_contains($query, 'dynamic_cache_outbox') ? 'SELECT FROM' : $query);
        $log = ini_set('error_log', '/dev/null');
        do_action('dynamic_cache_suspected', ['post:1']);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        ini_set('error_log', (string) $log);

        self::assertSame(['active', 0], [$this->edge_status()['state'], $this->edge_status()['behind']]);
        self::assertSame([], $this->worker->sent);
    }

    public function test_an_error_in_here_ends_in_the_log(): void
    {
        $this->activate();
        add_filter('pre_option_' . Credentials::OPTION, static fn(): never => throw new \Error('a broken plugin'));
        $file = (string) tempnam(sys_get_temp_dir(), 'log');
        $log = ini_set('error_log', $file);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        ini_set('error_log', (string) $log);

        self::assertStringContainsString('edge: a broken plugin', (string) file_get_contents($file));
        unlink($file);
    }
}
