<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Call;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\Trouble;
use DynamicCache\Purge\Purged;
use PHPUnit\Framework\Attributes\DataProvider;

/** What the owner reads when plugin and Worker do not come together. */
final class TroubleTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->connection()->boot();
    }

    public function test_a_missing_bootstrap_secret_is_named(): void
    {
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET');
        $this->patch_settings(self::ON);

        self::assertSame('failed', $this->edge_status()['state']);
        self::assertStringContainsString('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET', (string) $this->edge_status()['error']);
        self::assertSame([], $this->worker->sent);
    }

    /** @return iterable<string, array{string, bool}> */
    public static function addresses(): iterable
    {
        yield 'another host' => ['http://edge.example.com', false];
        yield 'a host that only begins like this machine' => ['http://127.0.0.1.example.com', false];
        yield 'a host that only ends like this machine' => ['http://notlocalhost', false];
        yield 'encrypted' => ['https://edge.example.com', true];
        yield 'this machine' => ['http://127.0.0.1:8787', true];
        yield 'this machine by name' => ['http://localhost:8787', true];
    }

    #[DataProvider('addresses')]
    public function test_no_secret_leaves_this_machine_in_clear_text(string $url, bool $isCalled): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying'])->answers(200, ['status' => 'verifying']);
        $this->patch_settings(['edge' => ['enabled' => true, 'url' => $url]]);
        $status = $this->edge_status();

        self::assertSame([$isCalled ? 'verifying' : 'failed', $isCalled], [$status['state'], $this->worker->sent !== []]);
        self::assertSame(!$isCalled, str_contains((string) $status['error'], 'must begin with https'));
    }

    public function test_on_a_developers_machine_another_host_may_be_called_in_clear_text(): void
    {
        $address = EdgeAddress::parse('http://host.docker.internal:8787');
        self::assertNotNull($address);
        $this->worker->answers(200, ['status' => 'verifying']);
        $client = new EdgeClient($this->worker, fn(): int => $this->now, wp_generate_uuid4(...), true);
        $client->bearer($address, self::BOOTSTRAP, new Call('GET', '/api/plugin/live/register/site-7', '', 1.0));

        self::assertCount(1, $this->worker->sent);
    }

    /** @return iterable<string, array{int, string, string}> */
    public static function refusals(): iterable
    {
        yield 'another secret' => [401, 'signature_mismatch', 'switch the edge off and on'];
        yield 'a clock that is off' => [401, 'timestamp_out_of_window', 'clocks'];
        yield 'not our site' => [403, 'not_authorised_for_site', 'switch the edge off and on'];
        yield 'an unknown site' => [404, 'site_not_found', 'switch the edge off and on'];
    }

    #[DataProvider('refusals')]
    public function test_a_worker_that_does_not_know_the_key_is_shown_as_a_failure_and_nothing_is_lost(int $status, string $error, string $said): void
    {
        $this->activate();
        $this->worker->answers($status, ['ok' => false, 'error' => $error]);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $shown = $this->edge_status();

        self::assertSame(['failed', 1], [$shown['state'], $shown['behind']]);
        self::assertStringContainsString($said, (string) $shown['error']);

        $this->now += 3600;
        $this->worker->takes_purges();
        do_action(Connection::CRON);
        $healed = $this->edge_status();
        self::assertSame(['active', null, 0], [$healed['state'], $healed['error'], $healed['behind']]);
        self::assertSame(['post:1'], $this->worker->last()->json('tags'));
    }

    public function test_a_worker_that_is_only_away_is_no_failure(): void
    {
        $this->activate();
        $this->worker->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertSame('active', $this->edge_status()['state']);
        self::assertSame(1, (new Outbox())->waiting($this->now));
    }

    public function test_a_worker_of_another_contract_has_taken_nothing(): void
    {
        $this->activate();
        $this->worker->takes_config(2)->takes_config(2)->takes_config();
        $this->patch_settings(['ttl' => ['page' => 600]]);

        self::assertSame('failed', $this->edge_status()['state']);
        self::assertSame('active', $this->edge_status()['state'], 'Said again, and taken by an updated Worker.');
    }

    public function test_what_has_no_sentence_is_said_as_it_is(): void
    {
        self::assertSame('cURL error 28: Operation timed out', Trouble::explain('cURL error 28: Operation timed out'));
        self::assertStringEndsWith('(this clock is off by 600 s)', Trouble::explain('timestamp_out_of_window: this clock is off by 600 s'));
    }

    public function test_no_answer_of_this_site_contains_a_secret(): void
    {
        $this->activate();
        $log = (string) tempnam(sys_get_temp_dir(), 'log');
        $before = ini_set('error_log', $log);
        $this->worker->answers(401, ['ok' => false, 'error' => 'signature_mismatch'])->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $shown = print_r($this->rest('GET', '/status'), true) . print_r($this->rest('GET', '/settings'), true)
            . print_r($this->edge_status(), true) . print_r(Credentials::load(), true) . file_get_contents($log);
        ini_set('error_log', (string) $before);
        unlink($log);

        self::assertStringContainsString('site-1', $shown);
        self::assertStringNotContainsString(FakeWorker::SECRET, $shown);
        self::assertStringNotContainsString(self::BOOTSTRAP, $shown);
    }
}
