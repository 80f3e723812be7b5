<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Body;
use DynamicCache\Store\DiskGrowth;
use DynamicCache\Store\DiskLimit;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\DiskRemains;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use PHPUnit\Framework\TestCase;

/** How the pages of a site stay within their size, and what killed processes left goes away. */
final class DiskLimitTest extends TestCase
{
    private const NOW = 1_795_000_000;
    private const HOUR = 3600;

    private TemporaryFolder $folder;

    private DiskPageStore $store;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->store = new DiskPageStore($this->folder->path, '1', Files::of_system());
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_pages_that_fit_stay(): void
    {
        $this->fill(20);

        self::assertSame(0, $this->limit(PHP_INT_MAX, 20)->keep(self::NOW));
        self::assertCount(20, $this->files());
    }

    public function test_those_go_that_nobody_asked_for_the_longest(): void
    {
        $this->fill(20);
        foreach (range(0, 19) as $i) {
            // Page 0 was asked for now, page 19 nineteen hours ago.
            touch($this->file("p{$i}"), self::NOW - $i * self::HOUR);
        }
        $bytes = array_sum(array_map(self::space(...), $this->files()));
        // Down to nine tenths of the limit: nine pages and a half, however little they differ in size.
        $deleted = $this->limit(intdiv(21 * $bytes, 40), 1000)->keep(self::NOW);

        self::assertSame(11, $deleted);
        foreach (range(0, 19) as $i) {
            self::assertSame($i < 9, $this->store->find("p{$i}", self::NOW) instanceof Page, "page {$i}");
        }
    }

    public function test_pages_of_the_same_hour_go_only_as_far_as_they_must(): void
    {
        $this->fill(40);
        foreach ($this->files() as $file) {
            touch($file, self::NOW);
        }

        self::assertSame(31, $this->limit(PHP_INT_MAX, 10)->keep(self::NOW));
        self::assertCount(9, $this->files());
    }

    public function test_r_37_the_number_of_files_is_bounded_as_well(): void
    {
        $this->fill(30);
        $this->limit(PHP_INT_MAX, 10)->keep(self::NOW);

        self::assertLessThanOrEqual(10, count($this->files()));
        self::assertGreaterThan(5, count($this->files()));
    }

    public function test_a_hit_says_at_most_once_an_hour_that_the_page_is_asked_for(): void
    {
        $this->fill(1);
        $file = $this->file('p0');
        touch($file, self::NOW - self::HOUR);
        $this->store->find('p0', self::NOW);
        clearstatcache();
        self::assertSame(self::NOW - self::HOUR, filemtime($file));

        $this->store->find('p0', self::NOW + 1);
        clearstatcache();
        self::assertSame(self::NOW + 1, filemtime($file));
    }

    public function test_a_miss_does_not_keep_a_page_alive(): void
    {
        $this->fill(1);
        $file = $this->file('p0');
        touch($file, self::NOW - 5 * self::HOUR);
        $this->store->purge(['site'], [], self::NOW);
        self::assertInstanceOf(Miss::class, $this->store->find('p0', self::NOW));

        clearstatcache();
        self::assertSame(self::NOW - 5 * self::HOUR, filemtime($file));
    }

    public function test_what_was_stored_since_the_last_sweep_is_known_without_looking_at_the_pages(): void
    {
        mkdir("{$this->folder->path}/lease");
        $growth = new DiskGrowth($this->folder->path, '1');
        self::assertSame(0, $growth->bytes());
        for ($i = 0; $i < 100; $i++) {
            $growth->add(10_000);
        }
        self::assertEqualsWithDelta(1_000_000, $growth->bytes(), 100 * 4096);
        $growth->forget();
        self::assertSame(0, $growth->bytes());
    }

    public function test_folders_of_other_epochs_and_orphans_do_not_pile_up(): void
    {
        for ($i = 0; $i < 5; $i++) {
            @unlink("{$this->folder->path}/log/1.php");
            $this->fill(3);
        }
        $this->store->sweep(self::NOW);

        self::assertCount(1, TemporaryFolder::matching("{$this->folder->path}/pages/1/*"));
    }

    public function test_r_07_what_a_killed_writer_left_beside_the_pages_is_deleted_when_it_is_old(): void
    {
        $old = "{$this->folder->path}/log/1.php.0123456789ab.tmp";
        $new = "{$this->folder->path}/log/1.php.ba9876543210.tmp";
        $this->fill(1);
        foreach ([$old, $new] as $file) {
            file_put_contents($file, 'half a log');
        }
        touch($old, self::NOW - 2 * self::HOUR);
        touch($new, self::NOW - 60);
        DiskRemains::sweep($this->folder->path, '1', self::NOW);

        self::assertFileDoesNotExist($old);
        self::assertFileExists($new);
        self::assertFileExists("{$this->folder->path}/log/1.php");
    }

    private function limit(int $bytes, int $files): DiskLimit
    {
        return new DiskLimit("{$this->folder->path}/pages/1", $bytes, $files);
    }

    private function fill(int $count): void
    {
        for ($i = 0; $i < $count; $i++) {
            $page = new Page("p{$i}", 200, [], Body::of(bin2hex(random_bytes(4000))), ['site'], self::NOW, self::NOW + 86_400, '00112233aabbccdd');
            $this->store->save($page, $this->store->token(self::NOW), self::NOW);
        }
    }

    private function file(string $canonical): string
    {
        $key = hash('sha256', $canonical);

        return TemporaryFolder::matching("{$this->folder->path}/pages/1/*/" . substr($key, 0, 2) . '/' . substr($key, 2) . '.page')[0] ?? '';
    }

    /** @return list<string> */
    private function files(): array
    {
        return TemporaryFolder::matching("{$this->folder->path}/pages/1/*/*/*.page");
    }

    private static function space(string $file): int
    {
        clearstatcache(true, $file);
        $stat = stat($file);

        return $stat === false ? 0 : max($stat['size'], 512 * $stat['blocks']);
    }
}
