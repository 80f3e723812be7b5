<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\Told;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Purged;

/** The key is replaced while everything goes on. */
final class RotationTest extends EdgeTestCase
{
    private const OTHER = 'AAAAjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJAA';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        remove_all_actions('admin_init');
        $this->connection()->boot();
    }

    public function test_SIG_19_the_new_key_is_in_use_before_the_former_one_is_given_up(): void
    {
        $this->activate();
        $this->worker->answers(200, ['ok' => true, 'kid' => 'k-2', 'secret' => self::OTHER])
            ->answers(200, ['ok' => true, 'until' => $this->now + 300]);
        self::assertSame('', $this->connection()->rotate());

        [$ask, $retire] = $this->worker->sent;
        self::assertStringStartsWith('v1=k-1:', $ask->header('X-Plugin-Signature'));
        self::assertStringStartsWith('v1=k-2:', $retire->header('X-Plugin-Signature'));
        self::assertSame(['POST /api/plugin/key', 'POST /api/plugin/key/retire'], $this->worker->calls());
        self::assertSame(['k-2', false], [Credentials::load()->kid, Credentials::load()->isReplacing]);
    }

    public function test_nothing_that_was_confirmed_or_waits_is_lost(): void
    {
        $this->activate();
        Told::load()->ledger(FakeWorker::EPOCH, 41, $this->now)->save();
        $this->worker->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $this->worker->answers(200, ['ok' => true, 'kid' => 'k-2', 'secret' => self::OTHER])->answers(200, ['ok' => true, 'until' => 1]);
        $this->connection()->rotate();

        self::assertSame(['epoch' => FakeWorker::EPOCH, 'seq' => 41], Told::load()->acked());
        self::assertSame(1, (new Outbox())->waiting($this->now));
        $this->now += 5;
        $this->worker->calls();
        $this->worker->takes_purges();
        do_action(Connection::CRON);
        self::assertSame(['POST /api/cache/purge'], $this->worker->calls(), 'The settings need not be said again.');
    }

    public function test_the_dropin_gets_the_new_key(): void
    {
        $this->activate();
        $this->worker->takes_purges()->takes_config();
        $this->patch_settings(['enabled' => true]);
        $before = $this->dropin_kid();
        $this->worker->answers(200, ['ok' => true, 'kid' => 'k-2', 'secret' => self::OTHER])->answers(200, ['ok' => true, 'until' => 1]);
        $this->connection()->rotate();

        self::assertSame(['k-1', 'k-2'], [$before, $this->dropin_kid()]);
    }

    public function test_a_lost_answer_leaves_the_key_that_works(): void
    {
        $this->activate();
        $this->worker->is_down();

        self::assertNotSame('', $this->connection()->rotate());
        self::assertSame('k-1', Credentials::load()->kid);
        self::assertSame('active', Credentials::load()->state()->value);
    }

    public function test_cron_has_the_former_key_given_up_when_that_answer_was_lost(): void
    {
        $this->activate();
        $this->worker->answers(200, ['ok' => true, 'kid' => 'k-2', 'secret' => self::OTHER])->is_down();
        self::assertSame('', $this->connection()->rotate());
        self::assertTrue(Credentials::load()->isReplacing);
        $this->worker->calls();

        $this->worker->answers(200, ['ok' => true, 'until' => 1]);
        do_action(Connection::CRON);
        self::assertSame(['POST /api/plugin/key/retire'], $this->worker->calls());
        do_action(Connection::CRON);
        self::assertSame([], $this->worker->calls());
    }

    public function test_a_key_of_another_form_is_not_taken(): void
    {
        $this->activate();
        $this->worker->answers(200, ['ok' => true, 'kid' => 'k-2', 'secret' => 'short']);

        self::assertStringContainsString('was not replaced', $this->connection()->rotate());
        self::assertSame('k-1', Credentials::load()->kid);
    }

    private function dropin_kid(): mixed
    {
        $config = DataFile::read(Paths::of_wordpress()->config_file('1'));
        $edge = $config['edge'] ?? null;

        return is_array($edge) ? $edge['kid'] ?? null : null;
    }
}
