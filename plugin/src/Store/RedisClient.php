<?php

/**
 * The port to one Redis server: commands go out, replies come back, in one round trip. Everything that the store does is
 * said in plain commands, so that an adapter knows nothing of pages.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface RedisClient
{
    /**
     * Replies in the order of the commands: text, an integer, a list of such, or null.
     *
     * @param non-empty-list<non-empty-list<string>> $commands
     *
     * @return list<mixed>
     *
     * @throws UnableToAskRedis also when one of the commands was refused; the others may have been carried out
     */
    public function ask(array $commands): array;
}
