<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\RedisServer;
use DynamicCache\Tests\Store\Redis\Head;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\TestCase;

/** What may happen to a Redis, with a real one: no error, one time-out at most, and never a page from before a purge. */
abstract class RedisFaultsTestCase extends TestCase
{
    /** @var list<RealRedis> */
    protected array $servers = [];

    /** @var list<Head> */
    private array $heads = [];

    private string $log = '';

    protected function setUp(): void
    {
        $this->log = (string) ini_set('error_log', '/dev/null');
    }

    protected function tearDown(): void
    {
        ini_set('error_log', $this->log);
        foreach ($this->servers as $server) {
            $server->stop();
        }
        foreach ($this->heads as $head) {
            $head->folder->delete();
        }
    }

    /** @return array<string, array{string}> */
    public static function libraries(): array
    {
        return ['phpredis' => ['phpredis'], 'Predis' => ['predis']];
    }

    /** @return array{RealRedis, Head, RedisServer} with page `a` stored, which shows 1 */
    protected function site(string $library, string ...$settings): array
    {
        $redis = $this->servers[] = new RealRedis(array_values($settings));
        $head = $this->head($library);
        $server = $redis->server('cme');
        self::assertSame('cold, stored', $head->visit($server, 'a', '1'));
        self::assertSame('hit 1', $head->visit($server, 'a', '1'));

        return [$redis, $head, $server];
    }

    protected function head(string $library): Head
    {
        return $this->heads[] = new Head($library);
    }
}
