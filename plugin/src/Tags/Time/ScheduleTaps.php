<?php

/** Scheduled work: when something runs next, where a page says so. Most code asks only whether it has to schedule itself. */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class ScheduleTaps
{
    public const OPTION = 'cron';

    /** Functions of core that tell of one kind of work. */
    private const OF_HOOK = ['wp_next_scheduled' => true, 'wp_get_scheduled_event' => true, 'wp_get_schedule' => true];

    /** The same of all there is. */
    private const OF_ALL = ['get_option' => true, 'get_options' => true, '_get_cron_array' => true, 'wp_get_ready_cron_jobs' => true];

    /** In these nothing is printed yet, or any more. */
    private const SILENT = ['init', 'wp_loaded', 'parse_request', 'wp', 'shutdown'];

    /** Where core asks others for its schedule, or for a place in it. */
    private const ONE = 'pre_get_scheduled_event';

    private const ALL = 'pre_option_' . self::OPTION;

    private const KEPT = 'pre_schedule_event';

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter(self::ONE, $this->event(...), PHP_INT_MAX, 2);
        add_filter(self::ALL, $this->all(...), PHP_INT_MAX);
    }

    /** Whether another plugin may keep the schedule, so that core's option does not tell what is due. */
    public static function has_other_keeper(): bool
    {
        global $wp_filter;
        foreach ([self::KEPT, self::ALL, self::ONE] as $name) {
            $hook = is_array($wp_filter) ? ($wp_filter[$name] ?? null) : null;
            foreach ($hook instanceof \WP_Hook ? $hook->callbacks : [] as $callbacks) {
                foreach ($callbacks as ['function' => $listener]) {
                    if (!$listener instanceof \Closure || !(new \ReflectionFunction($listener))->getClosureThis() instanceof self) {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /** Of one kind of work, by its hook. */
    public static function tag(string $hook): string
    {
        return Tag::facet(Tag::option(self::OPTION), Tag::name($hook));
    }

    private function event(mixed $event = null, mixed $hook = ''): mixed
    {
        if (is_string($hook) && self::may_print() && Caller::leaves_by(self::OF_HOOK) !== '') {
            $this->page->rare(RareFacet::option(self::OPTION), self::tag($hook));
        }

        return $event;
    }

    private function all(mixed $value = false): mixed
    {
        if (self::may_print() && Caller::leaves_by(self::OF_ALL) !== '') {
            $this->page->rare(RareFacet::option(self::OPTION), Tag::option(self::OPTION));
        }

        return $value;
    }

    private static function may_print(): bool
    {
        return did_action('wp_loaded') > 0 && array_filter(self::SILENT, doing_action(...)) === [];
    }
}
