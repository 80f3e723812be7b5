<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** MODEL_RUNS stories (40; the long run takes 2,000) of 300 steps, MODEL_SEED for one again. */
final class InterleavingTest extends TestCase
{
    private const STEPS = 300;

    public function test_r_22_no_order_of_steps_gives_out_a_list_that_is_old(): void
    {
        $seed = self::setting('MODEL_SEED', random_int(1, 1_000_000_000));
        $hits = $spared = 0;
        for ($run = 0; $run < self::setting('MODEL_RUNS', 40); $run++) {
            $world = new Interleaving($seed + $run);
            self::assertNull($this->wrong($world), 'MODEL_SEED=' . ($seed + $run) . "\n" . implode("\n", array_slice($world->story, -60)));
            $hits += $world->hits;
            $spared += $world->spared;
        }
        self::assertGreaterThan(2000, $hits, 'The stories had hardly a hit in them.');
        self::assertGreaterThan(50, $spared, 'Hardly a list was spared.');
    }

    #[DataProvider('mistakes')]
    public function test_r_22_the_stories_see_a_mistake(string $mistake): void
    {
        $wrong = null;
        for ($seed = 1; $seed <= 400 && $wrong === null; $seed++) {
            $wrong = $this->wrong(new Interleaving($seed, $mistake));
        }

        self::assertNotNull($wrong);
    }

    /** @return iterable<string, array{string}> */
    public static function mistakes(): iterable
    {
        yield 'a query that is written down after its page is stored' => ['recorded late'];
        yield 'a change without a suspicion' => ['no suspicion'];
        yield 'a row that only has room for the latest result' => ['one result alone'];
    }

    private function wrong(Interleaving $world): ?string
    {
        for ($step = 0; $step < self::STEPS; $step++) {
            $wrong = $world->step();
            if ($wrong !== null) {
                return $wrong;
            }
        }

        return null;
    }

    private static function setting(string $name, int $default): int
    {
        $value = getenv($name);

        return $value === false ? $default : (int) $value;
    }
}
