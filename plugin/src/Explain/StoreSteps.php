<?php

/** The second half of the decision: what lies under the key, and whether it may still be shown, in words. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Page;

final class StoreSteps
{
    /**
     * @param Reason $reason `fresh` for a page that is shown, else why none is
     *
     * @return list<Step>
     */
    public static function of(Reason $reason, ?Page $page, int $now): array
    {
        if ($page === null) {
            return [new Step('store', self::stopped($reason, $now, $now), true)];
        }
        $steps = [];
        foreach (['store', 'time', 'purge-log', 'revision', 'answer'] as $name) {
            if (self::decides($name, $reason)) {
                $isOver = $reason === Reason::Expired && $page->storedAt <= $now;

                return [...$steps, new Step($name, self::stopped($reason, $page->storedAt, $now), true, $isOver ? 'ttl.page' : ($reason === Reason::Grace ? 'ttl.grace' : null))];
            }
            $steps[] = new Step($name, self::passed($name, $page, $now));
        }

        return $steps;
    }

    private static function decides(string $step, Reason $reason): bool
    {
        return $step === match ($reason) {
            Reason::Expired => 'time',
            Reason::Purged, Reason::Suspect => 'purge-log',
            Reason::Revision => 'revision',
            Reason::Fresh, Reason::Grace => 'answer',
            default => 'store',
        };
    }

    private static function passed(string $step, Page $page, int $now): string
    {
        return match ($step) {
            'store' => sprintf(
                /* translators: 1: a span of time, 2: a size, 3: a number */
                _n('A page is stored: %1$s old, %2$s, with %3$s tag.', 'A page is stored: %1$s old, %2$s, with %3$s tags.', count($page->tags), 'ai-wp-dynamic-cache'),
                human_time_diff($page->storedAt, $now),
                (string) size_format($page->body->identityLength),
                number_format_i18n(count($page->tags)),
            ),
            'time' => $page->is_expired($now) ? sprintf(
                /* translators: 1: a span of time, 2: a span of time */
                __('Its time has been over for %1$s; it may be shown for another %2$s while it is rendered anew.', 'ai-wp-dynamic-cache'),
                human_time_diff($page->expiresAt, $now),
                human_time_diff($now, $page->staleUntil),
                /* translators: %s: a span of time */
            ) : sprintf(__('Its time is not over for another %s.', 'ai-wp-dynamic-cache'), human_time_diff($now, $page->expiresAt)),
            'purge-log' => __('Nothing that it shows was changed or purged since.', 'ai-wp-dynamic-cache'),
            default => __('It was made under the settings of today.', 'ai-wp-dynamic-cache'),
        };
    }

    private static function stopped(Reason $reason, int $storedAt, int $now): string
    {
        return match ($reason) {
            /* translators: %s: a span of time */
            Reason::Fresh => sprintf(__('Visitors get a stored page, %s old.', 'ai-wp-dynamic-cache'), human_time_diff($storedAt, $now)),
            /* translators: %s: a span of time */
            Reason::Grace => sprintf(__('Visitors get a stored page whose time is over, %s old, while it is rendered anew in the background.', 'ai-wp-dynamic-cache'), human_time_diff($storedAt, $now)),
            Reason::Cold => __('Nothing is stored under this address. The next visitor gets a page that WordPress renders, and it is stored if it may be.', 'ai-wp-dynamic-cache'),
            Reason::Expired => $storedAt > $now
                ? __('The stored page is from the future: the clock of this server was set back. It is rendered anew for the next visitor.', 'ai-wp-dynamic-cache')
                : __('The time of the stored page is over. It is rendered anew for the next visitor.', 'ai-wp-dynamic-cache'),
            /* translators: %s: a span of time */
            Reason::Purged => sprintf(__('Something that the page shows was changed or purged since it was stored %s ago. It is rendered anew for the next visitor.', 'ai-wp-dynamic-cache'), human_time_diff($storedAt, $now)),
            Reason::Suspect => __('Something that the page shows is being changed at this moment. Until that is done every visitor gets it rendered anew.', 'ai-wp-dynamic-cache'),
            Reason::Revision => __('The page was stored under other settings. It is rendered anew for the next visitor.', 'ai-wp-dynamic-cache'),
            Reason::Schema => __('The page was stored by another version of the plugin. It is rendered anew for the next visitor.', 'ai-wp-dynamic-cache'),
            Reason::Corrupt => __('The stored page is damaged and is not used. It is rendered anew for the next visitor.', 'ai-wp-dynamic-cache'),
            default => __('The store cannot be reached, so that WordPress renders every page.', 'ai-wp-dynamic-cache'),
        };
    }
}
