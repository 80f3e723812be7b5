<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Tests\Store\Model\World;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * Random interleavings of fill, suspect, change, purge, withdraw, crash, expiry, sweep, a torn record and a lost log,
 * against a model. Two promises after every step: each page is a hit exactly when the model says so, and no hit differs
 * from the database. MODEL_RUNS stories (40; the long run takes 2,000) of 150 steps, MODEL_SEED for one again.
 */
final class PageStoreModelTest extends TestCase
{
    private const STEPS = 150;

    /** @return array<string, array{string}> */
    public static function stores(): array
    {
        return ['disk' => ['disk'], 'memory' => ['memory']];
    }

    #[DataProvider('stores')]
    public function test_does_what_the_model_does_and_never_shows_an_old_page(string $kind): void
    {
        $seed = self::setting('MODEL_SEED', random_int(1, 1_000_000_000));
        $hits = 0;
        for ($run = 0; $run < self::setting('MODEL_RUNS', 40); $run++) {
            $folder = new TemporaryFolder();
            try {
                $hits += $this->tell_a_story($kind, $folder->path, $seed + $run);
            } finally {
                $folder->delete();
            }
        }
        self::assertGreaterThan(1000, $hits, 'The stories had hardly a hit in them.');
    }

    /** The proof that the test above can fail: a store that forgets that fills began before a purge. */
    public function test_the_model_sees_a_store_that_takes_its_own_token_when_it_saves(): void
    {
        $wrong = null;
        for ($seed = 1; $seed <= 30 && $wrong === null; $seed++) {
            $world = new World(self::forgetful(), static function (): void {}, $seed);
            for ($step = 0; $step < self::STEPS && $wrong === null; $step++) {
                $wrong = $world->step();
            }
        }
        self::assertNotNull($wrong);
    }

    private function tell_a_story(string $kind, string $path, int $seed): int
    {
        $store = $kind === 'disk' ? new DiskPageStore($path, '1', Files::of_system()) : new WipeableMemoryStore();
        $damage = static function (string $what, int $now) use ($store, $path): void {
            if ($store instanceof WipeableMemoryStore) {
                $what === 'wipe' ? $store->wipe() : $store->purge(['site'], [], $now);
            } elseif ($what === 'wipe') {
                @unlink("{$path}/log/1.php");
            } else {
                $store->token($now);
                file_put_contents("{$path}/log/1.php", 'P|0||12', FILE_APPEND);
            }
        };
        $world = new World($store, $damage, $seed);
        for ($step = 0; $step < self::STEPS; $step++) {
            $wrong = $world->step();
            if ($wrong !== null) {
                self::fail("MODEL_SEED={$seed}, {$kind}: {$wrong}\n" . implode("\n", array_slice($world->story, -40)));
            }
        }

        return $world->hits;
    }

    private static function setting(string $name, int $default): int
    {
        $value = getenv($name);

        return $value === false ? $default : (int) $value;
    }

    private static function forgetful(): PageStore
    {
        return new class implements PageStore {
            private readonly MemoryPageStore $store;

            public function __construct()
            {
                $this->store = new MemoryPageStore(str_repeat('0', 32));
            }

            public function find(string $canonical, int $now, Part $part = Part::Whole): Page|Miss
            {
                return $this->store->find($canonical, $now, $part);
            }

            public function token(int $now): Token
            {
                return $this->store->token($now);
            }

            public function save(Page $page, Token $token, int $now): void
            {
                $this->store->save($page, $this->store->token($now), $now);
            }

            public function suspect(array $tags, int $now): Suspicion
            {
                return $this->store->suspect($tags, $now);
            }

            public function purge(array $tags, array $settles, int $now): Token
            {
                return $this->store->purge($tags, $settles, $now);
            }

            public function sweep(int $now): void
            {
                $this->store->sweep($now);
            }
        };
    }
}
