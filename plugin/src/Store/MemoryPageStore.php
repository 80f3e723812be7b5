<?php

/**
 * The store of tests: the same promises as the others, in one process. Not part of the engine file; nothing that it
 * holds outlives a request.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class MemoryPageStore implements PageStore
{
    /** @var array<string, Page> by canonical string */
    private array $pages = [];

    /** @var list<LogRecord> */
    private array $records = [];

    private int $sequence = 0;

    private int $base = 0;

    /** @param string $epoch 32 hex digits */
    public function __construct(private readonly string $epoch) {}

    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
    {
        $page = $this->pages[$canonical] ?? null;
        if ($page === null || $page->token === null) {
            return new Miss(Reason::Cold);
        }
        $reason = $page->is_expired($now)
            ? Reason::Expired
            : $this->history()->verdict(TagHash::set($page->tags), max($page->token->sequence, $this->base), $now);

        $found = $page->stored($page->token, $page->body->only($part));

        return $reason === null ? $found : new Miss($reason, $found);
    }

    public function token(int $now): Token
    {
        $this->settle_abandoned($now);

        return new Token($this->epoch, $this->sequence);
    }

    public function save(Page $page, Token $token, int $now): void
    {
        $reason = $token->epoch !== $this->epoch || $token->sequence < $this->base
            ? Reason::PurgedDuringFill
            : $this->history()->refusal(TagHash::set($page->tags), $token->sequence, $now);
        if ($reason !== null) {
            throw UnableToSavePage::because($reason, 'the token was taken too early');
        }
        $this->pages[$page->canonical] = $page->stored($token, $page->body);
    }

    public function suspect(array $tags, int $now): Suspicion
    {
        $this->settle_abandoned($now);
        $id = sprintf('%016x', $this->sequence);
        $this->append(RecordKind::Suspect, $now, [$id], TagHash::all($tags));

        return new Suspicion($id);
    }

    public function purge(array $tags, array $settles, int $now): Token
    {
        $ids = array_map(static fn(Suspicion $suspicion) => $suspicion->id, $settles);
        $this->settle_abandoned($now, $ids);
        $this->append(RecordKind::Purge, 0, $ids, TagHash::all($tags));

        return new Token($this->epoch, $this->sequence);
    }

    public function sweep(int $now): void
    {
        $this->settle_abandoned($now);
        foreach ($this->pages as $canonical => $page) {
            $found = $this->find($canonical, $now, Part::Head);
            if ($found instanceof Miss && $found->reason !== Reason::Suspect) {
                unset($this->pages[$canonical]);
            }
        }
        $open = $this->history()->open_until(PHP_INT_MAX);
        $this->append(RecordKind::Fence);
        $this->base = $this->sequence;
        $this->records = [];
        foreach ($open as $record) {
            $this->append($record->kind, $record->time, $record->ids, $record->tags);
        }
    }

    /** @param list<string> $exceptIds */
    private function settle_abandoned(int $now, array $exceptIds = []): void
    {
        foreach ($this->history()->abandoned($now) as $record) {
            if (array_intersect($record->ids, $exceptIds) === []) {
                $this->append(RecordKind::Purge, 0, $record->ids, $record->tags);
            }
        }
    }

    /**
     * @param list<string> $ids
     * @param list<string> $tags hashes
     */
    private function append(RecordKind $kind, int $time = 0, array $ids = [], array $tags = []): void
    {
        $this->records[] = new LogRecord($kind, ++$this->sequence, $time, $ids, $tags);
    }

    private function history(): PurgeHistory
    {
        return new PurgeHistory($this->records);
    }
}
