<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\Page;
use PHPUnit\Framework\TestCase;

/** Run by somebody else than root, it says only that nothing is given away. */
final class OwnerTest extends TestCase
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

    /** Cron and WP-CLI run as root on many servers; the web server could neither read nor purge what root leaves there. */
    public function test_what_root_makes_belongs_to_who_owns_the_folder(): void
    {
        @chown($this->folder->path, 12345);
        @chgrp($this->folder->path, 12346);
        $store = new DiskPageStore($this->folder->path, '1', Files::of_system());
        $page = new Page('/', 200, [], Body::of('<p>page</p>'), ['site', 'post:1'], self::NOW, self::NOW + 60, '00112233aabbccdd');
        $store->save($page, $store->token(self::NOW), self::NOW);
        $store->purge(['post:9'], [], self::NOW);
        $store->sweep(self::NOW);
        (new OwedPurge("{$this->folder->path}/redis/owed-1", Files::of_system()))->add();
        // Of a process that was killed right behind making it.
        touch("{$this->folder->path}/log/2.php");
        (new DiskPageStore($this->folder->path, '2', Files::of_system()))->purge([], [], self::NOW);

        $all = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($this->folder->path, \FilesystemIterator::SKIP_DOTS), \RecursiveIteratorIterator::SELF_FIRST);
        $wanted = [fileowner($this->folder->path), filegroup($this->folder->path)];
        $seen = 0;
        foreach ($all as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            self::assertSame($wanted, [$file->getOwner(), $file->getGroup()], $file->getPathname());
            $seen++;
        }
        self::assertGreaterThan(8, $seen);
    }

    public function test_what_is_somebody_s_already_stays_so(): void
    {
        $file = "{$this->folder->path}/file";
        touch($file);
        @chown($file, 12347);
        @chown($this->folder->path, 12345);
        $owner = fileowner($file);

        Files::hand_over($file);

        clearstatcache();
        self::assertSame($owner, fileowner($file));
    }
}
