<?php

/** Lets something happen right before a script runs for the first time. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisScript;

final class MeddlingClient implements RedisClient
{
    private bool $hasMeddled = false;

    /** @param \Closure(): mixed $meddle */
    public function __construct(
        private readonly RedisClient $client,
        private readonly RedisScript $before,
        private readonly \Closure $meddle,
    ) {}

    public function ask(array $commands): array
    {
        if (!$this->hasMeddled && ($commands[0][1] ?? '') === sha1($this->before->value)) {
            $this->hasMeddled = true;
            ($this->meddle)();
        }

        return $this->client->ask($commands);
    }
}
