<?php

/**
 * What has to happen in Redis in one step, as Lua. The elements of the log are `EPOCH SEQUENCE LINE`; the first one
 * stands for all before it and has no line. A script that begins with a write that changes nothing (PERSIST, HDEL) is
 * carried out even when Redis is full, and refused by a replica.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

enum RedisScript: string
{
    /** KEYS log. ARGV epoch, sequence of the last element or '', lines. The new last sequence; null when it is another log. */
    case Append = <<<'LUA'
        redis.call('PERSIST', KEYS[1])
        local last = redis.call('LINDEX', KEYS[1], -1)
        if not last then return false end
        local epoch, sequence = string.match(last, '^(%x+) (%d+) ')
        if epoch ~= ARGV[1] or (ARGV[2] ~= '' and sequence ~= ARGV[2]) then return false end
        sequence = tonumber(sequence)
        for i = 3, #ARGV do
          sequence = sequence + 1
          redis.call('RPUSH', KEYS[1], string.format('%s %.0f %s', epoch, sequence, ARGV[i]))
        end
        return sequence
        LUA;

    /** KEYS log. ARGV its last element or '', the elements of the new one. 1, or 0 when it has changed meanwhile. */
    case Begin = <<<'LUA'
        redis.call('PERSIST', KEYS[1])
        local last = redis.pcall('LINDEX', KEYS[1], -1)
        if type(last) ~= 'string' then last = '' end
        if last ~= ARGV[1] then return 0 end
        redis.call('UNLINK', KEYS[1])
        for i = 2, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
        return 1
        LUA;

    /** KEYS log. ARGV epoch, sequence up to which all is forgotten, elements that are not needed any more. */
    case Trim = <<<'LUA'
        redis.call('PERSIST', KEYS[1])
        local upto, isShorter = tonumber(ARGV[2]), false
        local first = redis.call('LINDEX', KEYS[1], 0)
        while first do
          local epoch, sequence = string.match(first, '^(%x+) (%d+) ')
          if epoch ~= ARGV[1] or tonumber(sequence) > upto then break end
          redis.call('LPOP', KEYS[1])
          isShorter = true
          first = redis.call('LINDEX', KEYS[1], 0)
        end
        if not isShorter then return 0 end
        redis.call('LPUSH', KEYS[1], string.format('%s %.0f ', ARGV[1], upto))
        for i = 3, #ARGV do redis.call('LREM', KEYS[1], 1, ARGV[i]) end
        return 1
        LUA;

    /** KEYS log, page. ARGV beginning of the last element, life in ms, fields. 1, or 0 when the log has grown. No write comes before: a full Redis refuses. */
    case Save = <<<'LUA'
        local last = redis.call('LINDEX', KEYS[1], -1)
        if not last or string.sub(last, 1, #ARGV[1]) ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[2], unpack(ARGV, 3))
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
        return 1
        LUA;

    /** KEYS page. ARGV its fill, sequence up to which nothing speaks against it. */
    case Stamp = <<<'LUA'
        redis.call('HDEL', KEYS[1], '')
        local page = redis.call('HMGET', KEYS[1], 'fill', 'seq')
        if page[1] ~= ARGV[1] or tonumber(page[2]) >= tonumber(ARGV[2]) then return 0 end
        redis.call('HSET', KEYS[1], 'seq', ARGV[2])
        return 1
        LUA;

    /** KEYS page. ARGV its fill, the seal. */
    case Seal = <<<'LUA'
        redis.call('HDEL', KEYS[1], '')
        if redis.call('HGET', KEYS[1], 'fill') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'seal', ARGV[2])
        return 1
        LUA;

    /** KEYS lease. ARGV id, now, lifetime in seconds. 1, or 0 while somebody holds it. */
    case Take = <<<'LUA'
        local held = redis.call('GET', KEYS[1])
        if held and math.abs(tonumber(ARGV[2]) - tonumber(string.match(held, ' (%d+)$'))) <= tonumber(ARGV[3]) then return 0 end
        redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'EX', ARGV[3] * 2)
        return 1
        LUA;

    /** KEYS lease. ARGV id. */
    case Release = <<<'LUA'
        local held = redis.call('GET', KEYS[1])
        if held and string.sub(held, 1, #ARGV[1] + 1) == ARGV[1] .. ' ' then return redis.call('UNLINK', KEYS[1]) end
        return 0
        LUA;

    /**
     * Runs it; Redis is sent the text only where it does not know it yet.
     *
     * @param non-empty-list<string> $keys
     * @param list<string> $arguments
     *
     * @throws UnableToAskRedis
     */
    public function run(RedisClient $client, array $keys, array $arguments): mixed
    {
        $rest = [(string) count($keys), ...$keys, ...$arguments];
        try {
            return $client->ask([['EVALSHA', sha1($this->value), ...$rest]])[0] ?? null;
        } catch (UnableToAskRedis $failure) {
            if ($failure->word !== 'NOSCRIPT') {
                throw $failure;
            }
        }

        return $client->ask([['EVAL', $this->value, ...$rest]])[0] ?? null;
    }
}
