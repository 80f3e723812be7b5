<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

use DynamicCache\Benchmark\ProbeSpace;
use DynamicCache\Benchmark\Traces;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Paths;
use DynamicCache\Tests\WordPress\WordPressTestCase;

/** What is removed as left behind, and what belongs to somebody who is at work. */
final class TracesTest extends WordPressTestCase
{
    private const RUN = '00112233445566aa';
    private const CHECK = 'bb00112233445566';

    protected function tearDown(): void
    {
        Folder::delete(self::folder(self::RUN));
        Folder::delete(self::folder(self::CHECK));
        parent::tearDown();
    }

    public function test_the_space_of_a_run_goes_and_that_of_a_check_under_way_stays(): void
    {
        self::space(self::RUN)->open(time());
        self::space(self::CHECK)->open_for_check(time());
        (new Traces(Paths::of_wordpress()))->remove();

        self::assertDirectoryDoesNotExist(self::folder(self::RUN));
        self::assertFileExists(self::folder(self::CHECK) . '/run.php');
    }

    public function test_the_space_of_a_check_that_was_killed_goes_when_its_time_is_over(): void
    {
        self::space(self::CHECK)->open_for_check(time() - 901);
        (new Traces(Paths::of_wordpress()))->remove();

        self::assertDirectoryDoesNotExist(self::folder(self::CHECK));
    }

    private static function space(string $id): ProbeSpace
    {
        return new ProbeSpace(Paths::of_wordpress()->cache_dir(), $id);
    }

    private static function folder(string $id): string
    {
        return Paths::of_wordpress()->cache_dir() . "/probe/{$id}";
    }
}
