<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeFigures;
use DynamicCache\Edge\EdgePosition;
use DynamicCache\Edge\Told;
use DynamicCache\Edge\Trouble;
use DynamicCache\Purge\Purged;
use PHPUnit\Framework\Attributes\DataProvider;

/** What can go wrong between site and Worker: each is shown with what helps. */
final class FaultsTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        remove_all_actions('admin_init');
        $this->connection()->boot();
    }

    /** @return iterable<string, array{string, string}> what the Worker says of a registration, and what is said of it */
    public static function outcomes(): iterable
    {
        yield 'the site cannot be reached' => ['challenge_unreachable', 'firewall'];
        yield 'the proof is kept from outside' => ['challenge_not_found', '/wp-json/dynamic-cache/v1/challenge/'];
        yield 'the web server asks for a password' => ['challenge_locked', 'password of a protected site'];
        yield 'another installation answers' => ['challenge_wrong_answer', 'another installation'];
        yield 'cut off' => ['verification_interrupted', 'Connect again'];
    }

    #[DataProvider('outcomes')]
    public function test_a_registration_that_fails_says_why_and_what_helps(string $error, string $said): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->patch_settings(self::ON);
        $status = $this->registration_fails($error);

        self::assertSame('failed', $status['state']);
        self::assertStringContainsString($said, (string) $status['error']);
    }

    /** @return array{state: string, error: ?string} after the last of its attempts */
    private function registration_fails(string $error): array
    {
        for ($try = 1; $try <= 2; $try++) {
            $this->worker->answers(200, ['status' => 'failed', 'error' => $error])->answers(202, ['siteId' => "site-{$try}", 'status' => 'verifying']);
            $this->edge_status();
        }
        $this->worker->answers(200, ['status' => 'failed', 'error' => $error]);

        return $this->edge_status();
    }

    public function test_every_trouble_has_a_sentence_of_its_own_words(): void
    {
        foreach (Trouble::cases() as $trouble) {
            self::assertStringContainsString(' ', Trouble::explain($trouble->value), $trouble->name);
        }
        self::assertSame('no word of ours', Trouble::explain('no word of ours'));
    }

    public function test_a_site_that_lost_its_key_connects_again_and_gets_another_one(): void
    {
        $this->activate();
        // The Worker still knows the site; nothing of that is left here.
        Credentials::forget();
        $this->worker->answers(409, ['ok' => false, 'error' => 'site_already_registered']);
        $this->connection()->reconnect();
        self::assertStringContainsString('Connect again', (string) $this->edge_status()['error']);

        $this->worker->answers(202, ['siteId' => 'site-8', 'status' => 'verifying']);
        $this->connection()->reconnect();
        $this->worker->answers(200, ['status' => 'active', 'kid' => 'k-8', 'secret' => FakeWorker::SECRET])->takes_config()->takes_purges();
        $status = $this->edge_status();
        self::assertSame(['active', 'site-8', 'k-8'], [$status['state'], $status['site_id'], $status['kid']]);
    }

    public function test_SIG_25_a_clock_that_is_off_is_told_in_seconds(): void
    {
        $this->activate();
        $this->worker->answers(401, ['ok' => false, 'error' => 'timestamp_out_of_window'], gmdate('D, d M Y H:i:s', $this->now + 600) . ' GMT');
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $status = $this->edge_status();

        self::assertSame(['failed', 600, 1], [$status['state'], $status['clock'], $status['behind']]);
        self::assertStringContainsString('600 s', (string) $status['error']);
    }

    public function test_R_29_a_clock_that_was_put_right_is_seen_with_the_next_answer(): void
    {
        $this->activate();
        $this->worker->answers(401, ['ok' => false, 'error' => 'timestamp_out_of_window'], gmdate('D, d M Y H:i:s', $this->now - 600) . ' GMT');
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        self::assertSame(-600, $this->edge_status()['clock']);

        $this->now += 5;
        $this->worker->answers(200, ['ok' => true, 'epoch' => FakeWorker::EPOCH, 'seq' => 1], gmdate('D, d M Y H:i:s', $this->now) . ' GMT');
        self::assertSame(['active', 0], [$this->edge_status()['state'], $this->edge_status()['clock']]);
    }

    public function test_R_36_how_far_the_edge_is_behind_is_told(): void
    {
        $this->activate();
        $this->worker->is_down();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $since = $this->now;
        $this->now += 3;
        do_action('dynamic_cache_purged', new Purged(['post:2'], [], false, null));
        $status = $this->edge_status();

        self::assertSame([2, $since], [$status['behind'], $status['behind_since']]);
        self::assertGreaterThan($this->now, $status['next_try']);
        self::assertSame(['edge' => null, 'edge_waits' => true], EdgePosition::reached($this->now));
    }

    public function test_a_proxy_that_answers_html_with_200_is_no_acknowledgement(): void
    {
        $this->activate();
        $this->worker->answers_text(200, '<!doctype html><title>Log in</title>');
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));
        $status = $this->edge_status();

        self::assertSame(1, $status['behind']);
        self::assertStringContainsString('Something answers in place of the Worker', (string) $status['error']);
        self::assertStringNotContainsString('doctype', (string) $status['error']);
    }

    public function test_a_ledger_that_was_put_back_is_told_how_far_it_had_been(): void
    {
        $this->activate();
        Told::load()->ledger(FakeWorker::EPOCH, 90, $this->now)->save();
        $other = str_repeat('a', 32);
        $this->worker->answers(200, ['ok' => true, 'epoch' => $other, 'seq' => 1]);
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertSame(['epoch' => FakeWorker::EPOCH, 'seq' => 90], $this->worker->last()->json('acked'), 'By this the Worker sees that it is behind.');
        self::assertSame(['epoch' => $other, 'seq' => 1, 'at' => $this->now], $this->edge_status()['acked']);
    }

    public function test_without_an_edge_nothing_waits_for_one(): void
    {
        self::assertSame(['edge' => null, 'edge_waits' => false], EdgePosition::reached($this->now));
    }

    public function test_who_purges_is_told_the_position_that_has_it(): void
    {
        $this->activate();
        $this->worker->takes_purges();
        do_action('dynamic_cache_purged', new Purged(['post:1'], [], false, null));

        self::assertSame(['edge' => ['epoch' => FakeWorker::EPOCH, 'seq' => 1], 'edge_waits' => false], EdgePosition::reached($this->now));
    }

    public function test_the_password_of_a_protected_site_travels_with_the_settings_and_is_kept_nowhere_in_clear(): void
    {
        $this->activate();
        $this->worker->takes_config();
        $this->patch_settings(['edge' => ['basic_auth' => 'stage:a-password-0123']]);

        self::assertSame('stage:a-password-0123', $this->worker->last()->json('basic_auth'));
        self::assertStringNotContainsString('a-password-0123', serialize([get_option('dynamic_cache_edge_told'), get_option('dynamic_cache_settings')]));
        self::assertNotSame(hash('sha256', $this->worker->last()->body), Told::load()->configDigest, 'Nothing to guess it by.');
    }

    public function test_the_figures_of_the_edge_are_asked_once_in_five_minutes(): void
    {
        $this->activate();
        $total = ['requests' => 10, 'hits' => 8, 'stale' => 0, 'misses' => 2, 'bypasses' => 0, 'errors' => 0, 'hit_ratio' => 0.8];
        $this->worker->answers(200, ['ok' => true, 'total' => $total]);
        $figures = new EdgeFigures($this->client());

        $first = $figures->to_array();
        self::assertSame(['figures' => ['hours' => 24] + $total, 'rollout' => null, 'why' => null], $first);
        self::assertEquals($first, (new EdgeFigures($this->client()))->to_array());
        self::assertSame(['GET /api/cache/metrics'], $this->worker->calls());
    }

    public function test_the_figures_of_a_rollout_are_shown_as_the_contract_has_them_or_not_at_all(): void
    {
        $this->activate();
        $total = ['requests' => 0, 'hits' => 0, 'stale' => 0, 'misses' => 0, 'bypasses' => 0, 'errors' => 0, 'hit_ratio' => null];
        $group = ['requests' => 4, 'hits' => 2, 'errors' => 0, 'hit_ratio' => 0.5, 'latency' => ['p50_ms' => 1, 'p95_ms' => 2.5, 'p99_ms' => null]];
        $rollout = [
            'salt' => 'first', 'percent' => 10, 'state' => 'running', 'stepped_back_at' => null, 'verdict' => 'worse',
            'findings' => [['code' => 'errors', 'next' => 0.02, 'current' => 0], ['code' => 'slower', 'next_ms' => 151, 'current_ms' => 100.5]],
            'groups' => [['group' => 'current', 'strategy' => 'edge-balanced'] + $group, ['group' => 'next', 'strategy' => 'edge-r2'] + $group],
        ];
        $this->worker->answers(200, ['ok' => true, 'total' => $total, 'rollout' => $rollout]);
        $figures = new EdgeFigures($this->client());
        self::assertSame($rollout, $figures->to_array()['rollout']);
        self::assertSame($rollout, $figures->to_array()['rollout'], 'Kept for five minutes.');

        foreach ([['percent' => 20], ['state' => '<b>'], ['groups' => 'none'], ['findings' => [1]], ['findings' => ['errors: 5 %']], ['findings' => [['code' => '<b>', 'next' => 1, 'current' => 0]]], ['findings' => [['code' => 'errors', 'next' => 'much', 'current' => 0]]]] as $wrong) {
            EdgeFigures::forget();
            $this->worker->answers(200, ['ok' => true, 'total' => $total, 'rollout' => $wrong + $rollout]);
            self::assertNull($figures->to_array()['rollout']);
        }
    }

    public function test_the_figures_are_asked_anew_after_the_worker_was_told_other_settings(): void
    {
        $this->activate();
        $total = ['requests' => 0, 'hits' => 0, 'stale' => 0, 'misses' => 0, 'bypasses' => 0, 'errors' => 0, 'hit_ratio' => null];
        $this->worker->answers(200, ['ok' => true, 'total' => $total])->takes_config()->answers(200, ['ok' => true, 'total' => $total]);
        $figures = new EdgeFigures($this->client());
        $figures->to_array();
        $this->patch_settings(['rollout' => ['percent' => 10]]);
        $figures->to_array();

        self::assertSame(['GET /api/cache/metrics', 'PUT /api/plugin/config', 'GET /api/cache/metrics'], $this->worker->calls());
    }

    public function test_a_worker_that_gives_no_figures_is_said_to_give_none(): void
    {
        $this->activate();
        $figures = new EdgeFigures($this->client());
        foreach ([
            'does not count' => fn() => $this->worker->answers(404, ['ok' => false, 'error' => 'not_found']),
            'versions' => fn() => $this->worker->answers(200, ['ok' => true, 'total' => ['requests' => 'many']]),
            'in place of the Worker' => fn() => $this->worker->answers_text(200, '<html>'),
        ] as $said => $plan) {
            $plan();
            $answer = $figures->to_array();
            self::assertNull($answer['figures']);
            self::assertStringContainsString($said, (string) $answer['why']);
        }
    }
}
