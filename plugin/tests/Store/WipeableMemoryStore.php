<?php

/** The in-memory store, with a way to lose everything as a wiped folder does. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;

final class WipeableMemoryStore implements PageStore
{
    private MemoryPageStore $store;

    private int $epochs = 0;

    public function __construct()
    {
        $this->wipe();
    }

    public function wipe(): void
    {
        $this->store = new MemoryPageStore(sprintf('%032x', ++$this->epochs));
    }

    public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
    {
        return $this->store->find($canonical, $now, $part);
    }

    public function token(int $now): Token
    {
        return $this->store->token($now);
    }

    public function save(Page $page, Token $token, int $now): void
    {
        $this->store->save($page, $token, $now);
    }

    public function suspect(array $tags, int $now): Suspicion
    {
        return $this->store->suspect($tags, $now);
    }

    public function purge(array $tags, array $settles, int $now, PurgeKind $kind = PurgeKind::Hard): Token
    {
        return $this->store->purge($tags, $settles, $now, $kind);
    }

    public function sweep(int $now): void
    {
        $this->store->sweep($now);
    }
}
