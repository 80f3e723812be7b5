<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Body;
use DynamicCache\Store\DiskLeases;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Lease;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\PageWrite;
use DynamicCache\Store\Part;
use PHPUnit\Framework\TestCase;

final class PageWriteTest extends TestCase
{
    private const NOW = 1_795_000_000;

    private TemporaryFolder $folder;

    private string $path;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->path = "{$this->folder->path}/page";
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_a_first_page_leaves_php_the_paths_that_it_knows(): void
    {
        $store = new DiskPageStore($this->folder->path, '1', Files::of_system());
        $leases = new DiskLeases($this->folder->path, '1');
        $this->render($store, $leases, 'before');
        realpath(__FILE__);
        $this->render($store, $leases, 'first');

        self::assertArrayHasKey(__FILE__, realpath_cache_get());
    }

    public function test_where_nothing_lies_it_is_written_under_its_own_name(): void
    {
        self::assertTrue($this->stored($this->writing('one')));
        self::assertSame(['page'], array_map(basename(...), $this->folder->files()));
        self::assertSame('one', file_get_contents($this->path));
    }

    public function test_whoever_reads_the_one_before_reads_all_of_it(): void
    {
        $this->stored($this->writing('before'));
        $reader = fopen($this->path, 'rb');
        self::assertNotFalse($reader);
        self::assertTrue($this->stored($this->writing('after')));

        self::assertSame('before', stream_get_contents($reader));
        self::assertSame('after', file_get_contents($this->path));
        self::assertSame(['page'], array_map(basename(...), $this->folder->files()));
    }

    public function test_of_two_that_found_no_page_the_later_one_is_there(): void
    {
        [$one, $two] = [$this->writing('one', 'a'), $this->writing('two', 'b')];
        self::assertTrue($one->prepare() && $two->prepare());
        self::assertTrue($one->finish());
        self::assertTrue($two->finish());

        self::assertSame('two', file_get_contents($this->path));
        self::assertSame(['page'], array_map(basename(...), $this->folder->files()));
    }

    public function test_r_08_a_disk_that_fills_up_leaves_nothing_half_written(): void
    {
        $files = new Files(static fn($handle, string $bytes): int|false => fwrite($handle, substr($bytes, 0, 2)), static fn(int $length): string => str_repeat('r', $length));
        $write = new PageWrite($files, $this->path, "{$this->path}.tmp", 'page');

        self::assertTrue($write->prepare());
        self::assertFalse($write->finish());
        self::assertSame([], $this->folder->files());
    }

    public function test_r_08_a_disk_that_fills_up_leaves_the_page_before(): void
    {
        $this->stored($this->writing('before'));
        $files = new Files(static fn($handle, string $bytes): int|false => fwrite($handle, substr($bytes, 0, 2)), static fn(int $length): string => str_repeat('r', $length));

        self::assertFalse($this->stored(new PageWrite($files, $this->path, "{$this->path}.tmp", 'page')));
        self::assertSame('before', file_get_contents($this->path));
        self::assertSame(['page'], array_map(basename(...), $this->folder->files()));
    }

    public function test_one_that_is_not_wanted_any_more_leaves_nothing(): void
    {
        $this->stored($this->writing('before'));
        $write = $this->writing('after');
        $write->prepare();
        $write->drop();

        self::assertSame('before', file_get_contents($this->path));
        self::assertSame(['page'], array_map(basename(...), $this->folder->files()));
    }

    /** Wherever the writer has got to, a reader sees no page, and takes nothing away from the writer. */
    public function test_r_21_a_page_is_none_until_it_is_whole(): void
    {
        $store = new DiskPageStore($this->folder->path, '1', Files::of_system());
        $token = $store->token(self::NOW);
        $page = self::page('half', 'a body');
        $store->save($page, $token, self::NOW);
        [$path] = TemporaryFolder::matching("{$this->folder->path}/pages/1/*/*/*.page");
        $bytes = PageFile::encode($page, $token);
        self::assertStringEqualsFile($path, $bytes);
        for ($length = 0; $length < strlen($bytes); $length += 7) {
            file_put_contents($path, substr($bytes, 0, $length));
            self::assertInstanceOf(Miss::class, $store->find('half', self::NOW, Part::Head), "{$length} bytes");
            self::assertFileExists($path);
        }
        file_put_contents($path, $bytes);

        self::assertInstanceOf(Page::class, $store->find('half', self::NOW));
    }

    private function writing(string $bytes, string $id = 'a'): PageWrite
    {
        return new PageWrite(Files::of_system(), $this->path, "{$this->path}.{$id}.tmp", $bytes);
    }

    private function stored(PageWrite $write): bool
    {
        return $write->prepare() && $write->finish();
    }

    private function render(DiskPageStore $store, DiskLeases $leases, string $canonical): void
    {
        $lease = $leases->take(hash('sha256', $canonical), self::NOW);
        self::assertInstanceOf(Lease::class, $lease);
        $store->save(self::page($canonical, 'a body'), $store->token(self::NOW), self::NOW);
        $leases->release($lease);
    }

    private static function page(string $canonical, string $body): Page
    {
        return new Page($canonical, 200, [], Body::of($body), ['site'], self::NOW, self::NOW + 60, '00112233aabbccdd');
    }
}
