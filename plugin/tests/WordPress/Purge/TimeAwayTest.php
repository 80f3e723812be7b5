<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Engine\Unattended;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Upkeep\TimeAway;

/** What was changed while the plugin was not there: the store of this host knows, the edge does not. */
final class TimeAwayTest extends PurgeTestCase
{
    protected function tearDown(): void
    {
        @unlink(self::mark());
        @unlink(self::mark() . '.taken');
        parent::tearDown();
    }

    public function test_the_first_request_after_a_time_away_purges_everything_once(): void
    {
        touch(self::mark());

        self::feature()->look();
        self::feature()->look();

        self::assertSame([['site']], $this->tags_purged());
        self::assertFileDoesNotExist(self::mark());
        self::assertFileDoesNotExist(self::mark() . '.taken');
    }

    public function test_a_request_without_a_time_away_purges_nothing(): void
    {
        self::feature()->look();

        self::assertSame([], $this->tags_purged());
    }

    public function test_a_process_that_dies_before_everybody_was_told_leaves_that_to_the_next(): void
    {
        touch(self::mark());
        $dying = new TimeAway(Paths::of_wordpress(), static fn(): PurgeQueue => throw new \RuntimeException('killed'));
        try {
            $dying->look();
            self::fail('It did not die.');
        } catch (\RuntimeException) {
            self::assertSame([], $this->tags_purged());
        }

        self::feature()->look();

        self::assertSame([['site']], $this->tags_purged());
    }

    public function test_a_change_without_the_plugin_during_that_purge_is_for_the_next_request(): void
    {
        touch(self::mark());
        add_action('dynamic_cache_purged', static fn() => touch(self::mark()), 10, 0);
        self::feature()->look();
        remove_all_actions('dynamic_cache_purged');

        self::assertFileExists(self::mark());
    }

    /** @return list<list<string>> */
    private function tags_purged(): array
    {
        return array_map(static fn($purged): array => $purged->tags, $this->purged);
    }

    private static function feature(): TimeAway
    {
        return new TimeAway(Paths::of_wordpress(), PurgeQueue::of_site(...));
    }

    private static function mark(): string
    {
        $mark = Unattended::mark(Paths::of_wordpress()->cache_dir(), '1');
        wp_mkdir_p(dirname($mark));

        return $mark;
    }
}
