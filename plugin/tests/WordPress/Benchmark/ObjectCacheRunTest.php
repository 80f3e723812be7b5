<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Install\DataFile;
use DynamicCache\Tests\Store\Redis\RealRedis;

/** A store that visitors do not use is measured beside the one that they use. */
final class ObjectCacheRunTest extends BenchmarkTestCase
{
    private RealRedis $redis;

    protected function setUp(): void
    {
        $this->redis = new RealRedis();
    }

    protected function tearDown(): void
    {
        self::change('{"strategy":"origin-disk","redis":null}');
        $this->redis->stop();
    }

    public function test_redis_is_measured_while_visitors_stay_on_disk_then_applied_and_taken_back(): void
    {
        self::change(sprintf('{"redis":{"host":"127.0.0.1","port":%d}}', $this->redis->port));
        self::live()->request('GET', '/hello-world/');
        $run = self::benchmark('run', '--pages=1', '--load=1000', '--strategy=object-cache', '--format=json');
        $summary = $run->json();
        self::assertSame(0, $run->code, $run->err);
        self::assertIsArray($summary);
        $id = is_string($summary['id'] ?? null) ? $summary['id'] : '';

        self::assertSame([], self::failures(), (string) json_encode(self::evidence()));
        self::assertSame('disk', self::store());
        self::assertSame('hit; reason=fresh', self::live()->request('GET', '/hello-world/')->header('X-Dynamic-Cache'));
        self::assertSame(0, self::benchmark('apply', $id, 'object-cache')->code);
        self::assertSame('redis', self::store());
        self::assertSame(0, self::benchmark('undo')->code);
        self::assertSame('disk', self::store());
        self::assertSame(1, self::benchmark('undo')->code);
        self::assertSame(1, self::benchmark('apply', $id, 'origin-disk')->code, 'It was not measured in that run.');
    }

    /** Taken again at once, it would fail three times in a row and end the run: a store that was late is left alone for a while. */
    public function test_r_03_a_step_whose_store_was_late_is_taken_again_after_a_rest(): void
    {
        self::change(sprintf('{"redis":{"host":"127.0.0.1","port":%d}}', $this->redis->port));
        $this->redis->freeze();

        self::assertSame([
            [100, 'worked', 'running', 1],
            [101, 'waiting', 'running', 1],
            [109, 'waiting', 'running', 1],
            [110, 'worked', 'done', 0],
        ], self::inside('paced', (string) json_encode([100 => false, 101 => true, 109 => false, 110 => false]), (string) $this->redis->pid()));
    }

    private static function store(): mixed
    {
        return (DataFile::read(self::live()->file('wp-content/cache/dynamic-cache/config/1.php')) ?? [])['store'] ?? null;
    }

    private static function change(string $patch): void
    {
        $revision = self::live()->rest('GET', '/settings')->text('revision');
        self::live()->rest('PATCH', '/settings', $patch, $revision);
    }
}
