<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\OutboxWork;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Edge\Recipient;
use DynamicCache\Edge\Zone\ZonePurges;
use DynamicCache\Rest\Answer;
use DynamicCache\Rest\ChangeOutbox;
use DynamicCache\Rest\ReadOutbox;
use DynamicCache\Tests\WordPress\Edge\EdgeTestCase;
use DynamicCache\Tests\WordPress\RestAnswer;

/** The outbox as a person sees it. */
final class OutboxTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        remove_all_actions('admin_init');
        $this->connection()->boot();
    }

    public function test_says_what_waits_for_whom_since_when_and_why(): void
    {
        $this->activate();
        (new Outbox())->push(self::tags('post:1', 'home'), $this->now - 90);
        (new Outbox(Recipient::Zone))->push(PurgeMessage::everything(null), $this->now);
        $this->worker->answers_text(200, '<h1>Log in</h1>');
        $this->connection()->sync();
        $answer = $this->read();

        self::assertSame([200, 2, 1, 20], [$answer->status, $answer->at('total'), $answer->at('page'), $answer->at('per_page')]);
        [$first, $second] = (array) $answer->at('messages');
        self::assertIsArray($first);
        self::assertIsString($first['error']);
        self::assertSame(['worker', 'Pages with post:1 and 1 other', ['post:1', 'home'], 1, $this->now - 90], [$first['to'], $first['sentence'], $first['tags'], $first['tries'], $first['at']]);
        self::assertStringContainsString('Something answers in place of the Worker', $first['error']);
        self::assertGreaterThan($this->now, $first['next_try']);
        self::assertIsArray($second);
        self::assertSame(['zone', true, 0, '', null], [$second['to'], $second['everything'], $second['tries'], $second['error'], $second['next_try']]);
    }

    public function test_a_suspicion_of_a_living_process_is_not_shown(): void
    {
        $this->activate();
        (new Outbox())->hold(self::tags('post:1'), $this->now);

        self::assertSame(0, $this->read()->at('total'));
        $this->now += 31;
        self::assertSame(1, $this->read()->at('total'));
    }

    public function test_is_read_in_parts(): void
    {
        $this->activate();
        foreach (range(1, 5) as $n) {
            (new Outbox())->push(self::tags("post:{$n}"), $this->now);
        }
        $answer = $this->read(['page' => '2', 'per_page' => '2']);

        self::assertSame([5, [['post:3'], ['post:4']]], [$answer->at('total'), array_column((array) $answer->at('messages'), 'tags')]);
        self::assertSame(400, $this->rest('GET', '/outbox?per_page=101')->status);
        self::assertSame(400, $this->rest('GET', '/outbox?page=0')->status);
    }

    public function test_trying_now_does_not_wait_for_the_end_of_a_pause(): void
    {
        $this->activate();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        $this->worker->is_down();
        $this->connection()->sync();
        $this->worker->takes_purges();

        self::assertSame(['ok' => true, 'done' => 1, 'waiting' => 0], $this->change(['do' => 'retry'])->body);
    }

    public function test_one_that_is_dropped_is_told_to_nobody_and_the_others_stay(): void
    {
        $this->activate();
        foreach (['post:1', 'post:2'] as $tag) {
            (new Outbox())->push(self::tags($tag), $this->now);
        }
        $ids = array_column((array) $this->read()->at('messages'), 'id');
        $answer = $this->change(['do' => 'drop', 'ids' => [$ids[0], 999_999]]);

        self::assertSame(['ok' => true, 'done' => 1, 'waiting' => 1], $answer->body);
        $this->worker->takes_purges();
        $this->connection()->sync();
        self::assertSame(['post:2'], $this->worker->last()->json('tags'));
    }

    public function test_all_can_be_dropped(): void
    {
        $this->activate();
        foreach (['post:1', 'post:2'] as $tag) {
            (new Outbox())->push(self::tags($tag), $this->now);
        }

        self::assertSame(2, $this->change(['do' => 'drop'])->at('done'));
        self::assertSame(0, (new Outbox())->waiting($this->now));
    }

    public function test_what_is_no_change_is_refused_and_nothing_is_dropped(): void
    {
        $this->activate();
        (new Outbox())->push(self::tags('post:1'), $this->now);
        foreach ([['do' => 'forget'], ['do' => 'drop', 'ids' => []], ['do' => 'drop', 'ids' => ['1']], ['do' => 'drop', 'all' => true], []] as $body) {
            self::assertSame(400, $this->rest('POST', '/outbox', $body)->status, (string) json_encode($body));
        }
        self::assertSame(1, (new Outbox())->waiting($this->now));
    }

    /** @param array<string, string> $query */
    private function read(array $query = []): RestAnswer
    {
        $request = new \WP_REST_Request('GET', '/dynamic-cache/v1/outbox');
        $request->set_query_params($query);

        return self::answer_of((new ReadOutbox($this->work()))->answer($request));
    }

    /** @param array<string, mixed> $body */
    private function change(array $body): RestAnswer
    {
        $request = new \WP_REST_Request('POST', '/dynamic-cache/v1/outbox');
        $request->set_header('Content-Type', 'application/json');
        $request->set_body((string) json_encode($body));

        return self::answer_of((new ChangeOutbox($this->work()))->answer($request));
    }

    private static function answer_of(Answer $answer): RestAnswer
    {
        return RestAnswer::of($answer->to_response());
    }

    /** With the Worker of these tests, and their clock. */
    private function work(): OutboxWork
    {
        $now = fn(): int => $this->now;

        return new OutboxWork($this->connection(), ZonePurges::with($this->worker, $now), $now);
    }
}
