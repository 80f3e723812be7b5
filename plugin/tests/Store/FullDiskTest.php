<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Store\UnableToSavePage;
use PHPUnit\Framework\TestCase;

/** R-08, R-09: a page that does not fit is never seen, not even in part; a disk that cannot be written serves nothing. */
final class FullDiskTest extends TestCase
{
    private const NOW = 1_795_000_000;

    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    /** @return array<string, array{\Closure(string): ?string}> what of the bytes reaches the disk; null = the write fails */
    public static function writers(): array
    {
        return [
            'half is written' => [static fn(string $bytes): string => substr($bytes, 0, intdiv(strlen($bytes), 2))],
            'all but one byte' => [static fn(string $bytes): string => substr($bytes, 0, -1)],
            'nothing is written' => [static fn(string $bytes): null => null],
        ];
    }

    /** @param \Closure(string): ?string $part */
    #[\PHPUnit\Framework\Attributes\DataProvider('writers')]
    public function test_r_08_a_short_write_is_no_page(\Closure $part): void
    {
        $store = new DiskPageStore($this->folder->path, '1', Files::of_system());
        $store->save(self::page('a', 'old'), $store->token(self::NOW), self::NOW);
        $files = $this->folder->files();
        $full = new DiskPageStore($this->folder->path, '1', self::files($part));

        foreach (['a', 'b'] as $canonical) {
            self::assertSame(Reason::StoreError, self::save($full, self::page($canonical, 'new')));
        }
        self::assertSame($files, $this->folder->files());
        $found = $store->find('a', self::NOW);
        self::assertInstanceOf(Page::class, $found);
        self::assertSame('old', $found->body->identity);
        self::assertInstanceOf(Miss::class, $store->find('b', self::NOW));
    }

    /** The same with a real file system of 64 KB, where this process may mount one. */
    public function test_r_08_pages_that_fit_are_whole_and_the_others_are_missing(): void
    {
        $isMounted = self::mount($this->folder->path);
        try {
            $limit = $isMounted ? PHP_INT_MAX : 60_000;
            $store = new DiskPageStore($this->folder->path, '1', $isMounted ? Files::of_system() : self::files_with_room_for($limit));
            $bodies = [];
            $refused = 0;
            for ($i = 0; $i < 20; $i++) {
                $bodies["p{$i}"] = bin2hex(random_bytes(3000));
                $refused += self::save($store, self::page("p{$i}", $bodies["p{$i}"])) === null ? 0 : 1;
            }
            $found = 0;
            foreach ($bodies as $canonical => $body) {
                $page = $store->find($canonical, self::NOW);
                if ($page instanceof Page) {
                    $found++;
                    self::assertSame($body, $page->body->identity);
                }
            }
            self::assertGreaterThan(0, $refused);
            self::assertSame(20 - $refused, $found);
            self::assertGreaterThan(0, $found);
            self::assertSame([], preg_grep('/\.tmp$/', $this->folder->files()));
        } finally {
            if ($isMounted) {
                exec('umount ' . escapeshellarg($this->folder->path));
            }
        }
    }

    /** A store that cannot be told of changes must not be asked for pages either. */
    public function test_r_09_a_disk_that_became_read_only_serves_nothing_and_says_so(): void
    {
        $isMounted = self::mount($this->folder->path);
        try {
            $store = new DiskPageStore($this->folder->path, '1', Files::of_system());
            self::assertNull(self::save($store, self::page('a', 'page')));
            $this->make_read_only($isMounted, true);

            self::assertInstanceOf(Miss::class, $store->find('a', self::NOW));
            foreach (['suspect', 'purge'] as $operation) {
                try {
                    $operation === 'suspect' ? $store->suspect(['site'], self::NOW) : $store->purge(['site'], [], self::NOW);
                    self::fail('A change was noted on a read-only disk.');
                } catch (UnableToReachStore $failure) {
                    self::assertStringContainsString('cannot be opened', $failure->getMessage());
                    // It has what it had before as soon as it can be written again.
                    self::assertTrue($failure->is_lost());
                }
            }
            $this->make_read_only($isMounted, false);
            self::assertInstanceOf(Page::class, $store->find('a', self::NOW));
        } finally {
            if ($isMounted) {
                exec('umount ' . escapeshellarg($this->folder->path));
            }
        }
    }

    private function make_read_only(bool $isMounted, bool $isReadOnly): void
    {
        if ($isMounted) {
            exec('mount -o remount,' . ($isReadOnly ? 'ro ' : 'rw ') . escapeshellarg($this->folder->path));
        } else {
            chmod("{$this->folder->path}/log/1.php", $isReadOnly ? 0440 : 0640);
        }
    }

    private static function mount(string $path): bool
    {
        if (posix_geteuid() !== 0) {
            return false;
        }
        exec('mount -t tmpfs -o size=64k tmpfs ' . escapeshellarg($path) . ' 2>/dev/null', $lines, $code);

        return $code === 0;
    }

    private static function files_with_room_for(int $bytesLeft): Files
    {
        return self::files(static function (string $bytes) use (&$bytesLeft): string {
            $fits = substr($bytes, 0, max(0, $bytesLeft));
            $bytesLeft -= strlen($fits);

            return $fits;
        });
    }

    /** @param \Closure(string): ?string $part what of the bytes reaches the disk */
    private static function files(\Closure $part): Files
    {
        $write = static function ($handle, string $bytes) use ($part): int|false {
            $written = $part($bytes);

            return $written !== null && is_resource($handle) ? fwrite($handle, $written) : false;
        };

        return new Files($write, static fn(int $length): string => random_bytes(max(1, $length)));
    }

    private static function save(DiskPageStore $store, Page $page): ?Reason
    {
        try {
            $store->save($page, $store->token(self::NOW), self::NOW);
        } catch (UnableToSavePage $failure) {
            return $failure->reason;
        }

        return null;
    }

    private static function page(string $canonical, string $body): Page
    {
        return new Page($canonical, 200, [], Body::of($body), ['site'], self::NOW, self::NOW + 3600, '00112233aabbccdd');
    }
}
