<?php

/**
 * Pages as files, one per key: pages/SITE/EPOCH/ab/REST-OF-KEY.page. No part of a name comes from a visitor, the epoch
 * cannot be guessed, and nothing there is executable. One that is not whole is none (PageWrite). The purge log
 * (PurgeLogFile) says which of them may still be served.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class DiskPageStore implements PageStore, PurgeWitness
{
    /** A log that nobody sweeps begins again at this size, with everything purged, before it makes hits slow. */
    private const MAX_LOG_BYTES = 1_048_576;

    /** How often, in seconds, a page that is asked for says so, by its mtime: DiskLimit deletes the others first. */
    private const USED_EVERY = 3600;

    private readonly PurgeLogFile $log;

    private readonly PageFolders $folders;

    private readonly DiskTokens $tokens;

    /** @param string $dir the cache folder of the installation */
    public function __construct(string $dir, string $site, private readonly Files $files)
    {
        $this->log = new PurgeLogFile("{$dir}/log/{$site}.php", $files);
        $this->folders = new PageFolders("{$dir}/pages/{$site}");
        $this->tokens = new DiskTokens($this->log, $this->folders);
    }

    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
    {
        $log = $this->log->open();
        if ($log === null) {
            return new Miss(Reason::Cold);
        }
        $path = $this->folders->path($log->head->epoch, hash('sha256', $canonical));
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return new Miss(Reason::Cold);
        }
        $page = PageFile::read($handle, $part);
        $readAt = fstat($handle)['mtime'] ?? $now;
        fclose($handle);
        if ($page instanceof Page && $page->canonical !== $canonical) {
            $page = Reason::Corrupt;
        }
        // Only now, after the page was read, is the end of the log looked at: a purge that has returned is in it.
        $found = $page instanceof Page ? self::judge($page, $log, $now) : new Miss($page);
        if ($found instanceof Page && $now - $readAt > self::USED_EVERY) {
            @touch($path, $now);
        }

        return $found;
    }

    public function token(int $now): Token
    {
        $token = $this->tokens->quick($now);
        if ($token !== null) {
            return $token;
        }
        $log = $this->settled($now);
        if (!$this->folders->has($log->head->epoch)) {
            throw UnableToReachStore::at('the pages folder', 'it cannot be made');
        }

        return new Token($log->head->epoch, $log->end());
    }

    public function save(Page $page, Token $token, int $now): void
    {
        $key = hash('sha256', $page->canonical);
        $path = $this->folders->path($token->epoch, $key);
        if (!$this->folders->has($token->epoch)) {
            throw UnableToSavePage::because(Reason::PurgedDuringFill, 'the cache was emptied');
        }
        $write = new PageWrite($this->files, $path, $this->folders->temporary($token, $key, $this->files->id(6)), PageFile::encode($page, $token));
        if (!$this->folders->make($token->epoch, $key) || !$write->prepare()) {
            throw UnableToSavePage::because(Reason::StoreError, 'the disk is full or read-only');
        }
        $log = $this->log->shared();
        $reason = $log === null ? Reason::PurgedDuringFill : self::refusal($page, $token, $log, $now);
        // Still under the lock: a sweep relies on it that no page from before its fence appears behind its back.
        if ($reason === null && !$write->finish()) {
            $reason = Reason::StoreError;
        }
        $log?->close();
        if ($reason !== null) {
            $write->drop();
            throw UnableToSavePage::because($reason, 'the token was taken too early, or the file cannot be put in place');
        }
    }

    public function suspect(array $tags, int $now): Suspicion
    {
        $id = $this->files->id(8);
        $log = $this->for_change($now);
        $log->append(LogLine::of(RecordKind::Suspect, $now, [$id], TagHash::all($tags)));
        $log->close();

        return new Suspicion($id);
    }

    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token
    {
        $ids = array_map(static fn(Suspicion $suspicion) => $suspicion->id, $settles);
        $log = $this->for_change($now, $ids);
        if ($log->end() - $log->head->base > self::MAX_LOG_BYTES) {
            $this->begin_epoch($this->files->id(16), $log);
            $log = $this->for_change($now, $ids);
        }
        $hashes = TagHash::all($tags);
        $end = $log->append($kind === PurgeKind::Hard
            ? LogLine::of(RecordKind::Purge, 0, $ids, $hashes)
            : LogLine::of(RecordKind::Purge, 0, $ids) . LogLine::of(RecordKind::Expire, $now, [], $hashes));
        $log->close();

        return new Token($log->head->epoch, $end);
    }

    public function sweep(int $now): void
    {
        $log = $this->settled($now);
        $fence = $log->append(LogLine::of(RecordKind::Fence));
        $history = $log->history($log->head->base);
        $epoch = $log->head->epoch;
        $log->close();

        $expiries = [];
        $isDead = static function (Page $page) use ($history, $now, &$expiries): bool {
            $position = $page->token->sequence ?? 0;
            $found = $history->judge($page, $position, $now);
            $isDead = $found instanceof Miss && $found->is_final($now);
            $expiry = $isDead ? null : $history->expiry(TagHash::set($page->tags), $position);
            if ($expiry !== null) {
                $expiries[$expiry->position()] = $expiry;
            }

            return $isDead;
        };
        if ((new DiskSweep($this->folders, $isDead))->run(new Token($epoch, $fence))) {
            $this->trim($epoch, $fence, $expiries);
        }
    }

    public function history(Token $since): ?PurgeHistory
    {
        $log = $this->log->open();
        $isKnown = $log !== null && $log->head->epoch === $since->epoch && $since->sequence >= $log->head->base && $since->sequence <= $log->end();

        return $isKnown ? $log->history($log->head->base) : null;
    }

    /**
     * Forgets records from before a fence; every page that is left has been checked against them. Suspicions that are
     * still open are said again behind the fence: that can only widen them. So are the soft purges of pages that may
     * still be shown, with the position that they had.
     *
     * @param array<int, LogRecord> $expiries by position
     */
    private function trim(string $epoch, int $fence, array $expiries): void
    {
        $log = $this->log->exclusive();
        if ($log->head->epoch === $epoch && $log->head->base < $fence) {
            $lines = $log->text($fence);
            foreach ($log->history($log->head->base)->open_until($fence) as $record) {
                $lines .= LogLine::of(RecordKind::Suspect, $record->time, $record->ids, $record->tags);
            }
            foreach ($expiries as $position => $record) {
                $lines .= LogLine::of(RecordKind::Expire, $record->time, [(string) $position], $record->tags);
            }
            $this->log->replace(new LogHead($epoch, $fence), $lines);
        }
        $log->close();
    }

    /**
     * The log under the exclusive lock, with suspicions whose process died turned into purges.
     *
     * @param list<string> $exceptIds about to be settled by the caller
     */
    private function settled(int $now, array $exceptIds = []): OpenLog
    {
        $log = $this->current();
        $lines = '';
        foreach ($log->history($log->head->base)->abandoned($now) as $record) {
            if (array_intersect($record->ids, $exceptIds) === []) {
                $lines .= LogLine::of(RecordKind::Purge, 0, $record->ids, $record->tags);
            }
        }
        if ($lines !== '') {
            $log->append($lines);
        }

        return $log;
    }

    /**
     * The log to write a change into. A change that cannot be written down must leave nothing old within reach.
     *
     * @param list<string> $settles
     *
     * @throws UnableToReachStore
     */
    private function for_change(int $now, array $settles = []): OpenLog
    {
        try {
            return $this->settled($now, $settles);
        } catch (UnableToReachStore $failure) {
            throw $this->log->abandon() ? $failure : $failure->of_lost_change();
        }
    }

    /**
     * The log under the exclusive lock. One without its folder of pages begins again, whoever notices first: a purge that
     * told the edge an epoch in which no page is ever stored would make every later page look old there.
     */
    private function current(): OpenLog
    {
        $log = $this->log->exclusive();
        $epoch = $this->files->id(16);
        if ($this->folders->has($log->head->epoch) || !$this->folders->make_epoch($epoch)) {
            return $log;
        }
        $this->begin_epoch($epoch, $log);

        return $this->log->exclusive();
    }

    /**
     * Puts everything out of reach at once: pages and tokens of another epoch count no more. Closes the log.
     *
     * @throws UnableToReachStore after emptying the log, so that nothing old is served all the same
     */
    private function begin_epoch(string $epoch, OpenLog $log): void
    {
        $lines = '';
        foreach ($log->history($log->head->base)->open_until(PHP_INT_MAX) as $record) {
            $lines .= LogLine::of(RecordKind::Suspect, $record->time, $record->ids, $record->tags);
        }
        try {
            $this->log->replace(new LogHead($epoch, 0), $lines);
        } catch (UnableToReachStore $failure) {
            $log->clear();
            throw $failure;
        } finally {
            $log->close();
        }
    }

    private static function refusal(Page $page, Token $token, OpenLog $log, int $now): ?Reason
    {
        return $log->head->epoch !== $token->epoch || $token->sequence < $log->head->base
            ? Reason::PurgedDuringFill
            : $log->history($log->head->base)->refusal(TagHash::set($page->tags), $token->sequence, $now);
    }

    private static function judge(Page $page, OpenLog $log, int $now): Page|Miss
    {
        $token = $page->token;
        $end = $log->end();
        if ($token === null || $token->epoch !== $log->head->epoch || $token->sequence > $end) {
            return new Miss(Reason::Corrupt, $page);
        }
        if ($token->sequence < $end) {
            return $log->history(max($token->sequence, $log->head->base))->judge($page, $token->sequence, $now);
        }

        return $page->is_expired($now) ? new Miss(Reason::Expired, $page) : $page;
    }
}
