<?php

/** From the place of a Redis to the stores in it. One connection serves a whole request, whoever asks for it. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisStores
{
    /** @var array<string, RedisBreaker> by what tells servers apart, of this request */
    private static array $clients = [];

    /** @var array<string, PhpRedisClient> those behind them that keep their connection, by the same */
    private static array $connections = [];

    private ?string $name = null;

    /** @param string $dir the cache folder of the installation */
    public function __construct(private readonly string $dir, private readonly RedisServer $server) {}

    /**
     * The pages of a site. Touches nothing yet.
     *
     * @param string $site blog id
     */
    public function pages(string $site): RedisPageStore
    {
        return new RedisPageStore(
            $this->client(),
            $this->keys($site),
            $this->owed($site),
            static fn(int $length): string => random_bytes(max(1, $length)),
        );
    }

    /**
     * The leases of a site. Touches nothing yet.
     *
     * @param string $site blog id
     */
    public function leases(string $site): Leases
    {
        return new RedisLeases(
            $this->client(),
            $this->keys($site),
            static fn(int $length): string => random_bytes(max(1, $length)),
            fn(): RedisClient => $this->client()->again(),
        );
    }

    /**
     * Does once what a site does all the time: purges, takes a token, stores a page and finds it again. What the site had
     * there before is purged.
     *
     * @param string $site blog id
     *
     * @throws StoreFailure
     */
    public function try_out(string $site, int $now): void
    {
        $store = $this->pages($site);
        $store->purge(['site'], [], $now);
        $page = new Page('trial', 200, [], Body::of('trial'), ['site'], $now, $now + 1, str_repeat('0', 16));
        $store->save($page, $store->token($now), $now);
        $found = $store->find('trial', $now);
        if (!$found instanceof Page) {
            throw UnableToReachStore::at('Redis', 'what was stored a moment ago is not there any more');
        }
    }

    /**
     * Removes everything that a site has in Redis, and nothing else.
     *
     * @param string $site blog id
     *
     * @throws UnableToReachStore
     */
    public function forget(string $site): void
    {
        try {
            $this->keys($site)->delete_all($this->client());
        } catch (UnableToAskRedis $failure) {
            throw UnableToReachStore::at('Redis', $failure->getMessage());
        }
    }

    /**
     * Whether it did not answer when it was asked last, or has not heard of a purge yet. Asks nobody.
     *
     * @param string $site blog id
     */
    public function is_troubled(string $site): bool
    {
        clearstatcache();

        return is_file($this->breaker_file()) || OwedPurge::count_in($this->owed_file($site)) > 0;
    }

    /**
     * The client for the short way; null where that may ask nothing: in a cluster, without the extension phpredis, and while
     * a purge is owed.
     *
     * @param string $site blog id
     */
    public function client_at_hand(string $site): ?RedisClient
    {
        return $this->server->isCluster || !extension_loaded('redis') || OwedPurge::count_in($this->owed_file($site)) > 0 ? null : $this->client();
    }

    /**
     * For requests to come: the connection of this one says which process is behind it.
     *
     * @throws UnableToAskRedis
     */
    public function name_connection(): void
    {
        (self::$connections[$this->id()] ?? null)?->name_connection();
    }

    private function owed(string $site): OwedPurge
    {
        return new OwedPurge($this->owed_file($site), Files::of_system());
    }

    private function owed_file(string $site): string
    {
        return "{$this->dir}/redis/owed-{$site}";
    }

    private function breaker_file(): string
    {
        return "{$this->dir}/redis/down-{$this->name()}";
    }

    /** Differs for servers that are asked in different ways. */
    private function name(): string
    {
        return $this->name ??= $this->server->name() . ($this->server->isCluster ? '-cluster' : '');
    }

    private function keys(string $site): RedisKeys
    {
        return new RedisKeys($this->server->prefix, $site);
    }

    private function client(): RedisBreaker
    {
        $id = $this->id();
        if (isset(self::$clients[$id])) {
            return self::$clients[$id];
        }
        $client = $this->server->isCluster
            ? new RedisCluster($this->server, "{$this->dir}/redis/node-{$this->name()}.php", self::connect(...))
            : self::connect($this->server);
        if ($client instanceof PhpRedisClient) {
            self::$connections[$id] = $client;
        }

        return self::$clients[$id] = new RedisBreaker($client, $this->breaker_file(), time(...));
    }

    private function id(): string
    {
        return "{$this->dir}\n" . ($this->server->isCluster ? "cluster\n" : '') . $this->server->connection();
    }

    private static function connect(RedisServer $server): RedisClient
    {
        return extension_loaded('redis') ? new PhpRedisClient($server) : new PredisClient($server);
    }
}
