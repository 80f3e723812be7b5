<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\Told;
use DynamicCache\Purge\Purged;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\PageRevision;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\Token;

/** From the owner's switch to purges that arrive, over the hooks that the rest of the plugin fires. */
final class ConnectionTest extends EdgeTestCase
{
    private const EPOCH = '0123456789abcdef0123456789abcdef';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->connection()->boot();
    }

    public function test_switching_the_edge_on_registers_configures_and_empties_it(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        self::assertSame(200, $this->patch_settings(self::ON)->status);
        self::assertSame('verifying', Credentials::load()->state()->value);

        $this->worker->answers(200, ['status' => 'active', 'kid' => 'k-9', 'secret' => FakeWorker::SECRET])->takes_config()->takes_purges();
        self::assertSame(
            [
                'state' => 'active', 'error' => null, 'site_id' => 'site-7', 'kid' => 'k-9', 'behind' => 0, 'behind_since' => null, 'next_try' => null,
                'url' => self::URL, 'clock' => null, 'acked' => ['epoch' => FakeWorker::EPOCH, 'seq' => 1, 'at' => self::NOW],
                'origin_seq' => ['now' => null, 'told' => null], 'zone' => null,
            ],
            $this->edge_status(),
        );
        self::assertTrue($this->worker->last()->json('everything'));
        self::assertSame(
            ['POST /api/plugin/live/register', 'GET /api/plugin/live/register/site-7', 'PUT /api/plugin/config', 'POST /api/cache/purge'],
            $this->worker->calls(),
        );
    }

    public function test_a_rollout_of_the_settings_is_told_as_the_contract_has_it_and_ended_by_saying_nothing(): void
    {
        $this->activate();
        $this->worker->takes_config()->takes_config()->takes_config();
        $this->patch_settings(['rollout' => ['percent' => 10, 'strategy' => 'edge-r2', 'name' => 'autumn', 'min_requests' => 200, 'step_back' => false]]);

        $sent = $this->worker->last();
        self::assertSame(['rollout' => ['strategy' => 'edge-r2', 'percent' => 10, 'salt' => 'autumn', 'minRequests' => 200, 'stepBack' => false]], $sent->json('cache'));
        $schema = json_decode((string) file_get_contents(dirname(__DIR__, 4) . '/contracts/schema/config.json'), true);
        self::assertIsArray($schema);
        self::assertTrue(rest_validate_value_from_schema(json_decode($sent->body, true), $schema, 'config'));

        // Any other change says it again: nothing that is sent later may end it.
        $this->patch_settings(['ttl' => ['page' => 600]]);
        self::assertSame($sent->json('cache'), $this->worker->last()->json('cache'));

        $this->patch_settings(['rollout' => ['percent' => 0]]);
        self::assertNull($this->worker->last()->json('cache'));
        self::assertStringNotContainsString('"cache"', $this->worker->last()->body);
    }

    public function test_the_configuration_has_the_form_of_the_contract(): void
    {
        $this->activate();
        $this->worker->takes_config();
        $this->patch_settings(['ttl' => ['page' => 600], 'hosts' => ['www.example.com'], 'variants' => ['language' => ['cookie' => 'lang', 'values' => ['de', 'en']]]]);

        $sent = $this->worker->last();
        self::assertSame(['PUT', self::URL . '/api/plugin/config'], [$sent->method, $sent->url]);
        $schema = json_decode((string) file_get_contents(dirname(__DIR__, 4) . '/contracts/schema/config.json'), true);
        self::assertIsArray($schema);
        self::assertTrue(rest_validate_value_from_schema(json_decode($sent->body, true), $schema, 'config'));
        self::assertSame(PageRevision::of(SettingsRepository::of_site()->all(), HomeUrl::of_site()), $sent->json('revision'));
        self::assertSame(['scheme' => 'http', 'host' => '127.0.0.1:8899'], $sent->json('canonical'));
        self::assertSame(['http://127.0.0.1:8899', 1, 1, ['www.example.com'], 'site-1'], [
            $sent->json('origin'),
            $sent->json('blog_id'),
            $sent->json('contract'),
            $sent->json('aliases'),
            $sent->json('site_id'),
        ]);
        self::assertStringContainsString('"personas":[]', $sent->body);
    }

    public function test_settings_that_leave_stored_pages_alone_are_told_under_the_same_revision(): void
    {
        $this->activate();
        $this->worker->takes_config();
        $this->patch_settings(['ttl' => ['page' => 600]]);
        $before = $this->worker->last()->json('revision');
        $this->worker->takes_config();
        $this->patch_settings(['paused_until' => 1_900_000_000]);

        $sent = $this->worker->last();
        self::assertSame([1_900_000_000, $before], [$sent->json('paused_until'), $sent->json('revision')]);
    }

    public function test_settings_that_the_worker_has_not_confirmed_are_sent_by_cron(): void
    {
        $this->activate();
        $this->worker->is_down();
        self::assertSame(200, $this->patch_settings(['ttl' => ['page' => 600]])->status);
        self::assertSame('connection refused', $this->edge_status()['error']);

        $this->now += 3600;
        $this->worker->takes_config();
        do_action(Connection::CRON);
        self::assertSame(600, ((array) $this->worker->last()->json('ttl'))['page']);
        self::assertNull($this->edge_status()['error']);
        $this->worker->calls();
        do_action(Connection::CRON);
        self::assertSame([], $this->worker->calls());
    }

    public function test_another_contract_is_shown(): void
    {
        $this->activate();
        $this->worker->answers(409, ['ok' => false, 'error' => 'contract_mismatch']);
        $this->patch_settings(['ttl' => ['page' => 600]]);
        $this->worker->answers(409, ['ok' => false, 'error' => 'contract_mismatch']);
        $status = $this->edge_status();

        self::assertSame('failed', $status['state']);
        self::assertStringContainsString('do not understand each other', (string) $status['error']);
    }

    public function test_a_purge_is_told_at_once(): void
    {
        $this->activate();
        $this->worker->takes_purges();
        do_action('dynamic_cache_purged', new Purged(['post:1'], ['/about/', 'http://127.0.0.1:8899/x/?a=1'], false, new Token(self::EPOCH, 12)));

        $sent = $this->worker->last();
        self::assertSame(['post:1'], $sent->json('tags'));
        self::assertSame(['http://127.0.0.1:8899/about/', 'http://127.0.0.1:8899/x/?a=1'], $sent->json('urls'));
        self::assertSame(['epoch' => self::EPOCH, 'seq' => 12], $sent->json('origin_seq'));
        self::assertLessThanOrEqual(0.3, $sent->timeout);
        self::assertSame(0, $this->edge_status()['behind']);
    }

    public function test_r_36_a_purge_that_nobody_heard_waits_is_shown_and_is_sent_by_cron(): void
    {
        $this->activate();
        $this->worker->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, new Token(self::EPOCH, 12)));
        do_action('dynamic_cache_purged', new Purged(['post:2'], [], false, new Token(self::EPOCH, 13)));
        self::assertSame(2, $this->edge_status()['behind']);
        self::assertSame('connection refused', $this->edge_status()['error']);

        $this->now += 3600;
        $this->worker->takes_purges(2);
        do_action(Connection::CRON);
        self::assertSame(['post:1'], $this->worker->sent[1]->json('tags'));
        self::assertSame(['post:2'], $this->worker->sent[2]->json('tags'));
        self::assertSame(0, $this->edge_status()['behind']);
    }

    public function test_what_could_not_be_told_at_once_is_planned(): void
    {
        $this->activate();
        $this->worker->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertNotFalse(wp_next_scheduled(Connection::CRON, ['retry']));
    }

    public function test_without_a_worker_nothing_is_collected(): void
    {
        do_action('dynamic_cache_suspected', ['post:1']);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertSame(0, (new Outbox())->waiting($this->now + 3600));
        self::assertSame('off', $this->edge_status()['state']);
    }

    public function test_a_change_whose_process_died_before_its_flush_reaches_the_edge(): void
    {
        $this->activate();
        do_action('dynamic_cache_suspected', ['post:1', 'list:post~all']);
        self::assertSame([], $this->worker->sent);

        $this->now += 31;
        $this->worker->takes_purges();
        do_action(Connection::CRON);
        self::assertSame(['post:1', 'list:post~all'], $this->worker->last()->json('tags'));
    }

    public function test_a_suspicion_that_was_withdrawn_is_never_told(): void
    {
        $this->activate();
        do_action('dynamic_cache_suspected', ['post:1']);
        do_action('dynamic_cache_suspected', ['post:2']);
        do_action('dynamic_cache_withdrawn');

        $this->now += 3600;
        do_action(Connection::CRON);
        self::assertSame([], $this->worker->sent);
    }

    public function test_a_flush_tells_what_was_found_and_not_what_was_suspected(): void
    {
        $this->activate();
        do_action('dynamic_cache_suspected', ['list:post~all']);
        do_action('dynamic_cache_suspected', ['tax:category']);
        $this->worker->takes_purges();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertSame(['post:1'], $this->worker->last()->json('tags'));
        $this->now += 3600;
        do_action(Connection::CRON);
        self::assertCount(1, $this->worker->sent);
    }

    public function test_a_purge_log_that_began_anew_empties_the_edge(): void
    {
        $this->activate();
        Told::load()->origin(strrev(self::EPOCH))->save();
        $this->worker->takes_purges();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, new Token(self::EPOCH, 1)));

        self::assertTrue($this->worker->last()->json('everything'));
        self::assertSame(self::EPOCH, Told::load()->originEpoch);
    }

    public function test_cron_notices_a_purge_log_that_began_anew(): void
    {
        $this->activate();
        Told::load()->origin(self::EPOCH)->save();
        $this->worker->takes_purges();
        do_action(Connection::CRON);

        self::assertTrue($this->worker->last()->json('everything'));
        self::assertNotSame(self::EPOCH, Told::load()->originEpoch);
        // No purge of this site: no page that it has stored may look older than it.
        self::assertSame(['epoch' => Told::load()->originEpoch, 'seq' => 0], $this->worker->last()->json('origin_seq'));
        do_action(Connection::CRON);
        self::assertCount(1, $this->worker->sent);
    }
}
