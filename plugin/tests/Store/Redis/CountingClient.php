<?php

/** Counts how often Redis is really asked, and how often it did not answer. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisClient;
use DynamicCache\Store\UnableToAskRedis;

final class CountingClient implements RedisClient
{
    public int $asked = 0;

    public int $failed = 0;

    public function __construct(private readonly RedisClient $client) {}

    public function ask(array $commands): array
    {
        $this->asked++;
        try {
            return $this->client->ask($commands);
        } catch (UnableToAskRedis $failure) {
            $this->failed += $failure->is_answer() ? 0 : 1;
            throw $failure;
        }
    }
}
