<?php

/** What the clock alone changes: no hook fires, so the page's life ends in time. */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

use DynamicCache\Tags\Page\PageTags;

final class ClockTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('human_time_diff', $this->relative(...), PHP_INT_MAX, 4);
        add_filter('wp_date', $this->date(...), PHP_INT_MAX, 3);
        add_filter('wp_feed_cache_transient_lifetime', $this->remote(...), PHP_INT_MAX);
        add_filter('oembed_ttl', $this->remote(...), PHP_INT_MAX);
    }

    /** "5 minutes ago" holds until it is six. Local times are shifted (current_time()), so that "now" has two values. */
    private function relative(mixed $text = '', mixed $seconds = 0, mixed $from = 0, mixed $to = 0): mixed
    {
        $span = is_numeric($seconds) ? (int) $seconds : 0;
        [$from, $to] = [is_numeric($from) ? (int) $from : 0, is_numeric($to) ? (int) $to : 0];
        $isFromNow = self::is_now($from);
        $grows = RelativeTime::holds($span, true);
        $shrinks = RelativeTime::holds($span, false);
        $this->page->expire_at(time() + match (true) {
            // Between two times of which neither is known to be now.
            $isFromNow === self::is_now($to) => min($grows, $shrinks),
            $isFromNow === ($from < $to) => $shrinks,
            default => $grows,
        });

        return $text;
    }

    private static function is_now(int $time): bool
    {
        return abs($time - time()) <= 2 || abs($time - time() - (new \DateTimeImmutable('now', wp_timezone()))->getOffset()) <= 2;
    }

    /** The time of now, or "today". */
    private function date(mixed $text = '', mixed $format = '', mixed $time = 0): mixed
    {
        $now = time();
        if (is_numeric($time) && abs((int) $time - $now) <= 2 && !$this->page->shows_post_of((int) $time)) {
            $showsTime = is_string($format) && preg_match('/(?<!\\\\)[BgGhHisuvcrU]/', $format) === 1;
            $this->page->expire_at($showsTime ? $now - $now % 60 + 60 : Midnight::after($now, wp_timezone()));
        }

        return $text;
    }

    /** Content of another site, as long as core keeps its copy. */
    private function remote(mixed $lifetime = 0): mixed
    {
        $this->page->expire_at(time() + (is_numeric($lifetime) ? (int) $lifetime : 3600));

        return $lifetime;
    }
}
