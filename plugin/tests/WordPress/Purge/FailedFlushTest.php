<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Store\Suspicion;

/** Something throws in the middle of a flush, and whoever runs (an importer, a queue of jobs) catches it and goes on. */
final class FailedFlushTest extends PurgeTestCase
{
    public function test_whoever_fails_when_told_of_a_purge_stops_no_later_one(): void
    {
        self::store_page('later', ['post:6']);
        $listener = static fn() => throw new \LogicException('a listener');
        add_action('dynamic_cache_purged', $listener);
        PurgeQueue::of_site()->add('post:5');
        $this->flush_fails();
        remove_action('dynamic_cache_purged', $listener);
        PurgeQueue::of_site()->suspect(['post:6']);
        PurgeQueue::of_site()->add('post:6');

        self::assertContains('post:6', $this->flushed());
        self::assertSame('purged', self::fate('later'));
    }

    public function test_what_could_not_be_compared_stays_under_suspicion_and_is_purged_when_that_is_old(): void
    {
        self::store_page('changed', ['post:5']);
        $change = self::createStub(Change::class);
        $change->method('tags')->willThrowException(new \LogicException('a filter'));
        PurgeQueue::of_site()->expect('post 5', static fn(): Change => $change, ['post:5']);
        $this->flush_fails();
        self::assertSame('suspect', self::fate('changed'));
        PurgeQueue::flush_all();

        self::assertSame('suspect', self::fate('changed'), 'Nobody knows that it did not change.');
        self::store()->token(time() + Suspicion::EXPIRES_AFTER + 1);
        self::assertSame('purged', self::fate('changed'));
    }

    private function flush_fails(): void
    {
        try {
            PurgeQueue::of_site()->flush('test');
            self::fail('Nothing was thrown.');
        } catch (\LogicException) {
            return;
        }
    }
}
