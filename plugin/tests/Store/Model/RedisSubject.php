<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Files;
use DynamicCache\Store\Leases;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisLeases;
use DynamicCache\Store\RedisPageStore;

final class RedisSubject implements Subject
{
    private readonly RedisKeys $keys;

    public function __construct(private readonly RedisClient $client, private readonly string $path)
    {
        $this->keys = new RedisKeys('test' . bin2hex(random_bytes(6)), '1');
    }

    public function store(): PageStore
    {
        return new RedisPageStore($this->client, $this->keys, new OwedPurge("{$this->path}/owed", Files::of_system()), random_bytes(...));
    }

    public function leases(): Leases
    {
        return new RedisLeases($this->client, $this->keys, random_bytes(...), fn(): RedisClient => $this->client);
    }

    /** Redis writes a record whole or not at all; this is one that was damaged on the way. */
    public function tear(int $now): void
    {
        $token = $this->store()->token($now);
        $this->client->ask([['RPUSH', $this->keys->log(), "{$token->epoch} " . ($token->sequence + 1) . ' P|0||12']]);
    }

    public function wipe(): void
    {
        $this->client->ask([['DEL', $this->keys->log()]]);
    }
}
