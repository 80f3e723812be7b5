<?php

/**
 * Ends the life of a page with a list when the next scheduled post of that type is due. The purge that follows a
 * publication needs WordPress' cron, which needs a request that reaches WordPress: on a site whose visitors all get
 * stored pages, that request is the one that finds this page at its end.
 */

declare(strict_types=1);

namespace DynamicCache\Clock;

use DynamicCache\Engine\Fill;
use DynamicCache\Feature;

final class PublicationTime implements Feature
{
    /** Seconds that a page with a list lives while a post is overdue. */
    private const WHILE_OVERDUE = 60;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(private readonly \Closure $now) {}

    public function boot(): void
    {
        add_action('plugins_loaded', $this->begin(...), PHP_INT_MAX, 0);
    }

    public function begin(): void
    {
        $fill = Fill::current();
        if ($fill !== null) {
            // Behind RenderObserver, which knows the lists at the end only.
            add_action('shutdown', fn() => $this->end_in_time($fill), -9, 0);
        }
    }

    private function end_in_time(Fill $fill): void
    {
        $this->end_for($fill, $fill->tags(...));
        foreach (array_keys($fill->others()) as $site) {
            switch_to_blog((int) $site);
            $start = "{$site}:";
            $this->end_for($fill, static fn(): array => self::of_site($fill->tags(), $start));
            restore_current_blog();
        }
    }

    /**
     * @param list<string> $tags
     *
     * @return list<string> those of one site, as it names them itself
     */
    private static function of_site(array $tags, string $start): array
    {
        $there = array_filter($tags, static fn(string $tag): bool => str_starts_with($tag, $start));

        return array_values(array_map(static fn(string $tag): string => substr($tag, strlen($start)), $there));
    }

    /** @param \Closure(): list<string> $tags of the current site, as it names them itself; asked for where anything is due */
    private function end_for(Fill $fill, \Closure $tags): void
    {
        $now = ($this->now)();
        foreach (Scheduled::next() as $type => $due) {
            if (self::shows_list($tags(), $type)) {
                $fill->expire_at(max($due, $now + self::WHILE_OVERDUE));
            }
        }
    }

    /** @param list<string> $tags */
    private static function shows_list(array $tags, string $type): bool
    {
        $pattern = '/^(?:list|archives):(?:' . preg_quote($type, '/') . '|any)(?![A-Za-z0-9_-])|^adjacent:/';

        return preg_grep($pattern, $tags) !== [];
    }
}
