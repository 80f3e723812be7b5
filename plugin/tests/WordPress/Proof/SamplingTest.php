<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

use DynamicCache\Benchmark\Load;
use DynamicCache\Install\Paths;
use DynamicCache\Proof\Mode;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\ProofRun;
use DynamicCache\Proof\Proofs;
use DynamicCache\Proof\Sampling;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class SamplingTest extends WordPressTestCase
{
    private const NOW = 1_800_000_000;

    public function test_of_ten_thousand_pages_with_ten_hits_each_one_percent_is_drawn_at_one_in_a_thousand(): void
    {
        mt_srand(7);
        $hits = [];
        for ($page = 0; $page < 10_000; $page++) {
            $hits[sprintf('%016x', $page)] = 10;
        }
        $drawn = (new Sampling(static fn(): float => mt_rand() / (mt_getrandmax() + 1)))->draw($hits, 0.001, PHP_INT_MAX);

        // 99.55 are expected, with a deviation of 10.
        self::assertEqualsWithDelta(99.55, count($drawn), 40);
    }

    public function test_a_page_with_more_hits_is_drawn_sooner(): void
    {
        // 1 - 0.999^1000 is 0.63, and 1 - 0.999 is far below one half.
        $drawn = (new Sampling(static fn(): float => 0.5))->draw(['aaaaaaaaaaaaaaaa' => 1000, 'bbbbbbbbbbbbbbbb' => 1], 0.001, 10);

        self::assertSame(['aaaaaaaaaaaaaaaa'], $drawn);
    }

    public function test_keys_that_look_like_numbers_stay_keys(): void
    {
        self::assertSame(['1234567890123456'], (new Sampling(static fn(): float => 0.0))->draw(['1234567890123456' => 5], 0.5, 1));
    }

    public function test_there_is_no_page_where_there_is_no_room_and_none_at_a_rate_of_zero(): void
    {
        $always = new Sampling(static fn(): float => 0.0);

        self::assertSame([], $always->draw(['aaaaaaaaaaaaaaaa' => 5], 1.0, 0));
        self::assertSame([], $always->draw(['aaaaaaaaaaaaaaaa' => 5], 1.0, -3));
        self::assertSame([], $always->draw(['aaaaaaaaaaaaaaaa' => 5], 0.0, 10));
    }

    public function test_nothing_is_begun_while_the_host_is_busy_and_it_waits(): void
    {
        Proofs::ask(Mode::Hit, home_url('/'), '', self::NOW);
        $busy = new ProofRun(Paths::of_wordpress(), SettingsRepository::of_site()->all(), new Load(static fn(): float => 3.0, 2), static fn(): int => self::NOW);

        self::assertSame([], $busy->run(60));
        self::assertCount(1, Proofs::newest(Outcome::Waiting, 10));
    }

    public function test_two_who_take_never_get_the_same_and_what_a_killed_process_had_is_taken_again(): void
    {
        Proofs::ask(Mode::Hit, home_url('/'), '', self::NOW);

        self::assertNotNull(Proofs::take(self::NOW));
        self::assertNull(Proofs::take(self::NOW + 1));
        self::assertNotNull(Proofs::take(self::NOW + 601));
    }

    public function test_what_found_nothing_is_kept_for_thirty_days_and_a_difference_for_ninety(): void
    {
        foreach ([Outcome::Same, Outcome::Different] as $outcome) {
            $id = Proofs::ask(Mode::Hit, home_url('/'), '', self::NOW);
            self::sql('UPDATE ' . \DynamicCache\Database::table('proofs') . " SET outcome = '{$outcome->value}' WHERE id = {$id}");
        }
        Proofs::trim(self::NOW + 31 * 86_400);
        self::assertCount(1, Proofs::newest(null, 10));
        Proofs::trim(self::NOW + 91 * 86_400);
        self::assertSame([], Proofs::newest(null, 10));
    }
}
