<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Database;
use DynamicCache\Edge\Connection;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeRecords;

/** When the edge knew of a purge, in the list that the owner reads. */
final class TimelineTest extends EdgeTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->connection()->boot();
    }

    public function test_without_an_edge_nothing_is_said_of_one(): void
    {
        $id = self::purge('post:1');

        self::assertSame(PurgeRecords::NO_EDGE, self::edge_ms($id));
    }

    public function test_a_purge_that_was_confirmed_says_after_how_long(): void
    {
        $this->activate();
        $this->worker->takes_purges(2);
        $id = self::purge('post:1');

        self::assertGreaterThanOrEqual(0, self::edge_ms($id));
        self::assertLessThan(5000, self::edge_ms($id));
    }

    public function test_a_purge_that_nobody_heard_waits(): void
    {
        $this->activate();
        $this->worker->is_down();
        $id = self::purge('post:1');

        self::assertSame(PurgeRecords::EDGE_WAITS, self::edge_ms($id));
    }

    public function test_one_answer_confirms_all_that_were_told_in_one_message(): void
    {
        $this->activate();
        $this->worker->is_down();
        $ids = [self::purge('post:1'), self::purge('post:2'), self::purge('post:3')];
        $this->now += 3600;
        $this->worker->takes_purges(2);
        do_action(Connection::CRON);

        self::assertGreaterThanOrEqual(0, min(array_map(self::edge_ms(...), $ids)));
    }

    private static function purge(string $tag): int
    {
        $purged = new Purged([$tag], [], false, null);
        $id = PurgeRecords::add($purged, 'test', microtime(true));
        do_action('dynamic_cache_purged', new Purged([$tag], [], false, null, $id));

        return $id;
    }

    private static function edge_ms(int $id): int
    {
        $database = Database::connection();

        return (int) $database->get_var((string) $database->prepare('SELECT edge_ms FROM %i WHERE id = %d', Database::table('purges'), $id));
    }
}
