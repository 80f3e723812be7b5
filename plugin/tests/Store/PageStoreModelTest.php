<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\PredisClient;
use DynamicCache\Store\RedisClient;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Tests\Store\Model\DiskSubject;
use DynamicCache\Tests\Store\Model\FaultySubject;
use DynamicCache\Tests\Store\Model\MemorySubject;
use DynamicCache\Tests\Store\Model\RedisSubject;
use DynamicCache\Tests\Store\Model\StoreFault;
use DynamicCache\Tests\Store\Model\StoryRedis;
use DynamicCache\Tests\Store\Model\Subject;
use DynamicCache\Tests\Store\Model\World;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * Random interleavings of fill, refresh, suspect, change, long transaction, purge, soft purge, withdraw, killed editors and
 * renderers, expiry, clocks set back, sweep, a torn record and a lost log, against a model. Promises after every step: each
 * page is a hit, stale or a miss exactly when the model says so, no page that is shown differs from the database, and no
 * two render the same page. MODEL_RUNS stories (40; the long run takes 2,000) of 150 steps, MODEL_SEED for one again.
 */
final class PageStoreModelTest extends TestCase
{
    private const STEPS = 150;

    /** Of one story, where the machine is too busy for Redis. */
    private const TRIES = 5;

    private static ?RealRedis $redis = null;

    public static function tearDownAfterClass(): void
    {
        self::$redis?->stop();
        self::$redis = null;
    }

    /** @return array<string, array{string}> */
    public static function stores(): array
    {
        return ['disk' => ['disk'], 'memory' => ['memory'], 'Redis' => ['redis'], 'Redis over Predis' => ['predis']];
    }

    #[DataProvider('stores')]
    public function test_does_what_the_model_does_and_never_shows_an_old_page(string $kind): void
    {
        $seed = self::setting('MODEL_SEED', random_int(1, 1_000_000_000));
        $hits = $stale = 0;
        for ($run = 0; $run < self::setting('MODEL_RUNS', 40); $run++) {
            $folder = new TemporaryFolder();
            try {
                $world = $this->tell_a_story($kind, $folder->path, $seed + $run);
                $hits += $world->hits;
                $stale += $world->stale;
            } finally {
                $folder->delete();
            }
        }
        self::assertGreaterThan(1000, $hits, 'The stories had hardly a hit in them.');
        self::assertGreaterThan(100, $stale, 'The stories had hardly an old page in them.');
    }

    /** The proof that the test above can fail: stores with one fault each. */
    #[DataProvider('faults')]
    public function test_the_model_sees_a_store_with_one_fault(StoreFault $fault): void
    {
        $wrong = null;
        for ($seed = 1; $seed <= 60 && $wrong === null; $seed++) {
            $world = new World(new FaultySubject($fault), $seed);
            for ($step = 0; $step < self::STEPS && $wrong === null; $step++) {
                $wrong = $world->step();
            }
        }
        self::assertNotNull($wrong);
    }

    /** @return array<string, array{StoreFault}> */
    public static function faults(): array
    {
        return array_combine(
            array_map(static fn(StoreFault $fault): string => $fault->value, StoreFault::cases()),
            array_map(static fn(StoreFault $fault): array => [$fault], StoreFault::cases()),
        );
    }

    /** A story in which Redis did not answer in time says nothing about the store: it is told again. */
    private function tell_a_story(string $kind, string $path, int $seed): World
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $redis = $kind === 'redis' || $kind === 'predis' ? new StoryRedis(self::client($kind)) : null;
            try {
                $world = new World(self::subject($kind, "{$path}/{$try}", $redis), $seed);
                $wrong = self::wrong($world);
            } catch (UnableToReachStore $failure) {
                if ($redis?->was_silent() !== true) {
                    throw $failure;
                }
                continue;
            }
            if ($wrong === null) {
                return $world;
            }
            if ($redis?->was_silent() !== true) {
                self::fail("MODEL_SEED={$seed}, {$kind}: {$wrong}\n" . implode("\n", array_slice($world->story, -40)));
            }
        }
        self::fail('Redis does not answer in time, whatever it is asked.');
    }

    private static function wrong(World $world): ?string
    {
        $wrong = null;
        for ($step = 0; $step < self::STEPS && $wrong === null; $step++) {
            $wrong = $world->step();
        }

        return $wrong;
    }

    private static function client(string $kind): RedisClient
    {
        self::$redis ??= new RealRedis();
        $server = self::$redis->server();

        return $kind === 'redis' ? new PhpRedisClient($server) : new PredisClient($server);
    }

    private static function subject(string $kind, string $path, ?StoryRedis $redis): Subject
    {
        mkdir($path);

        return match (true) {
            $redis !== null => new RedisSubject($redis, $path),
            $kind === 'disk' => new DiskSubject($path),
            default => new MemorySubject(),
        };
    }

    private static function setting(string $name, int $default): int
    {
        $value = getenv($name);

        return $value === false ? $default : (int) $value;
    }
}
