<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\UnableToSavePage;
use PHPUnit\Framework\TestCase;

/** R-08: a page that does not fit is never seen, not even in part, and what is there stays. */
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

    /** @return array<string, array{\Closure(resource, string): (int|false)}> */
    public static function writers(): array
    {
        return [
            'half is written' => [static fn($handle, string $bytes): int|false => fwrite($handle, substr($bytes, 0, intdiv(strlen($bytes), 2)))],
            'all but one byte' => [static fn($handle, string $bytes): int|false => fwrite($handle, substr($bytes, 0, -1))],
            'nothing is written' => [static fn($handle, string $bytes): int|false => false],
        ];
    }

    /** @param \Closure(resource, string): (int|false) $write */
    #[\PHPUnit\Framework\Attributes\DataProvider('writers')]
    public function test_r_08_a_short_write_is_no_page(\Closure $write): void
    {
        $store = new DiskPageStore($this->folder->path, '1', Files::of_system());
        $store->save(self::page('a', 'old'), $store->token(self::NOW), self::NOW);
        $files = $this->folder->files();
        $full = new DiskPageStore($this->folder->path, '1', new Files($write, static fn(int $length): string => random_bytes(max(1, $length))));

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
        $write = static function ($handle, string $bytes) use (&$bytesLeft): int|false {
            $fits = substr($bytes, 0, max(0, $bytesLeft));
            $bytesLeft -= strlen($fits);

            return fwrite($handle, $fits);
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
