<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Install\Paths;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Upkeep\DiskUpkeep;
use DynamicCache\Purge\Upkeep\Sweep;

/** What is purged takes no space for longer than an hour. */
final class SweepTest extends PurgeTestCase
{
    public function test_frees_purged_pages_and_keeps_the_others(): void
    {
        self::store_page('old', ['post:1']);
        self::store_page('good', ['post:2']);
        PurgeQueue::of_site()->add('post:1');
        PurgeQueue::of_site()->flush('test');
        self::assertCount(2, self::page_files());

        do_action(Sweep::EVENT);

        self::assertCount(1, self::page_files());
        self::assertSame('served', self::fate('good'));
    }

    public function test_keeps_the_pages_within_their_size_and_those_that_are_asked_for(): void
    {
        foreach (['one', 'two', 'three', 'four'] as $hours => $name) {
            self::store_page($name, ['post:1']);
            $new = array_diff(self::page_files(), $files ?? []);
            $files = self::page_files();
            touch((string) reset($new), time() - 3600 * $hours);
        }
        $bytes = 512 * (stat(self::page_files()[0])['blocks'] ?? 0);
        $disk = new DiskUpkeep(Paths::of_wordpress(), (string) get_current_blog_id(), (int) ($bytes * 3.5));

        self::assertSame(1, $disk->run(time()));
        self::assertSame(['served', 'served', 'served', 'cold'], array_map(self::fate(...), ['one', 'two', 'three', 'four']));
    }

    public function test_a_sweep_is_asked_for_when_the_cache_has_grown_by_a_tenth_of_its_size(): void
    {
        wp_mkdir_p(self::cache_dir() . '/lease');
        $disk = new DiskUpkeep(Paths::of_wordpress(), (string) get_current_blog_id(), 10_000_000);

        self::assertFalse($disk->grew(500_000));
        self::assertTrue($disk->grew(600_000));
        $disk->run(time());
        self::assertFalse($disk->grew(500_000), 'The sweep did not begin to count anew.');
    }

    public function test_is_scheduled_while_the_cache_is_on(): void
    {
        $this->become('administrator');
        wp_clear_scheduled_hook(Sweep::EVENT);
        $this->patch_settings(['enabled' => true]);
        self::assertIsInt(wp_next_scheduled(Sweep::EVENT));

        $this->patch_settings(['enabled' => false]);
        self::assertFalse(wp_next_scheduled(Sweep::EVENT));
    }

    /** @return list<string> */
    private static function page_files(): array
    {
        $files = glob(self::cache_dir() . '/pages/*/*/*/*.page');

        return $files === false ? [] : $files;
    }
}
