<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use PHPUnit\Framework\Attributes\TestWith;

/** What would be sent, before anything is. */
final class PreviewAdviceTest extends AdvisorTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    /** @param array<mixed> $answer of the model */
    #[TestWith(['routes', ['routes' => [['row' => 0, 'risk' => 'low', 'reason' => 'Fine.']]]])]
    #[TestWith(['preload', ['order' => []]])]
    #[TestWith(['tuning', ['changes' => []]])]
    public function test_what_is_shown_before_is_what_goes_out_afterwards(string $kind, array $answer): void
    {
        $this->pages();
        $this->says($answer);
        $before = $this->rest('GET', "/advisor/{$kind}/prompt?budget=3");
        self::assertSame([], $this->sent, 'Looking sends nothing.');

        self::assertSame([200, $kind], [$before->status, $before->at('kind')]);
        self::assertSame($this->advice($kind, 'ai', '&budget=3')->at('ai.sent'), $before->at('sent'));
        self::assertNotNull($before->at('sent'));
        self::assertCount(1, $this->sent);
    }

    public function test_where_there_is_nothing_to_ask_about_nothing_would_be_sent(): void
    {
        foreach (['routes', 'preload', 'benchmark'] as $kind) {
            $answer = $this->rest('GET', "/advisor/{$kind}/prompt");
            self::assertSame([200, null], [$answer->status, $answer->at('sent')], $kind);
        }
    }

    public function test_only_who_manages_the_cache_sees_it_and_a_wrong_question_is_refused(): void
    {
        self::assertSame(400, $this->rest('GET', '/advisor/tuning/prompt?budget=0')->status);
        self::assertSame(404, $this->rest('GET', '/advisor/everything/prompt')->status);
        $this->become('editor');

        self::assertSame(403, $this->rest('GET', '/advisor/tuning/prompt')->status);
    }

    public function test_who_may_not_warm_is_told_with_the_order_that_he_cannot(): void
    {
        self::assertTrue($this->advice('preload')->at('can_warm'));
        wp_get_current_user()->add_cap('purge_dynamic_cache', false);

        self::assertFalse($this->advice('preload')->at('can_warm'));
    }
}
