<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Nonces;

use DynamicCache\Install\Paths;
use DynamicCache\Nonces\RenewalBudget;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class RenewalBudgetTest extends WordPressTestCase
{
    private const NOON = 1_800_000_000;

    public function test_a_minute_has_its_limit_and_the_next_one_begins_anew(): void
    {
        $file = self::cache_dir() . '/lease/nonces.php';
        $take = static fn(int $now): bool => (new RenewalBudget($file, 2))->take($now);

        self::assertSame([true, true, false, false], [$take(self::NOON), $take(self::NOON + 1), $take(self::NOON + 2), $take(self::NOON + 59)]);
        self::assertTrue($take(self::NOON + 60));
    }

    public function test_the_file_prints_nothing_where_a_web_server_runs_it(): void
    {
        RenewalBudget::of_site(Paths::of_wordpress())->take(self::NOON);

        self::assertStringStartsWith("<?php exit; ?>\n", (string) file_get_contents(self::cache_dir() . '/lease/nonces-1.php'));
    }

    public function test_R_09_where_no_file_can_be_written_there_is_no_limit(): void
    {
        wp_mkdir_p(self::cache_dir());
        file_put_contents(self::cache_dir() . '/lease', 'a file where the folder should be');
        $budget = new RenewalBudget(self::cache_dir() . '/lease/nonces.php', 1);

        self::assertSame([true, true], [$budget->take(self::NOON), $budget->take(self::NOON)]);
    }
}
