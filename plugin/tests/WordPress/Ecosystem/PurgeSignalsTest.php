<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Ecosystem;

use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\WholeTags;
use DynamicCache\Tests\WordPress\Purge\PurgeTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PurgeSignalsTest extends PurgeTestCase
{
    /** @return iterable<non-empty-string, array{non-empty-string}> */
    public static function everything(): iterable
    {
        foreach (['autoptimize_action_cachepurged', 'breeze_clear_all_cache', 'cache_enabler_clear_complete_cache', 'elementor/core/files/clear_cache', 'litespeed_purge_all', 'rt_nginx_helper_purge_all'] as $action) {
            yield $action => [$action];
        }
    }

    /** @param non-empty-string $action */
    #[DataProvider('everything')]
    public function test_who_says_that_all_pages_are_old_is_believed(string $action): void
    {
        do_action($action);

        self::assertSame(['site'], $this->flushed());
    }

    public function test_a_post_and_an_address(): void
    {
        do_action('litespeed_purge_post', '7');
        do_action('cache_enabler_clear_page_cache_by_post', 8);
        do_action('litespeed_purge_url', home_url('/shop/'));
        PurgeQueue::flush_all();

        self::assertEqualsCanonicalizing(WholeTags::of(['post:7', 'post:8']), $this->purged[0]->tags);
        self::assertSame(['http://127.0.0.1:8899/shop/'], $this->purged[0]->urls);
    }

    public function test_what_is_no_post_and_no_address_of_ours_purges_nothing(): void
    {
        do_action('litespeed_purge_post', 'all');
        do_action('litespeed_purge_post');
        do_action('litespeed_purge_url', 'https://cdn.example.com/');
        do_action('litespeed_purge_url', ['/']);
        PurgeQueue::flush_all();

        self::assertSame([], $this->purged);
    }
}
