<?php

/** What the clock alone changes: no hook fires, so the page's life ends in time. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class ClockTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('human_time_diff', $this->relative(...), PHP_INT_MAX, 2);
        add_filter('wp_date', $this->date(...), PHP_INT_MAX, 3);
        add_filter('wp_feed_cache_transient_lifetime', $this->remote(...), PHP_INT_MAX);
        add_filter('oembed_ttl', $this->remote(...), PHP_INT_MAX);
    }

    /** "5 minutes ago" holds for a minute, "3 hours ago" for an hour. */
    private function relative(mixed $text = '', mixed $seconds = 0): mixed
    {
        $age = is_numeric($seconds) ? (int) $seconds : 0;
        $this->page->expire_at(time() + match (true) {
            $age < 60 => 1,
            $age < 3600 => 60,
            $age < 86_400 => 3600,
            default => 86_400,
        });

        return $text;
    }

    /** The time of now, or "today". */
    private function date(mixed $text = '', mixed $format = '', mixed $time = 0): mixed
    {
        $now = time();
        if (is_numeric($time) && abs((int) $time - $now) <= 2 && !$this->page->shows_post_of((int) $time)) {
            $showsTime = is_string($format) && preg_match('/(?<!\\\\)[BgGhHisuvcrU]/', $format) === 1;
            $midnight = (new \DateTimeImmutable('tomorrow', wp_timezone()))->getTimestamp();
            $this->page->expire_at($showsTime ? $now + 60 : $midnight);
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
