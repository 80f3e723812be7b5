<?php

/**
 * Redis as a story has it. Its own clock stands still, so that no page ends before the story says so, however busy the
 * machine is; and when it did not answer in time, which the store takes for a miss as it should, that is remembered.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisScript;
use DynamicCache\Store\UnableToAskRedis;

final class StoryRedis implements RedisClient
{
    /** Where RedisScript::Save has the life of a page among the words of its command. */
    private const LIFE = 6;

    private bool $wasSilent = false;

    public function __construct(private readonly RedisClient $client) {}

    public function was_silent(): bool
    {
        return $this->wasSilent;
    }

    public function ask(array $commands): array
    {
        try {
            return $this->client->ask(array_map(self::without_clock(...), $commands));
        } catch (UnableToAskRedis $failure) {
            $this->wasSilent = $this->wasSilent || !$failure->is_answer();
            throw $failure;
        }
    }

    /**
     * @param non-empty-list<string> $command
     *
     * @return non-empty-list<string>
     */
    private static function without_clock(array $command): array
    {
        $isSave = in_array($command[1] ?? '', [RedisScript::Save->value, sha1(RedisScript::Save->value)], true);

        return $isSave ? [...array_slice($command, 0, self::LIFE), '3600000', ...array_slice($command, self::LIFE + 1)] : $command;
    }
}
