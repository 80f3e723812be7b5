<?php

/**
 * Deletes the pages of a site that can never be served again, then makes its purge log forget why. Whatever must be
 * remembered (open suspicions, soft purges of pages that may still be shown) is said again before the first page is
 * looked at, so that a page which was looked at needs nothing from before. Cut off anywhere, it forgets nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisSweep
{
    private const TRIES = 20;

    public function __construct(private readonly RedisLog $log, private readonly RedisPages $pages) {}

    /** @throws UnableToAskRedis */
    public function run(string $epoch, int $now): void
    {
        [$view, $upto, $expiries] = $this->fence($epoch);
        $history = $view->history();
        $isDead = function (RedisPage $entry) use ($view, $history, $now, $upto, &$expiries): bool {
            $page = $entry->page;
            $position = $page->token->sequence ?? 0;
            $found = $history->judge($page, $position, $now);
            $isUnknown = $page->token?->epoch !== $view->epoch || $entry->sequence < $view->base();
            if ($isUnknown || ($found instanceof Miss && $found->is_final($now))) {
                return true;
            }
            $expiry = $history->expiry(TagHash::set($page->tags), $position);
            if ($expiry !== null) {
                unset($expiries[$expiry->position()]);
            }
            if ($entry->sequence < $upto) {
                $this->pages->stamp($entry, $upto);
            }

            return false;
        };
        $this->pages->sweep($isDead);
        $this->log->trim($epoch, $upto, array_values($expiries));
    }

    /**
     * From here on no page is stored whose fill began before.
     *
     * @return array{RedisLogView, int, array<int, string>} the log before it, up to where that may be forgotten, and
     *     the soft purges that were said again, as they lie there, by their position
     *
     * @throws UnableToAskRedis
     */
    private function fence(string $epoch): array
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $view = $this->log->current();
            $history = $view->history();
            $expiries = [];
            foreach ($view->records() as $record) {
                if ($record->kind === RecordKind::Expire) {
                    $expiries[$record->position()] = LogLine::of(RecordKind::Expire, $record->time, [(string) $record->position()], $record->tags);
                }
            }
            $suspects = array_map(
                static fn(LogRecord $record): string => LogLine::of(RecordKind::Suspect, $record->time, $record->ids, $record->tags),
                $history->open_until(PHP_INT_MAX),
            );
            // The fence is the last of them: the end of the log is never taken away again.
            $lines = [...array_values($expiries), ...$suspects, LogLine::of(RecordKind::Fence)];
            if ($view->epoch === $epoch && $this->log->append($view, $lines, true) !== null) {
                $texts = [];
                foreach (array_keys($expiries) as $i => $position) {
                    $texts[$position] = RedisLogView::text($epoch, $view->end() + 1 + $i, rtrim($expiries[$position]));
                }

                return [$view, $view->end(), $texts];
            }
        }
        throw UnableToAskRedis::because('others change the purge log all the time');
    }
}
