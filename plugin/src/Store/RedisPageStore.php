<?php

/**
 * Pages in Redis, for sites with several web servers, or without a fast disk. Everything that decides whether a page may
 * be served lies in the purge log of the site (RedisLog), in the same Redis: a hit reads the page and the end of that log
 * in one round trip. Redis keeps nothing for certain, so nothing is believed for being there:
 *
 * - emptied, evicted: without a log nothing is served, and the next fill begins a new epoch;
 * - restarted from a snapshot, failed over: the epoch names another process (RedisLogView);
 * - not to be reached by a purge: the purge is owed (OwedPurge), and until it is paid nothing is served here.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class RedisPageStore implements PageStore, PurgeWitness
{
    /** A log that nobody sweeps begins again at this size, with everything purged, before it makes fills slow. */
    private const MAX_LOG_BYTES = 1_048_576;

    /** The log grew between look and write; more often than this is no race. */
    private const TRIES = 20;

    private readonly RedisLog $log;

    private readonly RedisPages $pages;

    /** @param \Closure(int<1, max>): string $random that many random bytes */
    public function __construct(
        RedisClient $client,
        RedisKeys $keys,
        private readonly OwedPurge $owed,
        private readonly \Closure $random,
    ) {
        $this->log = new RedisLog($client, $keys->log(), $owed, $random);
        $this->pages = new RedisPages($client, $keys);
    }

    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
    {
        try {
            if ($this->owed->count() > 0) {
                $this->log->current();

                return new Miss(Reason::Cold);
            }
            [$entry, $view] = $this->pages->read($canonical, $part);
            if ($entry === Reason::Corrupt || $entry === Reason::Schema) {
                $this->pages->delete($canonical);
            }
            // Of another epoch: as good as not there.
            $isKnown = $view !== null && $entry instanceof RedisPage && $entry->page->token?->epoch === $view->epoch;

            return $isKnown ? $this->judge($entry, $view, $now) : new Miss($entry instanceof Reason ? $entry : Reason::Cold);
        } catch (UnableToAskRedis) {
            return new Miss(Reason::Cold);
        }
    }

    public function token(int $now): Token
    {
        try {
            [$view, $end] = $this->settled($now);
        } catch (UnableToAskRedis $failure) {
            throw self::unreachable($failure);
        }

        return new Token($view->epoch, $end);
    }

    public function save(Page $page, Token $token, int $now): void
    {
        try {
            $this->write($page, $token, $now);
        } catch (UnableToAskRedis $failure) {
            throw UnableToSavePage::because(Reason::StoreError, $failure->getMessage());
        }
    }

    public function suspect(array $tags, int $now): Suspicion
    {
        $id = bin2hex(($this->random)(8));
        $this->say($now, [], [LogLine::of(RecordKind::Suspect, $now, [$id], TagHash::all($tags))]);

        return new Suspicion($id);
    }

    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token
    {
        $ids = array_map(static fn(Suspicion $suspicion) => $suspicion->id, $settles);
        $hashes = TagHash::all($tags);

        return $kind === PurgeKind::Hard
            ? $this->say($now, $ids, [LogLine::of(RecordKind::Purge, 0, $ids, $hashes)])
            : $this->say($now, $ids, [LogLine::of(RecordKind::Purge, 0, $ids), LogLine::of(RecordKind::Expire, $now, [], $hashes)]);
    }

    public function sweep(int $now): void
    {
        try {
            (new RedisSweep($this->log, $this->pages))->run($this->settled($now)[0]->epoch, $now);
        } catch (UnableToAskRedis $failure) {
            throw self::unreachable($failure);
        }
    }

    public function history(Token $since): ?PurgeHistory
    {
        try {
            $view = $this->owed->count() > 0 ? null : $this->log->witnessed();
        } catch (UnableToAskRedis) {
            return null;
        }

        return $view !== null && $view->epoch === $since->epoch && $since->sequence >= $view->base() && $since->sequence <= $view->end()
            ? $view->history()
            : null;
    }

    /**
     * @throws UnableToSavePage
     * @throws UnableToAskRedis
     */
    private function write(Page $page, Token $token, int $now): void
    {
        $life = max(1, max($page->expiresAt, $page->staleUntil) - $now);
        for ($try = 0; $try < self::TRIES; $try++) {
            $view = $this->owed->count() > 0 ? null : $this->log->read();
            $reason = $view === null ? Reason::PurgedDuringFill : self::refusal($page, $token, $view, $now);
            if ($view === null || $reason !== null) {
                throw UnableToSavePage::because($reason ?? Reason::PurgedDuringFill, 'the token was taken too early');
            }
            if ($this->pages->write($page, $token, $view, $life)) {
                return;
            }
        }
        throw UnableToAskRedis::because('others change the purge log all the time');
    }

    /**
     * Writes a change into the log. One that Redis does not take is owed.
     *
     * @param list<string> $settles
     * @param non-empty-list<string> $lines
     *
     * @throws UnableToReachStore
     */
    private function say(int $now, array $settles, array $lines): Token
    {
        try {
            for ($try = 0; $try < self::TRIES; $try++) {
                $view = $this->log->current();
                if ($view->bytes > self::MAX_LOG_BYTES) {
                    $this->log->begin_again($view);
                    $view = $this->log->current();
                }
                $end = $this->log->append($view, [...self::buried($view, $now, $settles), ...$lines]);
                if ($end !== null) {
                    return new Token($view->epoch, $end);
                }
            }
            throw UnableToAskRedis::because('others change the purge log all the time');
        } catch (UnableToAskRedis $failure) {
            throw $this->owed->add()
                ? self::unreachable($failure)
                : self::unreachable($failure, ', and that could not be noted either')->of_lost_change();
        }
    }

    /**
     * The log, with suspicions whose process died turned into purges, and the position behind them.
     *
     * @return array{RedisLogView, int}
     *
     * @throws UnableToAskRedis
     */
    private function settled(int $now): array
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $view = $this->log->current();
            $lines = self::buried($view, $now, []);
            $end = $lines === [] ? $view->end() : $this->log->append($view, $lines);
            if ($end !== null) {
                return [$view, $end];
            }
        }
        throw UnableToAskRedis::because('others change the purge log all the time');
    }

    /**
     * @param list<string> $exceptIds about to be settled by the caller
     *
     * @return list<string>
     */
    private static function buried(RedisLogView $view, int $now, array $exceptIds): array
    {
        $lines = [];
        foreach ($view->history()->abandoned($now) as $record) {
            if (array_intersect($record->ids, $exceptIds) === []) {
                $lines[] = LogLine::of(RecordKind::Purge, 0, $record->ids, $record->tags);
            }
        }

        return $lines;
    }

    private static function refusal(Page $page, Token $token, RedisLogView $view, int $now): ?Reason
    {
        return $view->epoch !== $token->epoch || $token->sequence < $view->base()
            ? Reason::PurgedDuringFill
            : $view->history()->refusal(TagHash::set($page->tags), $token->sequence, $now);
    }

    /** @throws UnableToAskRedis */
    private function judge(RedisPage $entry, RedisLogView $view, int $now): Page|Miss
    {
        $page = $entry->page;
        $position = $page->token->sequence ?? PHP_INT_MAX;
        if (max($entry->sequence, $position) > $view->end()) {
            return new Miss(Reason::Corrupt, $page);
        }
        $all = $view->covers($entry->sequence) ? $view : $this->log->read();
        if ($all === null || $all->epoch !== $view->epoch || !$all->covers($entry->sequence)) {
            return new Miss($all === null || $all->epoch !== $view->epoch ? Reason::Cold : Reason::Purged, $page);
        }
        $found = $all->history($entry->sequence)->judge($page, $position, $now);
        if ($all !== $view && $found instanceof Page) {
            // Nothing in there is about it, no soft purge either: that would have ended its time.
            $this->pages->stamp($entry, $all->end());
        }

        return $found;
    }

    private static function unreachable(UnableToAskRedis $failure, string $and = ''): UnableToReachStore
    {
        return UnableToReachStore::at('Redis', $failure->getMessage() . $and);
    }
}
