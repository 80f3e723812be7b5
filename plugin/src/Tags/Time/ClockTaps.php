<?php

/** What the clock alone changes: no hook fires, so the page's life ends in time. */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

use DynamicCache\Tags\Page\PageTags;

final class ClockTaps
{
    /** @var array<string, array{string, string, int}> spans in the words of plugins: translated, the domain of their texts, seconds of the unit */
    private array $spans = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('human_time_diff', $this->relative(...), PHP_INT_MAX, 4);
        add_filter('wp_date', $this->date(...), PHP_INT_MAX, 3);
        add_filter('wp_feed_cache_transient_lifetime', $this->remote(...), PHP_INT_MAX);
        add_filter('oembed_ttl', $this->remote(...), PHP_INT_MAX);
        add_filter('ngettext', $this->spoken(...), PHP_INT_MAX, 5);
        add_filter('ngettext_with_context', fn(mixed $text = '', mixed $one = '', mixed $many = '', mixed $number = 0, mixed $context = '', mixed $domain = ''): mixed => $this->spoken($text, $one, $many, $number, $domain), PHP_INT_MAX, 6);
    }

    /** What the visitor gets: whether a span that a plugin has words for is said there to have passed. */
    public function show(string $output): void
    {
        foreach ($this->spans as [$span, $domain, $unit]) {
            // phpcs:ignore WordPress.WP.I18n -- a text of the plugin's own, as its translation has it.
            $pattern = SpokenTime::pattern($span, translate('%s ago', $domain));
            if ($pattern !== null && preg_match($pattern, $output) !== 0) {
                $this->page->expire_at(time() + $unit);
            }
        }
    }

    /** When the number was reached is not known: the words are one behind at most. Those of core's human_time_diff() are exact. */
    private function spoken(mixed $text = '', mixed $one = '', mixed $many = '', mixed $number = 0, mixed $domain = ''): mixed
    {
        $english = is_string($one) ? $one : '';
        $since = SpokenTime::unit_since($english);
        if ($since !== null) {
            $this->page->expire_at(time() + $since);
        } elseif (is_string($text) && is_string($domain) && $domain !== 'default') {
            $unit = SpokenTime::unit_alone($english);
            if ($unit !== null) {
                $this->spans["{$domain} {$text}"] = [$text, $domain, $unit];
            }
        }

        return $text;
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
