<?php

/**
 * Asks other plugins about the page that is being rendered for the cache, when all of it is printed and nothing is
 * decided yet, and tells them what was stored. In every other request it does nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Hooks;

use DynamicCache\AfterAnswer;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Feature;
use DynamicCache\Index\PageAddress;

final class PageHooks implements Feature
{
    /** @param \Closure(): int $now Unix seconds */
    public function __construct(private readonly \Closure $now) {}

    public function boot(): void
    {
        // A dry run of the look at a page begins there; the recorder has begun before.
        add_action('plugins_loaded', $this->begin(...), PHP_INT_MAX, 0);
    }

    public function begin(): void
    {
        $fill = Fill::current();
        if ($fill === null) {
            return;
        }
        // Behind RenderObserver, before the purge queue flushes and core ends the output.
        add_action('shutdown', fn() => $this->ask($fill), -9, 0);
        AfterAnswer::run(static fn() => self::tell($fill));
    }

    private function ask(Fill $fill): void
    {
        /**
         * Whether the page may be stored. Ours are the tests that refuse; a filter can only add to them.
         *
         * @param bool $mayBeStored
         */
        $mayBeStored = apply_filters('dynamic_cache_store_page', true);
        if (!is_bool($mayBeStored)) {
            Given::refuse('dynamic_cache_store_page', 'The answer is true or false.');
        } elseif (!$mayBeStored) {
            $fill->refuse(Reason::DoNotCache);
        }
        $this->ask_for_lifetime($fill);
        if (has_filter('dynamic_cache_page_tags')) {
            self::ask_for_tags($fill);
        }
    }

    private static function ask_for_tags(Fill $fill): void
    {
        /**
         * Lets plugins say what else the page depends on.
         *
         * @param list<string> $tags
         */
        $fill->tag(...Given::tags('dynamic_cache_page_tags', apply_filters('dynamic_cache_page_tags', $fill->tags())));
    }

    private function ask_for_lifetime(Fill $fill): void
    {
        $now = ($this->now)();
        $end = $fill->expires_at();
        $known = $end === null ? null : max(0, $end - $now);
        /**
         * How many seconds the page is right at most; it never lives longer than it would without the filter.
         *
         * @param int|null $seconds null = nothing on the page changes with time
         */
        $seconds = apply_filters('dynamic_cache_page_lifetime', $known);
        if ($seconds === $known) {
            return;
        }
        if (!is_int($seconds) || $seconds < 1) {
            Given::refuse('dynamic_cache_page_lifetime', 'The answer is a number of seconds, 1 or more, or what was given.');
        } else {
            $fill->expire_at($now + $seconds);
        }
    }

    private static function tell(Fill $fill): void
    {
        $outcome = $fill->outcome();
        $page = $outcome?->page;
        $address = $outcome === null ? null : PageAddress::of_canonical($outcome->canonical);
        if ($page !== null && $address !== null) {
            /**
             * A page was stored; the visitor has it already, or gets it in this moment.
             *
             * @param string $url
             * @param list<string> $tags
             * @param int $expiresAt Unix seconds
             */
            do_action('dynamic_cache_stored', $address->url(), $page->tags, $page->expiresAt);
        }
    }
}
