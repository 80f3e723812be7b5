<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Edge\SignedRequest;
use DynamicCache\Edge\Signer;
use DynamicCache\Edge\Told;
use DynamicCache\Store\Token;

final class DeliveryTest extends EdgeTestCase
{
    private const EPOCH = '0123456789abcdef0123456789abcdef';

    public function test_a_purge_is_signed_over_exactly_what_is_sent(): void
    {
        $key = $this->register();
        (new Outbox())->push(PurgeMessage::of(['post:1'], [], new Token(self::EPOCH, 7)), $this->now);
        $this->worker->takes_purges();
        $this->delivery()->run($key, 0.3, 0.3);

        $sent = $this->worker->last();
        self::assertSame(['POST', self::URL . '/api/cache/purge'], [$sent->method, $sent->url]);
        self::assertLessThanOrEqual(0.3, $sent->timeout);
        self::assertSame('{"site_id":"site-1","tags":["post:1"],"origin_seq":{"epoch":"' . self::EPOCH . '","seq":7}}', $sent->body);
        self::assertMatchesRegularExpression('/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', $sent->header('X-Plugin-Nonce'));
        $signed = new SignedRequest(
            'site-1',
            (string) $this->now,
            $sent->header('X-Plugin-Nonce'),
            'POST',
            'edge.example.com',
            '/api/cache/purge',
            $sent->header('Content-Type'),
            $sent->body,
        );
        self::assertSame(['site-1', (string) $this->now], [$sent->header('X-Plugin-Id'), $sent->header('X-Plugin-Timestamp')]);
        self::assertSame(Signer::sign(FakeWorker::SECRET, 'k-1', 'plugin-to-worker', $signed), $sent->header('X-Plugin-Signature'));
    }

    public function test_an_acknowledged_message_is_gone_and_its_position_is_told_with_the_next(): void
    {
        $key = $this->register();
        $this->worker->takes_purges(2);
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $this->delivery()->run($key, 0.3, 0.3);
        self::assertSame(0, (new Outbox())->waiting($this->now));
        (new Outbox())->push(self::tags('post:2'), $this->now);
        $this->delivery()->run($key, 0.3, 0.3);

        self::assertSame(['epoch' => FakeWorker::EPOCH, 'seq' => 1], $this->worker->last()->json('acked'));
    }

    public function test_sig_17_an_honest_repetition_has_a_new_nonce_and_the_same_key_and_bytes(): void
    {
        $key = $this->register();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $this->worker->is_down()->takes_purges(2);
        $this->delivery()->run($key, 0.3, 0.3);
        // The position that is acknowledged meanwhile must not change the bytes.
        Told::load()->ledger(FakeWorker::EPOCH, 99, $this->now)->save();
        (new Outbox())->push(self::tags('post:2'), $this->now);
        $this->now += 5;
        self::assertNull($this->delivery()->run($key, 0.3, 30.0));

        [$first, $again, $next] = $this->worker->sent;
        self::assertSame($first->body, $again->body);
        self::assertNotSame('', $first->header('Idempotency-Key'));
        self::assertSame($first->header('Idempotency-Key'), $again->header('Idempotency-Key'));
        self::assertNotSame($first->header('X-Plugin-Nonce'), $again->header('X-Plugin-Nonce'));
        self::assertNotSame($first->header('X-Plugin-Signature'), $again->header('X-Plugin-Signature'));
        self::assertSame(['post:2'], $next->json('tags'));
        self::assertNotSame($first->header('Idempotency-Key'), $next->header('Idempotency-Key'));
    }

    public function test_r_36_a_message_outlives_a_worker_that_is_away_for_days(): void
    {
        $key = $this->register();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $end = $this->now + 3 * 86_400;
        while ($this->now < $end) {
            $this->worker->is_down();
            $this->delivery()->run($key, 5.0, 5.0);
            $this->now += 3600;
        }
        self::assertSame(1, (new Outbox())->waiting($this->now));

        $this->worker->calls();
        $this->worker->takes_purges();
        $this->delivery()->run($key, 5.0, 5.0);
        self::assertSame(['post:1'], $this->worker->last()->json('tags'));
        self::assertSame(0, (new Outbox())->waiting($this->now));
    }

    public function test_after_a_failure_nobody_waits_for_the_worker_until_the_pause_is_over(): void
    {
        $key = $this->register();
        $this->worker->is_down();
        foreach (['post:1', 'post:2', 'post:3'] as $tag) {
            (new Outbox())->push(self::tags($tag), $this->now);
            $this->delivery()->run($key, 0.3, 0.3);
        }

        self::assertCount(1, $this->worker->sent);
        self::assertSame(3, (new Outbox())->waiting($this->now));
    }

    public function test_a_message_that_takes_the_place_of_others_waits_for_the_same_pause(): void
    {
        $key = $this->register();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $this->worker->is_down();
        $this->delivery()->run($key, 0.3, 0.3);
        (new Outbox())->push(PurgeMessage::everything(null), $this->now);

        self::assertSame($this->now + 5, $this->delivery()->run($key, 0.3, 0.3));
        self::assertCount(1, $this->worker->sent);
    }

    public function test_a_worker_with_another_secret_leaves_the_message_where_it_is(): void
    {
        $key = $this->register();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $this->worker->answers(401, ['ok' => false, 'error' => 'signature_mismatch']);
        $this->delivery()->run($key, 0.3, 0.3);

        self::assertSame(1, (new Outbox())->waiting($this->now));
        self::assertSame('signature_mismatch', (new Outbox())->backlog($this->now)->error);
    }

    public function test_sig_25_a_clock_that_is_off_is_named_with_its_figure(): void
    {
        $key = $this->register();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $date = gmdate('D, d M Y H:i:s', $this->now - 600) . ' GMT';
        $this->worker->answers(401, ['ok' => false, 'error' => 'timestamp_out_of_window'], $date);
        $this->delivery()->run($key, 0.3, 0.3);

        self::assertSame('timestamp_out_of_window: this clock is off by 600 s', (new Outbox())->backlog($this->now)->error);
    }

    public function test_a_message_that_the_worker_cannot_take_is_said_as_everything(): void
    {
        $key = $this->register();
        (new Outbox())->push(PurgeMessage::of(['post:1'], [], new Token(self::EPOCH, 7)), $this->now);
        $this->worker->answers(400, ['ok' => false, 'error' => 'invalid_body'])->takes_purges();
        $this->delivery()->run($key, 0.3, 0.3);
        $this->now += 5;
        $this->delivery()->run($key, 0.3, 0.3);

        self::assertTrue($this->worker->last()->json('everything'));
        self::assertSame(['epoch' => self::EPOCH, 'seq' => 7], $this->worker->last()->json('origin_seq'));
        self::assertSame(0, (new Outbox())->waiting($this->now));
    }

    public function test_a_key_that_somebody_else_used_is_replaced(): void
    {
        $key = $this->register();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $this->worker->answers(409, ['ok' => false, 'error' => 'idempotency_key_conflict'])->takes_purges();
        $this->delivery()->run($key, 0.3, 0.3);
        $this->now += 5;
        $this->delivery()->run($key, 0.3, 0.3);

        [$first, $again] = $this->worker->sent;
        self::assertNotSame($first->header('Idempotency-Key'), $again->header('Idempotency-Key'));
        self::assertSame(0, (new Outbox())->waiting($this->now));
    }

    public function test_an_answer_that_is_none_of_the_workers_acknowledges_nothing(): void
    {
        foreach (['<html>captive portal</html>', '[]', '{"ok":true}', '{"ok":"true","epoch":"e","seq":1}'] as $answer) {
            $key = $this->register();
            (new Outbox())->push(self::tags('post:1'), $this->now);
            $this->worker->answers_text(200, $answer);
            $this->delivery()->run($key, 0.3, 0.3);
            self::assertSame(1, (new Outbox())->waiting($this->now), $answer);
            (new Outbox())->clear();
            $this->delivery()->forgive();
        }
    }
}
