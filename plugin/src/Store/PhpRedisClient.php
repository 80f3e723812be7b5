<?php

/** Redis through the extension phpredis. The connection is kept by the PHP process and used again by later requests. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class PhpRedisClient implements RedisClient
{
    /**
     * Seconds. The extension goes on to wait for the second reply when the first does not come, so that the replies share
     * the time; those to the many commands of a sweep get a little more.
     */
    private const SHORTEST_READ = 0.05;

    /** A connection that was lost is made again once. */
    private const RETRIES = 1;

    /** What the name of a connection begins with; then the name of the process (RedisLogView::process()). */
    public const NAME = 'dynamic-cache-process-';

    private ?\Redis $redis = null;

    public function __construct(private readonly RedisServer $server) {}

    public function ask(array $commands): array
    {
        $redis = $this->redis();
        $replies = $this->pipeline($redis, $commands);
        $error = $redis->getLastError();
        if ($error !== null) {
            throw UnableToAskRedis::refused($error);
        }
        if (!is_array($replies) || count($replies) !== count($commands)) {
            $this->close();
            throw UnableToAskRedis::because('it did not answer every command');
        }

        // A list by its keys, but it is not said so.
        return array_values(self::without_false($replies));
    }

    /**
     * Names the connection after the process behind it. A name ends with its connection and a connection with its process,
     * so that later requests which find the name know the process without asking for it.
     *
     * @throws UnableToAskRedis
     */
    public function name_connection(): void
    {
        // Both on the same connection, or not at all: in between no new one is made.
        $this->redis()->setOption(\Redis::OPT_MAX_RETRIES, 0);
        try {
            $process = RedisLogView::process($this->ask([['INFO', 'server']])[0] ?? null);
            if ($process !== null) {
                $this->ask([['CLIENT', 'SETNAME', self::NAME . $process]]);
            }
        } finally {
            $this->redis?->setOption(\Redis::OPT_MAX_RETRIES, self::RETRIES);
        }
    }

    /** @throws UnableToAskRedis */
    private function redis(): \Redis
    {
        try {
            return $this->redis ??= $this->connected();
        } catch (\RedisException $failure) {
            $this->close();
            throw UnableToAskRedis::of_message($failure->getMessage());
        }
    }

    /**
     * @param non-empty-list<non-empty-list<string>> $commands
     *
     * @throws UnableToAskRedis
     */
    private function pipeline(\Redis $redis, array $commands): mixed
    {
        $patience = max(RedisServer::READ / count($commands), self::SHORTEST_READ);
        $began = hrtime(true);
        try {
            $redis->setOption(\Redis::OPT_READ_TIMEOUT, $patience);
            $redis->clearLastError();
            $redis->multi(\Redis::PIPELINE);
            foreach ($commands as $command) {
                $redis->rawcommand(...$command);
            }

            return $redis->exec();
        } catch (\RedisException $failure) {
            // What is left of the replies must not be read as those of another request.
            $this->close();
            $seconds = (hrtime(true) - $began) / 1e9;
            throw $patience <= $seconds && $seconds < RedisServer::READ
                ? UnableToAskRedis::late()
                : UnableToAskRedis::of_message($failure->getMessage());
        }
    }

    /** @throws \RedisException */
    private function connected(): \Redis
    {
        $redis = new \Redis();
        $server = $this->server;
        // The check is a round trip of its own; a connection that was lost is noticed, and made again once, without it.
        @ini_set('redis.pconnect.echo_check_liveness', '0');
        // Else connections are shared by whoever uses this host and port, whatever they trust and whoever they are there.
        if (@ini_set('redis.pconnect.pool_pattern', 'i') === false) {
            @ini_set('redis.pconnect.pooling_enabled', '0');
        }
        $isSocket = $server->is_socket();
        $host = $server->host;
        if (!$isSocket) {
            $host = ($server->isTls ? 'tls://' : '') . trim($host, '[]');
        }
        $isOpen = @$redis->pconnect(
            $host,
            $isSocket ? 0 : $server->port,
            RedisServer::CONNECT,
            $server->connection(),
            0,
            RedisServer::READ,
            $this->context($isSocket),
        );
        if (!$isOpen) {
            throw new \RedisException('there is no connection');
        }
        $redis->setOption(\Redis::OPT_MAX_RETRIES, self::RETRIES);

        return $redis;
    }

    /** @return array{auth?: array{0: string, 1?: string}, stream?: array<string, mixed>} */
    private function context(bool $isSocket): array
    {
        $server = $this->server;
        $auth = $server->password === '' ? [] : ['auth' => $server->username === '' ? [$server->password] : [$server->username, $server->password]];

        return $server->isTls && !$isSocket ? [...$auth, 'stream' => $server->tls_options()] : $auth;
    }

    private function close(): void
    {
        try {
            $this->redis?->close();
        } catch (\RedisException) {
            // It was closed by the other side.
        }
        $this->redis = null;
    }

    /**
     * The extension says false for null.
     *
     * @param array<array-key, mixed> $replies
     *
     * @return array<array-key, mixed>
     */
    private static function without_false(array $replies): array
    {
        foreach ($replies as $key => $reply) {
            if ($reply === false) {
                $replies[$key] = null;
            } elseif (is_array($reply)) {
                $replies[$key] = self::without_false($reply);
            }
        }

        return $replies;
    }
}
