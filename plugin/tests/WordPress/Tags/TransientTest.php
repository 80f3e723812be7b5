<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Reason;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** A page with something that a plugin keeps for a while goes when that is taken back, and ends with it. */
final class TransientTest extends RenderTestCase
{
    /**
     * @param \Closure(): mixed $keep
     * @param \Closure(): mixed $edit
     */
    #[DataProvider('edits')]
    public function test_what_is_taken_back_purges_the_pages_that_show_it(\Closure $keep, \Closure $edit, string $fate): void
    {
        $keep();
        self::store_page('/', $this->showing());
        self::assertSame('served', self::fate('/'));

        $edit();
        PurgeQueue::flush_all();

        self::assertSame($fate, self::fate('/'));
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function edits(): iterable
    {
        $keep = static fn(): bool => set_transient('rates_12', 'A', 600);
        $keepOfSite = static fn(): bool => set_site_transient('rates_12', 'A', 600);
        yield 'replaced' => [$keep, static fn() => set_transient('rates_12', 'B', 600), 'purged'];
        yield 'taken back' => [$keep, static fn() => delete_transient('rates_12'), 'purged'];
        yield 'an earlier end' => [$keep, static fn() => set_transient('rates_12', 'A', 60), 'purged'];
        yield 'a later end' => [$keep, static fn() => set_transient('rates_12', 'A', 900), 'served'];
        yield 'the same again' => [static fn() => set_transient('rates_12', 'A'), static fn() => set_transient('rates_12', 'A'), 'served'];
        yield 'an end where there was none' => [static fn() => set_transient('rates_12', 'A'), static fn() => set_transient('rates_12', 'A', 60), 'purged'];
        yield 'another one' => [$keep, static fn() => set_transient('rates_13', 'B', 600), 'served'];
        yield 'one of core' => [$keep, static fn() => set_transient('doing_cron', '1.5'), 'served'];
        yield 'none was there, and one came' => [static fn() => null, $keep, 'purged'];
        yield 'none was there, and another came' => [static fn() => null, static fn() => set_transient('rates_13', 'A'), 'served'];
        yield 'of the network, replaced' => [$keepOfSite, static fn() => set_site_transient('rates_12', 'B', 600), 'purged'];
        yield 'of the network, taken back' => [$keepOfSite, static fn() => delete_site_transient('rates_12'), 'purged'];
        yield 'its time is over' => [
            static fn() => set_transient('rates_12', 'A', 600) && update_option('_transient_timeout_rates_12', time() - 1),
            static fn() => get_transient('rates_12'),
            'served',
        ];
    }

    public function test_markup_that_is_kept_shows_what_it_was_made_of_as_long_as_the_plugin_leaves_it(): void
    {
        $post = self::post(['post_title' => 'Elbe']);
        add_action('save_post', static fn(): bool => delete_transient('latest'));
        set_transient('latest', '<b>Elbe</b>');
        $this->show('latest');
        self::store_page('/', $this->show('latest'));

        wp_update_post(['ID' => $post, 'post_title' => 'Labe']);
        PurgeQueue::flush_all();

        self::assertSame('purged', self::fate('/'));
    }

    public function test_a_page_ends_with_what_it_shows(): void
    {
        set_transient('rates', 'A', 90);
        set_transient('for_ever', 'A');

        $fill = $this->observe(static function (): void {
            echo implode(array_filter([get_transient('rates'), get_transient('for_ever'), get_transient('feed_0123')], is_string(...)));
        });

        self::assertEqualsWithDelta(time() + 90, $fill->expires_at(), 2);
    }

    public function test_the_first_page_that_reads_one_is_not_stored(): void
    {
        set_transient('rates', 'A');

        $fill = $this->observe(static fn() => get_transient('rates'));

        self::assertSame(Reason::ChangedByOwnRender, $fill->refusal());
    }

    public function test_what_the_render_keeps_for_itself_is_no_change(): void
    {
        $print = static function (): void {
            if (get_transient('rates') === false) {
                set_transient('rates', 'A', 600);
            }
        };
        $this->observe($print);
        $this->drain();
        delete_transient('rates');
        $this->drain();

        $fill = $this->observe(static function () use ($print): void {
            $print();
            PurgeQueue::flush_all();
        });

        self::assertNull($fill->refusal());
        self::assertSame([], $this->purged);
        self::assertSame(['option:_transient_rates'], self::starting('option:', $fill));
    }

    public function test_an_object_cache_tells_behind_the_write_and_no_end(): void
    {
        wp_using_ext_object_cache(true);
        try {
            set_transient('rates_12', 'A');
            self::store_page('/', $this->showing());
            $fill = $this->observe(static fn() => get_transient('rates_12'));
            set_transient('rates_12', 'B');
            PurgeQueue::flush_all();

            self::assertSame('purged', self::fate('/'));
            self::assertEqualsWithDelta(time() + 3600, $fill->expires_at(), 2);
        } finally {
            wp_using_ext_object_cache(false);
        }
    }

    public function test_what_the_sites_of_a_network_share_is_seen_in_an_object_cache_too(): void
    {
        wp_using_ext_object_cache(true);
        try {
            set_site_transient('rates_12', 'A');
            self::store_page('/', $this->showing());
            self::assertSame('served', self::fate('/'));
            delete_site_transient('rates_12');
            PurgeQueue::flush_all();

            self::assertSame('purged', self::fate('/'));
        } finally {
            wp_using_ext_object_cache(false);
        }
    }

    /** @return list<string> tags */
    private function showing(): array
    {
        $this->show('rates_12');

        return $this->show('rates_12');
    }

    /** @return list<string> tags of the page */
    private function show(string $name): array
    {
        $this->drain();
        $tags = $this->observe(static function () use ($name): void {
            $either = get_transient($name);
            $either = $either === false ? get_site_transient($name) : $either;
            echo is_string($either) ? $either : '';
        })->tags();
        $this->drain();

        return $tags;
    }
}
