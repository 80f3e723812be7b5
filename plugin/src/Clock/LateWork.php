<?php

/**
 * What WordPress' cron should have done and has not, because DISABLE_WP_CRON is set and nothing calls wp-cron.php:
 * posts whose time is over are published, and the cache's own events run. In requests that work anyway (a page rendered
 * for the cache, a screen of wp-admin), behind the answer, and only what is far too late: a cron that runs is quicker.
 */

declare(strict_types=1);

namespace DynamicCache\Clock;

use DynamicCache\Database;
use DynamicCache\Engine\Fill;
use DynamicCache\Feature;

final class LateWork implements Feature
{
    /** Seconds after which nobody else will publish a post. */
    private const POST = 600;

    /** Seconds after which nobody else will run an event of ours. */
    private const EVENT = 3600;

    private const MAX_POSTS = 20;

    /** Option: Unix seconds of the last look for such posts. */
    private const LOOKED = 'dynamic_cache_late_look';

    /**
     * @param list<non-empty-string> $events ours, by their hooks
     * @param \Closure(): int $now Unix seconds
     */
    public function __construct(private readonly array $events, private readonly \Closure $now) {}

    public function boot(): void
    {
        add_action('init', $this->begin(...), PHP_INT_MAX, 0);
    }

    public function begin(): void
    {
        $isAtWork = Fill::current() !== null || (is_admin() && !wp_doing_ajax());
        if ($isAtWork && !wp_doing_cron() && !wp_installing()) {
            // Behind the flush of the output, before the last flush of the purge queue.
            add_action('shutdown', $this->catch_up(...), PHP_INT_MAX - 1, 0);
        }
    }

    public function catch_up(): void
    {
        $now = ($this->now)();
        $posts = self::is_time_to_look($now) ? Scheduled::overdue($now - self::POST, self::MAX_POSTS) : [];
        $events = array_filter($this->events, static fn(string $event): bool => self::is_late($event, $now));
        if ($posts === [] && $events === []) {
            return;
        }
        if (function_exists('fastcgi_finish_request')) {
            fastcgi_finish_request();
        }
        array_map(check_and_publish_future_post(...), $posts);
        foreach ($events as $event) {
            self::run($event, $now);
        }
    }

    /** Looking for posts asks the database, and one request in ten minutes is enough for that. */
    private static function is_time_to_look(int $now): bool
    {
        $last = get_option(self::LOOKED);
        if (is_numeric($last) && (int) $last <= $now && $now - (int) $last < self::POST) {
            return false;
        }
        update_option(self::LOOKED, (string) $now, true);

        return true;
    }

    private static function is_late(string $event, int $now): bool
    {
        $due = wp_next_scheduled($event);

        return $due !== false && $due <= $now - self::EVENT;
    }

    /** @param non-empty-string $event */
    private static function run(string $event, int $now): void
    {
        $due = wp_next_scheduled($event);
        $schedule = wp_get_schedule($event);
        if ($due === false || $schedule === false || !self::claim($event, $due)) {
            return;
        }
        wp_unschedule_event($due, $event);
        wp_schedule_event($now + 300, $schedule, $event);
        do_action($event);
    }

    /** True for one of the requests that find the same event late. */
    private static function claim(string $event, int $due): bool
    {
        $database = Database::connection();
        $name = "dynamic_cache_late_{$event}";
        $database->query((string) $database->prepare("INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, '0', 'off')", $database->options, $name));

        return $database->query((string) $database->prepare('UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value <> %s', $database->options, (string) $due, $name, (string) $due)) === 1;
    }
}
