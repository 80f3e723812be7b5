<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Sweep;

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
