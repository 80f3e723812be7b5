<?php

/**
 * The store of tests: the same promises as the others, in one process. Not part of the engine file; nothing that it
 * holds outlives a request.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class MemoryPageStore implements PageStore, PurgeWitness
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

        return $this->said()->judge($page->stored($page->token, $page->body->only($part)), $page->token->sequence, $now);
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
            : $this->said()->refusal(TagHash::set($page->tags), $token->sequence, $now);
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

    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token
    {
        $ids = array_map(static fn(Suspicion $suspicion) => $suspicion->id, $settles);
        $this->settle_abandoned($now, $ids);
        $this->append(RecordKind::Purge, 0, $ids, $kind === PurgeKind::Hard ? TagHash::all($tags) : []);
        if ($kind === PurgeKind::Soft) {
            $this->append(RecordKind::Expire, $now, [], TagHash::all($tags));
        }

        return new Token($this->epoch, $this->sequence);
    }

    public function sweep(int $now): void
    {
        $this->settle_abandoned($now);
        $expiries = [];
        foreach ($this->pages as $canonical => $page) {
            $found = $this->find($canonical, $now, Part::Head);
            $expiry = $this->said()->expiry(TagHash::set($page->tags), $page->token->sequence ?? 0);
            if ($found instanceof Miss && $found->is_final($now)) {
                unset($this->pages[$canonical]);
            } elseif ($expiry !== null) {
                $expiries[$expiry->position()] = $expiry;
            }
        }
        $open = $this->said()->open_until(PHP_INT_MAX);
        $this->append(RecordKind::Fence);
        $this->base = $this->sequence;
        $this->records = [];
        foreach ($open as $record) {
            $this->append($record->kind, $record->time, $record->ids, $record->tags);
        }
        foreach ($expiries as $position => $record) {
            $this->append($record->kind, $record->time, [(string) $position], $record->tags);
        }
    }

    public function history(Token $since): ?PurgeHistory
    {
        $isKnown = $since->epoch === $this->epoch && $since->sequence >= $this->base && $since->sequence <= $this->sequence;

        return $isKnown ? $this->said() : null;
    }

    /** @param list<string> $exceptIds */
    private function settle_abandoned(int $now, array $exceptIds = []): void
    {
        foreach ($this->said()->abandoned($now) as $record) {
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

    private function said(): PurgeHistory
    {
        return new PurgeHistory($this->records);
    }
}
