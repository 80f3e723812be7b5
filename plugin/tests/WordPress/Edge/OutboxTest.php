<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Database;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\OutboxRow;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Store\Suspicion;

final class OutboxTest extends EdgeTestCase
{
    public function test_messages_in_a_row_become_one(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        $outbox->push(self::tags('post:2'), $this->now);
        self::assertSame(2, $outbox->waiting($this->now));

        self::assertSame(['post:1', 'post:2'], $this->claim($outbox)->message->tags);
        self::assertSame(1, $outbox->waiting($this->now));
    }

    public function test_everything_takes_the_place_of_what_was_before_it(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        $outbox->push(PurgeMessage::everything(null), $this->now);
        $outbox->push(self::tags('post:2'), $this->now);

        self::assertSame(2, $outbox->waiting($this->now));
        self::assertTrue($this->claim($outbox)->message->everything);
    }

    public function test_only_one_process_gets_a_message(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);

        $this->claim($outbox);
        self::assertNull((new Outbox())->claim($this->now));
    }

    public function test_a_message_whose_deliverer_died_is_taken_again_later(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        $this->claim($outbox);

        $this->now += 29;
        self::assertNull($outbox->claim($this->now));
        $this->now += 1;
        self::assertSame(['post:1'], $this->claim($outbox)->message->tags);
    }

    public function test_order_is_kept_behind_a_message_that_has_to_wait(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        $outbox->put_off($this->claim($outbox), $this->now + 100, 'down');
        $outbox->push(self::tags('post:2'), $this->now);

        self::assertNull($outbox->claim($this->now + 99));
        self::assertSame(2, $outbox->waiting($this->now));
        self::assertSame('down', $outbox->backlog($this->now)->error);
    }

    public function test_a_message_that_was_sent_once_is_not_mixed_with_later_ones(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        $sent = $this->claim($outbox)->frozen('the bytes', 'the key');
        $outbox->keep($sent);
        $outbox->put_off($sent, $this->now + 10, 'down');
        $outbox->push(self::tags('post:2'), $this->now);

        $this->now += 10;
        $again = $this->claim($outbox);
        self::assertSame(['the bytes', 'the key'], [$again->wire, $again->key]);
        $outbox->delivered($again);
        self::assertSame(['post:2'], $this->claim($outbox)->message->tags);
    }

    public function test_a_suspicion_that_became_due_does_not_take_a_message_along_that_was_sent_once(): void
    {
        $outbox = new Outbox();
        $outbox->hold(self::tags('list:post~all'), $this->now);
        $outbox->push(self::tags('post:1'), $this->now);
        $sent = $this->claim($outbox)->frozen('the bytes', 'the key');
        $outbox->keep($sent);
        $outbox->put_off($sent, $this->now, 'down');
        $this->now += Suspicion::EXPIRES_AFTER;

        $due = $this->claim($outbox);
        self::assertSame(['list:post~all'], $due->message->tags);
        $outbox->delivered($due);
        self::assertSame('the key', $this->claim($outbox)->key);
    }

    public function test_a_message_that_came_while_another_was_on_its_way_is_not_lost(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        $first = $this->claim($outbox);
        $outbox->push(self::tags('post:2'), $this->now);
        $outbox->delivered($first);

        self::assertSame(['post:2'], $this->claim($outbox)->message->tags);
    }

    public function test_a_held_message_waits_for_its_process_and_speaks_when_that_died(): void
    {
        $outbox = new Outbox();
        $outbox->hold(self::tags('list:post~all'), $this->now);

        self::assertSame(0, $outbox->waiting($this->now));
        self::assertNull($outbox->claim($this->now + Suspicion::EXPIRES_AFTER - 1));
        $this->now += Suspicion::EXPIRES_AFTER;
        self::assertSame(1, $outbox->waiting($this->now));
        self::assertSame(['list:post~all'], $this->claim($outbox)->message->tags);
    }

    public function test_a_held_message_gives_way_to_the_exact_one(): void
    {
        $outbox = new Outbox();
        $id = $outbox->hold(self::tags('list:post~all'), $this->now);
        self::assertNotNull($id);
        $outbox->settle($id, self::tags('post:1'), $this->now);

        self::assertSame(['post:1'], $this->claim($outbox)->message->tags);
    }

    public function test_a_held_message_goes_when_nothing_has_changed(): void
    {
        $outbox = new Outbox();
        $id = $outbox->hold(self::tags('list:post~all'), $this->now);
        self::assertNotNull($id);
        $outbox->settle($id, null, $this->now);

        self::assertNull($outbox->claim($this->now + 1000));
    }

    public function test_the_exact_message_is_sent_also_when_the_held_one_was_taken_for_dead(): void
    {
        $outbox = new Outbox();
        $id = $outbox->hold(self::tags('list:post~all'), $this->now);
        self::assertNotNull($id);
        $this->now += 60;
        $outbox->delivered($this->claim($outbox));
        $outbox->settle($id, self::tags('post:1'), $this->now);

        self::assertSame(['post:1'], $this->claim($outbox)->message->tags);
    }

    public function test_a_row_that_was_damaged_purges_everything(): void
    {
        $outbox = new Outbox();
        $outbox->push(self::tags('post:1'), $this->now);
        self::sql('UPDATE ' . Database::table('outbox') . " SET body = '{\"mess'");

        self::assertTrue($this->claim($outbox)->message->everything);
    }

    public function test_bytes_of_a_message_come_back_as_they_were(): void
    {
        $outbox = new Outbox();
        $outbox->push(PurgeMessage::of(['post:1'], ["https://a.example/100%25/it's?q=%s&x=%d\\ä"], null), $this->now);

        self::assertSame(["https://a.example/100%25/it's?q=%s&x=%d\\ä"], $this->claim($outbox)->message->urls);
    }

    private function claim(Outbox $outbox): OutboxRow
    {
        $row = $outbox->claim($this->now);
        self::assertInstanceOf(OutboxRow::class, $row);

        return $row;
    }
}
