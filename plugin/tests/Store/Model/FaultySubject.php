<?php

/** The in-memory store with one mistake in it. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Lease;
use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\Leases;
use DynamicCache\Store\MemoryLeases;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Tests\Store\WipeableMemoryStore;

final class FaultySubject implements Subject, PageStore, Leases
{
    private readonly WipeableMemoryStore $store;

    private readonly MemoryLeases $leases;

    public function __construct(private readonly StoreFault $fault)
    {
        $this->store = new WipeableMemoryStore();
        $this->leases = new MemoryLeases();
    }

    public function store(): PageStore
    {
        return $this;
    }

    public function leases(): Leases
    {
        return $this;
    }

    public function tear(int $now): void
    {
        $this->store->purge(['site'], [], $now);
    }

    public function wipe(): void
    {
        $this->store->wipe();
    }

    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
    {
        $found = $this->store->find($canonical, $now, $part);
        $isOld = $found instanceof Miss && $found->reason === Reason::Purged && $found->page?->is_expired($now) === true;

        return $this->fault === StoreFault::ExpiryFirst && $isOld ? new Miss(Reason::Expired, $found->page) : $found;
    }

    public function token(int $now): Token
    {
        return $this->store->token($now);
    }

    public function save(Page $page, Token $token, int $now): void
    {
        $this->store->save($page, $this->fault === StoreFault::LateToken ? $this->store->token($now) : $token, $now);
    }

    public function suspect(array $tags, int $now): Suspicion
    {
        return $this->store->suspect($tags, $now);
    }

    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token
    {
        if ($this->fault === StoreFault::LongerGrace && $kind === PurgeKind::Soft) {
            return $this->store->purge($tags, $settles, $now + 1, $kind);
        }

        return $this->store->purge($tags, $settles, $now, $this->fault === StoreFault::SoftChange ? PurgeKind::Soft : $kind);
    }

    public function sweep(int $now): void
    {
        $this->store->sweep($now);
    }

    public function take(string $key, int $now): ?Lease
    {
        return match ($this->fault) {
            StoreFault::NoLeases => new Lease($key, ''),
            // For them no time goes by.
            StoreFault::EternalLeases => $this->leases->take($key, 0),
            default => $this->leases->take($key, $now),
        };
    }

    public function release(Lease $lease): void
    {
        $this->leases->release($lease);
    }

    public function note(string $key, LeaseNote $note): bool
    {
        return $this->leases->note($key, $note);
    }

    public function noted(string $key): ?LeaseNote
    {
        return $this->leases->noted($key);
    }
}
