<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Database;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\Told;
use DynamicCache\Purge\Purged;

/** What goes on by itself: the key is fetched, the settings are said again, a crowd of messages becomes one. */
final class UpkeepTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        // Core looks for updates there.
        remove_all_actions('admin_init');
        $this->connection()->boot();
    }

    public function test_the_key_is_fetched_by_cron_within_seconds(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        $at = wp_next_scheduled(Connection::CRON, ['retry']);
        self::assertIsInt($at);
        self::assertLessThanOrEqual(time() + 5, $at);

        wp_unschedule_event($at, Connection::CRON, ['retry']);
        $this->worker->answers(200, ['status' => 'verifying']);
        do_action(Connection::CRON, 'retry');
        self::assertNotFalse(wp_next_scheduled(Connection::CRON, ['retry']), 'Asked again until it is over.');
    }

    public function test_the_key_is_fetched_by_an_admin_page_but_none_waits_for_a_worker_that_did_not_answer(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        $this->worker->calls();

        $this->worker->is_down();
        do_action('admin_init');
        self::assertLessThanOrEqual(1.0, $this->worker->last()->timeout);
        do_action('admin_init');
        self::assertSame(['GET /api/plugin/live/register/site-7'], $this->worker->calls());

        $this->worker->answers(200, ['status' => 'active', 'kid' => 'k-9', 'secret' => FakeWorker::SECRET])->takes_config()->takes_purges();
        self::assertSame('active', $this->edge_status()['state']);
    }

    public function test_whoever_looks_at_the_state_waits_a_second_for_each_answer_at_most(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying'])->is_down();
        $this->patch_settings(self::ON);
        $this->edge_status();

        self::assertSame(1.0, $this->worker->last()->timeout);
    }

    public function test_a_key_that_another_web_head_has_fetched_is_not_asked_for_anew(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        $this->worker->calls();
        $this->worker->answers_after($this->keep_key(...), 200, ['status' => 'active', 'kid' => 'k-9', 'secret' => null])->takes_config();
        $this->edge_status();

        self::assertSame('active', Credentials::fresh()->state->value);
        self::assertSame(['GET /api/plugin/live/register/site-7', 'PUT /api/plugin/config'], $this->worker->calls());
    }

    public function test_the_settings_are_said_again_every_day(): void
    {
        $this->activate();
        $this->now += 86_399;
        do_action(Connection::CRON);
        self::assertSame([], $this->worker->calls());

        $this->now += 1;
        $this->worker->takes_config();
        do_action(Connection::CRON);
        self::assertSame(['PUT /api/plugin/config'], $this->worker->calls());
        do_action(Connection::CRON);
        self::assertSame([], $this->worker->calls());
    }

    public function test_what_was_confirmed_under_a_former_key_counts_no_more(): void
    {
        $this->activate();
        $former = Told::load()->ledger(FakeWorker::EPOCH, 9, $this->now);
        Credentials::load()->verifying_as('site-1', self::URL, $this->now)->activated('k-2', FakeWorker::SECRET)->save();
        // A process that began under the former key ends only now.
        $former->save();

        self::assertNotSame('', $former->configDigest);
        self::assertSame(['', '', null], [Told::load()->configDigest, Told::load()->originEpoch, Told::load()->acked()]);
    }

    public function test_more_messages_than_anybody_should_deliver_one_by_one_become_everything(): void
    {
        $this->activate();
        self::fill_outbox(1000);
        $this->worker->is_down();
        do_action(Connection::CRON);
        self::assertSame(801, (new Outbox())->waiting($this->now), 'As many as that are still told one by one; 200 became one.');

        self::fill_outbox(300);
        $this->now += 3600;
        $this->worker->takes_purges();
        do_action(Connection::CRON);
        self::assertTrue($this->worker->last()->json('everything'));
        self::assertSame(0, (new Outbox())->waiting($this->now));
    }

    public function test_a_copy_of_the_site_does_not_collect_messages_for_ever(): void
    {
        $this->activate();
        add_filter('option_home', static fn(): string => 'http://staging.example.com');
        self::fill_outbox(1200);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        do_action(Connection::CRON);

        self::assertSame(1, (new Outbox())->waiting($this->now));
        self::assertSame([], $this->worker->sent);
    }

    private function keep_key(): void
    {
        Credentials::fresh()->activated('k-9', FakeWorker::SECRET)->save();
    }

    private static function fill_outbox(int $count): void
    {
        $body = '{"message":{"tags":["post:1"],"urls":[],"everything":false,"epoch":"","seq":0}}';
        $row = "('purge', '{$body}', " . self::NOW . ", 0, 0, '')";
        self::sql('INSERT INTO ' . Database::table('outbox') . ' (kind, body, created_at, attempts, not_before, last_error) VALUES ' . implode(', ', array_fill(0, $count, $row)));
    }
}
