<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Stats;

use DynamicCache\Engine\CountLog;
use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Engine\Reason;
use DynamicCache\Findings\Bundle\CacheFacts;
use DynamicCache\Install\Paths;
use DynamicCache\Stats\LogFiles;
use DynamicCache\Stats\Storage;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** An owner's folder may have a name that glob() takes for a pattern. */
final class OddFolderTest extends TestCase
{
    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    /** @return iterable<string, array{string}> */
    public static function names(): iterable
    {
        yield 'a class of characters' => ['[x]'];
        yield 'alternatives' => ['{a,b}'];
        yield 'any characters' => ['*?'];
        yield 'an escape' => ['a\\b'];
    }

    #[DataProvider('names')]
    public function test_the_count_log_set_aside_is_found(string $name): void
    {
        $dir = dirname($this->made("{$name}/count"));
        $log = new CountLog($dir, '1');
        $log->append(new CountRecord(1_800_000_000, CountOutcome::Hit, Reason::Fresh));
        $files = new LogFiles($dir, '1', static fn(): string => 'aa');
        $files->set_aside();

        self::assertSame(['1-aa'], array_keys($files->aside()));
    }

    #[DataProvider('names')]
    public function test_the_stored_pages_are_measured(string $name): void
    {
        file_put_contents($this->made("{$name}/pages/1/epoch/7f") . '/a.page', '12345');
        file_put_contents($this->made("{$name}/pages/1/other/00") . '/b.page', '123');
        $measured = (new Storage("{$this->folder->path}/{$name}/pages/1"))->measure(1_800_000_000);

        self::assertSame([2, 8], [$measured['pages'], $measured['bytes']]);
    }

    #[DataProvider('names')]
    public function test_what_was_left_behind_is_counted(string $name): void
    {
        $dir = $this->made($name);
        mkdir("{$dir}/pages-1.old");
        touch("{$dir}/half.tmp");
        touch("{$dir}/whole.php");
        $facts = (new CacheFacts(new Paths($dir, $this->folder->path, "{$this->folder->path}/wp-config.php"), 1_800_000_000))->files();

        self::assertSame(2, $facts['leftovers']);
    }

    private function made(string $path): string
    {
        $folder = "{$this->folder->path}/{$path}";
        mkdir($folder, 0750, true);

        return $folder;
    }
}
