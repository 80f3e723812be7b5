<?php

/**
 * The keys of one site. All of them begin with `{PREFIX:SITE}`: the braces are the hash tag that keeps them on one node of
 * a cluster, and the end of the name after which those of another site differ.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisKeys
{
    /** Every command that the store and the connection test say, themselves or in a script: what a user of an access list must be allowed. */
    public const COMMANDS = [
        'evalsha', 'eval', 'hmget', 'hset', 'hdel', 'lrange', 'lindex', 'lpush', 'rpush', 'lpop', 'lrem',
        'get', 'set', 'pexpire', 'persist', 'exists', 'unlink', 'scan', 'info', 'ping', 'client|getname', 'client|setname',
    ];

    /** Keys that one SCAN looks at. */
    private const AT_ONCE = '1000';

    private readonly string $tag;

    public function __construct(string $prefix, string $site)
    {
        $this->tag = '{' . $prefix . ':' . $site . '}';
    }

    public function log(): string
    {
        return "{$this->tag}:log";
    }

    /** @param string $key 64 hex digits */
    public function page(string $key): string
    {
        return "{$this->tag}:page:{$key}";
    }

    public function lease(string $key): string
    {
        return "{$this->tag}:lease:{$key}";
    }

    public function note(string $key): string
    {
        return "{$this->tag}:note:{$key}";
    }

    /**
     * Calls back with the names of all pages, some at a time. Never blocks Redis, however many keys others have in it.
     *
     * @param \Closure(non-empty-list<string>): void $visit
     *
     * @throws UnableToAskRedis
     */
    public function each_page(RedisClient $client, \Closure $visit): void
    {
        $this->scan($client, $this->page('*'), $visit);
    }

    /**
     * Removes every key of this site, and no other.
     *
     * @throws UnableToAskRedis
     */
    public function delete_all(RedisClient $client): void
    {
        $this->scan($client, "{$this->tag}:*", static function (array $keys) use ($client): void {
            $client->ask([['UNLINK', ...$keys]]);
        });
    }

    /**
     * @param \Closure(non-empty-list<string>): void $visit
     *
     * @throws UnableToAskRedis
     */
    private function scan(RedisClient $client, string $pattern, \Closure $visit): void
    {
        // A cluster tells only by a key which of its nodes is meant.
        $client->ask([['EXISTS', $this->log()]]);
        $cursor = '0';
        do {
            $reply = $client->ask([['SCAN', $cursor, 'MATCH', $pattern, 'COUNT', self::AT_ONCE]])[0] ?? null;
            if (!is_array($reply) || !is_string($reply[0] ?? null) || !is_array($reply[1] ?? null)) {
                throw UnableToAskRedis::because('it does not say which keys there are');
            }
            $cursor = $reply[0];
            $keys = array_values(array_filter($reply[1], is_string(...)));
            if ($keys !== []) {
                $visit($keys);
            }
        } while ($cursor !== '0');
    }
}
