<?php

/** One web server of a site: its folder, its clock, and one store after another, as its requests open them. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\Body;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\Page;
use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\PredisClient;
use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisPageStore;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\UnableToSavePage;
use DynamicCache\Tests\Store\TemporaryFolder;

final class Head
{
    public readonly TemporaryFolder $folder;

    /** Asked by the last request. */
    public CountingClient $client;

    public int $now = 1_795_000_000;

    public function __construct(private readonly string $library)
    {
        $this->folder = new TemporaryFolder();
    }

    /** The store as the next request opens it. */
    public function request(RedisServer $server): RedisPageStore
    {
        $this->client = new CountingClient($this->library === 'predis' ? new PredisClient($server) : new PhpRedisClient($server));
        $breaker = new RedisBreaker($this->client, "{$this->folder->path}/redis/down", fn(): int => $this->now);

        return new RedisPageStore($breaker, new RedisKeys($server->prefix, '1'), new OwedPurge("{$this->folder->path}/redis/owed", Files::of_system()), random_bytes(...));
    }

    /**
     * A visitor comes: what they are shown, and where the page came from. The database says `$truth`.
     *
     * @phpstan-impure
     */
    public function visit(RedisServer $server, string $page, string $truth): string
    {
        $store = $this->request($server);
        $found = $store->find($page, $this->now);
        if ($found instanceof Page) {
            return "hit {$found->body->identity}";
        }
        try {
            $token = $store->token($this->now);
            $rendered = new Page($page, 200, [], Body::of($truth), ["post:{$page}", 'site'], $this->now, $this->now + 3600, '00112233aabbccdd');
            $store->save($rendered, $token, $this->now);
        } catch (UnableToSavePage $failure) {
            return "{$found->reason->value}, {$failure->reason->value}";
        } catch (StoreFailure) {
            return "{$found->reason->value}, not asked";
        }

        return "{$found->reason->value}, stored";
    }

    /**
     * Whether an editor's change was written down.
     *
     * @phpstan-impure
     */
    public function purge(RedisServer $server, string $page): bool
    {
        try {
            $this->request($server)->purge(["post:{$page}"], [], $this->now);

            return true;
        } catch (StoreFailure) {
            return false;
        }
    }

    /**
     * What the store says of a page.
     *
     * @phpstan-impure
     */
    public function reason(RedisServer $server, string $page): string
    {
        $found = $this->request($server)->find($page, $this->now);

        return $found instanceof Miss ? $found->reason->value : "hit {$found->body->identity}";
    }
}
