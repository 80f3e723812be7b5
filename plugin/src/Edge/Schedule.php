<?php

/** When WordPress' cron goes on with the edge: every five minutes as long as there is a line to it, sooner where something waits. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\EveryFiveMinutes;

final class Schedule
{
    public const EVENT = 'dynamic_cache_edge_sync';

    /** An argument of its own: core takes a single event for a repetition of the regular one. */
    private const ONCE_MORE = ['retry'];

    /** Seconds until cron tries what could not be done at once. */
    private const SOONEST = 5;

    /** Seconds until it asks a Worker again that did not answer. */
    private const LATER = 60;

    /** The regular event is there when it is needed, and only then. */
    public function keep(bool $isNeeded): void
    {
        if ($isNeeded && wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_event(time() + self::LATER, EveryFiveMinutes::NAME, self::EVENT);
        } elseif (!$isNeeded) {
            wp_unschedule_hook(self::EVENT);
        }
    }

    /** One more event for messages that wait. */
    public function once_more(int $at): void
    {
        wp_schedule_single_event(max($at, time() + self::SOONEST), self::EVENT, self::ONCE_MORE);
    }

    /** A registration is over in seconds; the regular event would fetch its key in minutes. */
    public function ask_for(Credentials $credentials): void
    {
        if ($credentials->state() === ConnectionState::Verifying) {
            $this->once_more(time() + ($credentials->error === '' ? self::SOONEST : self::LATER));
        }
    }
}
