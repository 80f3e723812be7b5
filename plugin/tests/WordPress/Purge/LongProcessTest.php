<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Purge\PurgeQueue;

/** Requests that go on for longer than a moment: importers, cron, WP-CLI. */
final class LongProcessTest extends PurgeTestCase
{
    public function test_a_long_process_flushes_on_the_way_and_repeats_it_at_the_end(): void
    {
        $post = self::post();
        $this->drain();

        wp_update_post(['ID' => $post, 'post_title' => 'One']);
        usleep(1_050_000);
        self::draft();
        self::assertCount(1, $this->purged);
        self::assertContains("post:{$post}", $this->purged[0]->tags);
        $this->purged = [];

        self::assertContains("post:{$post}", $this->flushed());
        self::assertSame([], $this->flushed());
    }

    /** Readers take the first suspicion for abandoned then: a page could be stored, and its row taken out by us, before we purge it. */
    public function test_a_flush_long_after_the_change_looks_lists_up_under_a_new_suspicion(): void
    {
        $post = self::post();
        foreach ([10 => [], 20 => ['list:post~all', 'list:any~all']] as $seconds => $expected) {
            $this->drain();
            wp_update_post(['ID' => $post, 'menu_order' => $seconds]);
            $since = new \ReflectionProperty(PurgeQueue::class, 'since');
            $since->setValue(PurgeQueue::of_site(), microtime(true) - $seconds);
            $suspected = [];
            $see = static function (array $tags) use (&$suspected): void {
                array_push($suspected, ...$tags);
            };
            add_action('dynamic_cache_suspected', $see);

            PurgeQueue::flush_all();

            self::assertSame($expected, $suspected, "{$seconds} s");
            remove_action('dynamic_cache_suspected', $see);
        }
    }

    public function test_a_flush_on_the_way_loses_no_write_that_is_still_to_come(): void
    {
        $post = self::post();
        $this->drain();
        add_action('pre_post_update', static function (): void {
            usleep(1_050_000);
            self::draft();
        });

        wp_update_post(['ID' => $post, 'post_title' => 'One']);

        self::assertContains("post:{$post}", $this->flushed());
    }

    private static function draft(): int
    {
        remove_all_actions('pre_post_update', 10);

        return self::post(['post_status' => 'draft']);
    }
}
